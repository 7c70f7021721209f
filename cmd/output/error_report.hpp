// SPDX-License-Identifier: MIT
//
// What a failure says on stderr, for a person or, with `-o json`, for a program.
#pragma once

#include "cmd/console.hpp"
#include "src/error.hpp"

namespace plex::cmd {

/// Writes one message: `plex: error: WHAT (HOST)` and where it helps `hint: NEXT STEP`.
void report_text(const Error& error, Console& console);

/// Writes one line: `{"error":{…}}` with all members, absent values null.
void report_json(const Error& error, Console& console);

}  // namespace plex::cmd
