// SPDX-License-Identifier: MIT
//
// Base URLs, proxies, redirect targets and addresses: what is accepted reads the same again and
// holds nothing that could end a header or a command line.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "src/error.hpp"
#include "src/http/address.hpp"
#include "src/http/proxy.hpp"
#include "src/http/url.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  try {
    const plex::BaseUrl url = plex::parse_base_url(text, "--server");
    const plex::BaseUrl again = plex::parse_base_url(url.text(), "--server");
    const bool plain = url.text().find_first_of(" \r\n\t@?#\\") == std::string::npos ||
                       url.path.find('@') != std::string::npos;
    if (again.text() != url.text() || url.host.empty() || !plain) {
      std::abort();
    }
  } catch (const plex::Error& error) {
    if (error.code != plex::ErrorCode::usage) {
      std::abort();
    }
  }
  try {
    plex::parse_proxy(text, "--proxy");
  } catch (const plex::Error&) {
  }
  plex::redirect_host(text, "here.example");
  plex::names_loopback(text);
  plex::classify(text);
  return 0;
}
