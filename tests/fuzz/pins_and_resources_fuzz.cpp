// SPDX-License-Identifier: MIT
//
// What plex.tv says of sign-in codes and of the devices of an account. Whatever comes, it is
// refused with an Error, or its codes and tokens are fit for a URL and a header, and no token is
// left where none is kept.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "src/auth/pins.hpp"
#include "src/auth/resources.hpp"
#include "src/error.hpp"
#include "src/plex/token.hpp"
#include "src/text/encoding.hpp"
#include "src/text/json.hpp"

namespace {

void expect(bool holds) {
  if (!holds) {
    std::abort();
  }
}

template <class Work>
void allow_error(Work work) {
  try {
    work();
  } catch (const plex::Error&) {
  }
}

/// Whether percent-encoding changes nothing of the text.
bool is_plain(std::string_view text) { return !text.empty() && plex::percent_encode(text) == text; }

void check_pin(const plex::Json& document) {
  const plex::auth::Pin pin = plex::auth::parse_pin(document);
  expect(is_plain(pin.id.reveal()) && is_plain(pin.code.reveal()));
  expect(pin.expires_in ==
         std::clamp(pin.expires_in, plex::auth::shortest_pin_life, plex::auth::longest_pin_life));
}

void check_approval(const plex::Json& document) {
  if (const auto token = plex::auth::parse_approval(document)) {
    expect(plex::is_token(token->reveal()));
  }
}

void check_resources(const plex::Json& document, plex::auth::ResourceTokens tokens) {
  for (const plex::auth::Resource& device : plex::auth::parse_resources(document, tokens)) {
    const bool has_token = !device.access_token.empty();
    expect(!has_token || plex::is_token(device.access_token.reveal()));
    if (tokens == plex::auth::ResourceTokens::removed) {
      expect(!device.json->contains("accessToken"));
    } else {
      expect(!has_token || device.json->at("accessToken") == device.access_token.reveal());
    }
    for (const std::string& what : device.provides) {
      expect(plex::auth::provides(device, what) && what.find(',') == std::string::npos);
    }
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
  allow_error([&] { check_pin(document); });
  allow_error([&] { check_approval(document); });
  allow_error([&] { check_resources(document, plex::auth::ResourceTokens::removed); });
  allow_error([&] { check_resources(document, plex::auth::ResourceTokens::kept); });
  return 0;
}
