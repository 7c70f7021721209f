// SPDX-License-Identifier: MIT
//
// An account in every output format, for the two commands that return one.
#pragma once

#include "cmd/output/output.hpp"
#include "src/auth/account.hpp"

namespace plex::cmd {

/// The account with the secrets that were kept of it.
Result account_result(const auth::Account& account);

}  // namespace plex::cmd
