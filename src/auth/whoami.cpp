// SPDX-License-Identifier: MIT
#include "src/auth/whoami.hpp"

#include <nlohmann/json.hpp>

#include "src/auth/account.hpp"

namespace plex::auth {

Json whoami(const Client& client, const Secret& token) {
  Json account;
  client.request(Service::plex_tv, {.path = "/user", .token = token.clone()}, [&](Json document) {
    summarize(document);
    account = std::move(document);
  });
  return account;
}

}  // namespace plex::auth
