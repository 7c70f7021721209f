// SPDX-License-Identifier: MIT
//
// An account in every output form, for the two commands that answer with one.
#pragma once

#include "cmd/output.hpp"
#include "src/json.hpp"

namespace plex::cmd {

/// Which secrets of the account are in the report.
enum class ShownSecrets { none, token, all };

/// The account as plex.tv sent it, less the secrets that are not shown. Throws Error(unexpected)
/// for an account of another shape.
Report account_report(Json account, ShownSecrets shown);

}  // namespace plex::cmd
