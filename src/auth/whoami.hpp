// SPDX-License-Identifier: MIT
//
// GET {plex-tv}/user: whose token this is, and whether it still works.
#pragma once

#include "src/plex/client.hpp"
#include "src/secret.hpp"
#include "src/text/json.hpp"

namespace plex::auth {

/// The account of `token`, whole, with its secrets. Throws as Client::request; token_rejected and
/// token_expired only where plex.tv said so.
Json whoami(const Client& client, const Secret& token);

}  // namespace plex::auth
