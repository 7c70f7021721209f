// SPDX-License-Identifier: MIT
//
// {server}/security/token: a temporary token with the access of the caller's, to hand to a player
// or a script. It dies with the server's next restart, and after 48 hours at the latest.
#pragma once

#include <chrono>

#include "src/plex/client.hpp"
#include "src/secret.hpp"

namespace plex::auth {

/// The longest that a server keeps a transient token (Plex's documentation of the route); the
/// response itself names no end.
inline constexpr std::chrono::hours transient_token_lifetime{48};

/// A transient token of the server. Asks with GET, as clients do, and once more with POST where the
/// server answers 405. Throws as Client::request; unexpected where the response has no usable
/// token.
Secret transient_token(const Client& client, const Secret& token);

}  // namespace plex::auth
