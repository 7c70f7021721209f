// SPDX-License-Identifier: MIT
//
// `-h` and `--help` of every command, and `plex help COMMAND|TOPIC`. The texts of topics are
// cmd/help/topics.hpp.
#pragma once

#include <string>

#include "cmd/command.hpp"

namespace plex::cmd {

/// Which options help shows.
enum class HelpLength { common, full };

/// Prints the help of one command: purpose, usage, examples, commands or options by group; at most
/// 80 columns wide; headings bold if standard output is coloured. Full help ends with where to read
/// more.
void print_help(const Command& command, HelpLength length, Context& context);

/// The name of the command's page in the manual: `plex-auth-whoami`.
std::string manual_page(const Command& command);

/// `plex help [COMMAND… | TOPIC]`; it looks commands up in `root()`.
Command help_command(Command (*root)());

}  // namespace plex::cmd
