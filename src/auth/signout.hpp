// SPDX-License-Identifier: MIT
//
// DELETE {plex-tv}/users/signout: ends the life of a token.
#pragma once

#include "src/plex/client.hpp"
#include "src/secret.hpp"

namespace plex::auth {

/// Revokes `token`, and no other token of the account. Throws as Client::send; token_rejected if it
/// did not work anyway.
void sign_out(const Client& client, const Secret& token);

}  // namespace plex::auth
