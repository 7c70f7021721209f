// SPDX-License-Identifier: MIT
//
// Signing in to plex.tv by name and password: which accounts can, and in which words each of the
// others is refused. Everything else of plex.tv is left to fake_plex_tv_routes.hpp.
#pragma once

#include <string>

#include "tests/support/fake_plex_exchange.hpp"

namespace plex::test {

struct SignInAnswer {
  CannedResponse response;
  /// The token that was handed out; "" when the sign-in failed.
  std::string token = {};
};

/// The answer to `POST /api/v2/users/signin`.
SignInAnswer answer_sign_in(const RecordedRequest& request);

}  // namespace plex::test
