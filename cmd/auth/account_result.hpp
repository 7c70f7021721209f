// SPDX-License-Identifier: MIT
//
// An account in every output form, for the two commands that return one.
#pragma once

#include "cmd/output/output.hpp"
#include "src/auth/account.hpp"
#include "src/text/json.hpp"

namespace plex::cmd {

/// Which secrets of the account are in the report.
enum class ShownSecrets { none, token, all };

/// The account as plex.tv sent it, less the secrets that are not shown; `summary` is for the table
/// and `-q`. Throws Error(unexpected) for a secret that is to be shown and is not a valid token.
Result account_result(Json account, const auth::AccountSummary& summary, ShownSecrets shown);

}  // namespace plex::cmd
