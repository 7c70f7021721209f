// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>

#include "cmd/command.hpp"
#include "cmd/docs/docs.hpp"
#include "cmd/help/topics.hpp"

namespace plex::cmd {
namespace {

/// The names of `command` and of all commands below it, without options and arguments.
Command names_only(const Command& command, const std::string& above) {
  Command names;
  names.name = command.name;
  names.full_name = above + " " + command.name;
  names.purpose = command.purpose;
  for (const Command& child : command.commands) {
    names.commands.push_back(names_only(child, names.full_name));
  }
  return names;
}

}  // namespace

Command add_help_words(Command root) {
  const auto help = std::find_if(root.commands.begin(), root.commands.end(),
                                 [](const Command& each) { return each.name == "help"; });
  for (const Command& command : root.commands) {
    if (command.name != "help") {
      help->commands.push_back(names_only(command, help->full_name));
    }
  }
  for (const std::string& topic : topic_names()) {
    Command entry;
    entry.name = topic;
    entry.full_name = help->full_name + " " + topic;
    help->commands.push_back(entry);
  }
  return root;
}

}  // namespace plex::cmd
