// SPDX-License-Identifier: MIT
#include <algorithm>

#include "cmd/docs/docs.hpp"
#include "cmd/help/topics.hpp"

namespace plex::cmd {
namespace {

/// The names of `command` and of all below it, without what they take.
CommandEntry names_only(const CommandEntry& command, const std::string& above) {
  CommandEntry names;
  names.name = command.name;
  names.full_name = above + " " + command.name;
  names.purpose = command.purpose;
  for (const CommandEntry& child : command.commands) {
    names.commands.push_back(names_only(child, names.full_name));
  }
  return names;
}

}  // namespace

std::vector<const CommandEntry*> all_commands(const CommandEntry& root) {
  std::vector<const CommandEntry*> commands = {&root};
  for (const CommandEntry& child : root.commands) {
    const auto below = all_commands(child);
    commands.insert(commands.end(), below.begin(), below.end());
  }
  return commands;
}

CommandEntry add_help_words(CommandEntry root) {
  const auto help = std::find_if(root.commands.begin(), root.commands.end(),
                                 [](const CommandEntry& each) { return each.name == "help"; });
  for (const CommandEntry& command : root.commands) {
    if (command.name != "help") {
      help->commands.push_back(names_only(command, help->full_name));
    }
  }
  for (const std::string& topic : topic_names()) {
    CommandEntry entry;
    entry.name = topic;
    entry.full_name = help->full_name + " " + topic;
    help->commands.push_back(entry);
  }
  return root;
}

}  // namespace plex::cmd
