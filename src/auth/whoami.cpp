// SPDX-License-Identifier: MIT
#include "src/auth/whoami.hpp"

#include <utility>

#include <nlohmann/json.hpp>

#include "src/plex/service.hpp"
#include "src/text/json.hpp"

namespace plex::auth {

Account whoami(const Client& client, const Secret& token, AccountSecrets secrets) {
  return client.request(Service::plex_tv, {.path = "/user", .token = token.clone()},
                        [&](Json document) { return parse_account(std::move(document), secrets); });
}

}  // namespace plex::auth
