// SPDX-License-Identifier: MIT
#include "src/auth/signout.hpp"

namespace plex::auth {

void sign_out(const Client& client, const Secret& token) {
  client.send(Service::plex_tv,
              {.method = "DELETE", .path = "/users/signout", .token = token.clone()});
}

}  // namespace plex::auth
