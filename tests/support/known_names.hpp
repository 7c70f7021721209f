// SPDX-License-Identifier: MIT
//
// Checks that what a text tells users to type exists.
#pragma once

#include <string>

namespace plex::test {

/// What `text` names although the program has nothing of that name, with `, ` between: options
/// (`--token`, `-q`), then variables (`PLEX_URL`, `no_proxy`: names with a `_`), then commands
/// (`plex auth whoami`, `plex help security`: at the start of the text, in quotes, in `$(…)` or
/// after a pipe). Options of a `docker run` are not ours. Empty if all exist.
std::string unknown_names(const std::string& text);

}  // namespace plex::test
