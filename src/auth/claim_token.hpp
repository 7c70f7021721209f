// SPDX-License-Identifier: MIT
//
// GET https://plex.tv/api/claim/token.json: a token that a new server presents once to become the
// account's own. It signs nobody in.
#pragma once

#include <chrono>

#include "src/plex/client.hpp"
#include "src/secret.hpp"

namespace plex::auth {

/// How long plex.tv takes a claim token, at most.
inline constexpr std::chrono::minutes claim_token_lifetime{4};

/// A new claim token for the account of `token`. The route is beside the versioned ones: the base
/// URL must end in `/v2`, which is left out, else Error(usage). Throws as Client::request;
/// unexpected if what came is not a claim token.
Secret claim_token(const Client& client, const Secret& token);

}  // namespace plex::auth
