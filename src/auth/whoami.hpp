// SPDX-License-Identifier: MIT
//
// GET {plex-tv}/user: whose token this is, and whether it still works.
#pragma once

#include "src/auth/account.hpp"
#include "src/plex/client.hpp"
#include "src/secret.hpp"

namespace plex::auth {

/// The account of `token`. Throws as Client::request and parse_account; token_rejected and
/// token_expired only if plex.tv said so.
Account whoami(const Client& client, const Secret& token, AccountSecrets secrets);

}  // namespace plex::auth
