// SPDX-License-Identifier: MIT
//
// The tree of commands as plain data: what help, the manual and completions need to know of a
// command, read off the parser's own definition.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace plex::cmd {

/// One option of a command.
struct OptionEntry {
  std::string group;
  /// As typed, short ones first: `-t`, `--token`.
  std::vector<std::string> names;
  /// What stands for the value; empty for a switch.
  std::string value;
  std::string help;
  /// The choices of a value that is one of a few.
  std::vector<std::string> choices;

  bool takes_file() const { return value == "FILE"; }
};

/// One command.
struct CommandEntry {
  /// `whoami`
  std::string name;
  /// `plex auth whoami`
  std::string full_name;
  std::string purpose;
  /// One command line each.
  std::vector<std::string> examples;
  /// The argument that is not an option, empty where there is none; and what it is.
  std::string argument;
  std::string argument_help;
  /// By group, in the order of help.
  std::vector<OptionEntry> options;
  std::vector<CommandEntry> commands;
};

/// `app` and all below it.
CommandEntry describe_command_tree(const CLI::App& app);

}  // namespace plex::cmd
