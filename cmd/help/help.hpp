// SPDX-License-Identifier: MIT
//
// `--help` of every command, and `plex help COMMAND|TOPIC`. The texts of topics are
// cmd/help/topics.hpp.
#pragma once

#include <string>

#include "cmd/commands.hpp"

namespace plex::cmd {

/// The help of one command: purpose, usage, examples, commands or options by group; at most 80
/// columns wide; headings bold where `color`.
std::string help_text(const CLI::App& command, bool color);

/// Adds `plex help [COMMAND… | TOPIC]`.
void add_help(CLI::App& parent, Action& selected);

}  // namespace plex::cmd
