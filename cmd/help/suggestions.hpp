// SPDX-License-Identifier: MIT
//
// What to say about a word that no command knows: the nearest word that one does.
#pragma once

#include <string>
#include <vector>

#include "src/error.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace plex::cmd {

/// The usage error for the first of `words` that `command` did not know; `others` are words that
/// would have done besides the names of commands. A word that may be a secret in the wrong place is
/// not repeated.
Error unknown_word(const CLI::App& command, const std::vector<std::string>& words,
                   const std::vector<std::string>& others = {});

/// The hint that points to the help of `command`.
std::string see_help(const CLI::App& command);

/// The name with which `command` is called: `plex auth whoami`.
std::string full_name(const CLI::App& command);

}  // namespace plex::cmd
