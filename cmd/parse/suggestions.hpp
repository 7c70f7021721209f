// SPDX-License-Identifier: MIT
//
// What to say about an argument that no command knows: the nearest name that one does.
#pragma once

#include <string>
#include <vector>

#include "cmd/command.hpp"
#include "src/error.hpp"

namespace plex::cmd {

/// The usage error for the first of `arguments`, which `command` did not know; `others` are words
/// that it takes beside the names of commands. An argument that may be a misplaced secret is not
/// repeated.
Error unknown_argument(const Command& command, const std::vector<std::string>& arguments,
                       const std::vector<std::string>& others = {});

/// The hint that points to the help of `command`.
std::string see_help(const Command& command);

}  // namespace plex::cmd
