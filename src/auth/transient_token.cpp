// SPDX-License-Identifier: MIT
#include "src/auth/transient_token.hpp"

#include <nlohmann/json.hpp>

#include "src/error.hpp"
#include "src/plex/token.hpp"

namespace plex::auth {
namespace {

Secret parse_transient_token(const Json& answer) {
  if (!answer.is_object()) {
    throw Error(ErrorCode::unexpected, "the answer is not an object");
  }
  const Json* container = find_member(answer, "MediaContainer");
  const bool nested = container != nullptr && container->is_object();
  const std::string token =
      nested ? optional_string(*container, "token", "MediaContainer.").value_or("")
             : optional_string(answer, "token", "").value_or("");
  if (!is_token(token)) {
    throw Error(ErrorCode::unexpected,
                "the answer's MediaContainer.token is missing or no valid token");
  }
  return Secret(token);
}

Secret request_with(const Client& client, std::string_view method, const Secret& token) {
  Secret result;
  ApiRequest question{.method = method,
                      .path = "/security/token",
                      .query = {{"type", "delegation"}, {"scope", "all"}},
                      .token = token.clone()};
  client.request(Service::media_server, std::move(question),
                 [&](const Json& answer) { result = parse_transient_token(answer); });
  return result;
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
