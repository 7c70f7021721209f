// SPDX-License-Identifier: MIT
//
// The JSON reader, and what is decoded from its documents. Whatever comes, it is read, or refused
// with an Error; what was read can be written and read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "src/auth/account.hpp"
#include "src/auth/source_info.hpp"
#include "src/error.hpp"
#include "src/text/json.hpp"

namespace {

template <class Work>
void allow_error(Work work) {
  try {
    work();
  } catch (const plex::Error&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  plex::Json document;
  try {
    document = plex::parse_json(text);
  } catch (const plex::Error&) {
    return 0;
  }
  if (plex::parse_json(plex::format_json(document)) != document) {
    std::abort();
  }
  allow_error([&] { plex::auth::parse_source_info(document); });
  allow_error([&] { plex::auth::parse_signed_in_account(document); });
  allow_error([&] { plex::auth::parse_account(document, plex::auth::AccountSecrets::kept); });
  allow_error([&] {
    const auto account = plex::auth::parse_account(document, plex::auth::AccountSecrets::removed);
    if (account.json->contains("authToken") || account.json->contains("pin")) {
      std::abort();
    }
  });
  return 0;
}
