// SPDX-License-Identifier: MIT
//
// {server}/security/token: a temporary token with the access of the caller's token, for a player or
// a script. It ends when the server restarts, and after 48 hours at the latest.
#pragma once

#include <chrono>

#include "src/plex/client.hpp"
#include "src/secret.hpp"

namespace plex::auth {

/// How long a server keeps a transient token at most, according to Plex's documentation of the
/// route; the response does not say.
inline constexpr std::chrono::hours transient_token_lifetime{48};

/// A transient token from the server. Sends a GET, as clients do, and after status 405 a POST.
/// Throws as Client::request; unexpected if the response has no valid token.
Secret transient_token(const Client& client, const Secret& token);

}  // namespace plex::auth
