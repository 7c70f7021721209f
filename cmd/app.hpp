// SPDX-License-Identifier: MIT
//
// From arguments to an exit status: builds the tree of commands, parses, acts, and reports what
// fails. The one place that reports an error that ends the run.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cmd/commands.hpp"
#include "cmd/context.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace plex::cmd {

/// All commands with their options; parsing sets `selected`, which must outlive the tree. The one
/// definition that the parser, help, the manual and completions are made of. Where `words` begin
/// with the name of a command, its siblings, which these words cannot reach, may be left out: with
/// them a run would take a tenth longer.
std::unique_ptr<CLI::App> build_app(Action& selected, const std::vector<std::string>& words = {});

/// Runs `arguments`, without the program's name, and returns the exit status. Writes the result to
/// the console's output and everything else to its error stream; throws nothing.
int run(const std::vector<std::string>& arguments, Context& context);

}  // namespace plex::cmd
