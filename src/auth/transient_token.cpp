// SPDX-License-Identifier: MIT
#include "src/auth/transient_token.hpp"

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "src/error.hpp"
#include "src/plex/service.hpp"
#include "src/plex/token.hpp"
#include "src/text/json.hpp"

namespace plex::auth {
namespace {

Secret parse_transient_token(const Json& document) {
  if (!document.is_object()) {
    throw Error(ErrorCode::unexpected, "the response is not an object");
  }
  const Json* container = find_member(document, "MediaContainer");
  const bool nested = container != nullptr && container->is_object();
  const std::string token =
      nested ? optional_string(*container, "token", "MediaContainer.").value_or("")
             : optional_string(document, "token", "").value_or("");
  if (!is_token(token)) {
    throw Error(ErrorCode::unexpected,
                "the response's MediaContainer.token is missing or not a valid token");
  }
  return Secret(token);
}

Secret request_with(const Client& client, std::string_view method, const Secret& token) {
  return client.request(Service::media_server,
                        {.method = method,
                         .path = "/security/token",
                         .query = {{"type", "delegation"}, {"scope", "all"}},
                         .token = token.clone()},
                        parse_transient_token);
}

}  // namespace

Secret transient_token(const Client& client, const Secret& token) {
  try {
    return request_with(client, "GET", token);
  } catch (const Error& error) {
    if (error.http_status != 405) {
      throw;
    }
  }
  return request_with(client, "POST", token);
}

}  // namespace plex::auth
