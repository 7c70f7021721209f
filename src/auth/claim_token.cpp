// SPDX-License-Identifier: MIT
#include "src/auth/claim_token.hpp"

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "src/error.hpp"
#include "src/plex/token.hpp"

namespace plex::auth {
namespace {

Secret parse_claim_token(const Json& document) {
  constexpr std::string_view prefix = "claim-";
  if (!document.is_object()) {
    throw Error(ErrorCode::unexpected, "the response is not an object");
  }
  const std::string token = optional_string(document, "token", "").value_or("");
  if (!is_token(token) || !token.starts_with(prefix) || token.size() == prefix.size()) {
    throw Error(ErrorCode::unexpected,
                "the response's token is missing or not a valid claim token");
  }
  return Secret(token);
}

}  // namespace

Secret claim_token(const Client& client, const Secret& token) {
  constexpr std::string_view version = "/v2";
  if (!client.base.path.ends_with(version)) {
    throw Error(ErrorCode::usage,
                "the URL of plex.tv does not end in /v2, so the URL of claim tokens is unknown");
  }
  Client unversioned = client;
  unversioned.base.path.resize(unversioned.base.path.size() - version.size());
  return unversioned.request(
      Service::plex_tv, {.path = "/claim/token.json", .token = token.clone()}, parse_claim_token);
}

}  // namespace plex::auth
