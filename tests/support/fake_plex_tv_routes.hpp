// SPDX-License-Identifier: MIT
//
// What plex.tv answers: the routes below `/api/v2` as a function from a request to a response, as
// strict about headers, tokens and form fields as plex.tv is. It has no state and no sockets. What
// a server answers is left to fake_server_routes.hpp.
#pragma once

#include <optional>

#include "tests/support/fake_plex_exchange.hpp"

namespace plex::test {

/// The response of plex.tv; nothing when it has no such route.
std::optional<CannedResponse> respond_as_plex_tv(const RecordedRequest& request);

}  // namespace plex::test
