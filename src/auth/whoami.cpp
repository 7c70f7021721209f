// SPDX-License-Identifier: MIT
#include "src/auth/whoami.hpp"

#include <nlohmann/json.hpp>

#include "src/auth/account.hpp"

namespace plex::auth {

Json whoami(const Client& client, const Secret& token) {
  return client.request(Service::plex_tv, {.path = "/user", .token = token.clone()},
                        [](Json account) {
                          summarize(account);
                          return account;
                        });
}

}  // namespace plex::auth
