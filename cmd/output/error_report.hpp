// SPDX-License-Identifier: MIT
//
// How a failure is reported on stderr: for a person or, with `-o json`, for a program. The words of
// the library's advice are left to cmd/help/hints.hpp: whoever reports has put them into the error.
#pragma once

#include "cmd/console.hpp"
#include "src/error.hpp"

namespace plex::cmd {

/// Writes one message: `plex: error: WHAT (HOST)` and, if there is one, `hint: NEXT STEP`.
void report_text(const Error& error, Console& console);

/// Writes one line: `{"error":{…}}` with all members, absent values null.
void report_json(const Error& error, Console& console);

}  // namespace plex::cmd
