// SPDX-License-Identifier: MIT
//
// From arguments to an exit status: defines the commands, parses, runs, and reports failures. The
// one place that reports an error.
#pragma once

#include <string>
#include <vector>

#include "cmd/command.hpp"
#include "cmd/context.hpp"

namespace plex::cmd {

/// `plex` with all commands. If `arguments` begin with the name of a command, its siblings may be
/// left out: these arguments cannot reach them, and with them a run would take a tenth longer.
Command plex_command(const std::vector<std::string>& arguments = {});

/// Runs `arguments`, without the program's name, and returns the exit status. Writes the result to
/// the console's output and everything else to its error stream; throws nothing.
int run(const std::vector<std::string>& arguments, Context& context);

}  // namespace plex::cmd
