// SPDX-License-Identifier: MIT
//
// The servers and the player of Dana's account as `GET /api/v2/resources` shows them, in the full
// shape that plex.tv sends. Every value is invented; who may ask is left to
// fake_plex_tv_routes.hpp.
#pragma once

#include <string>

#include "tests/support/fake_plex_exchange.hpp"

namespace plex::test {

/// Dana's resources as JSON, on one line, in this order:
///   Attic   her server, at `server_url`, at a remote address and at a relay
///   Cellar  robin's, shared with her, at `server_url` + `/cellar` and at a local address of
///           robin's; booleans are 0, 1, "0" and "1"
///   Barn    her server, offline, at a port of loopback that nobody listens on
///   Loft    two servers of hers with one name, offline as well
///   Sofa    a player without a token and connections
/// As `request` asks by includeHttps=1 and includeRelay=1; without them there are plain http URIs
/// and no relays.
std::string dana_resources(const std::string& server_url, const RecordedRequest& request);

}  // namespace plex::test
