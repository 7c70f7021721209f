// SPDX-License-Identifier: MIT
#include "cmd/help/help.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "cmd/cli11.hpp"
#include "cmd/console.hpp"
#include "cmd/context.hpp"
#include "cmd/help/command_tree.hpp"
#include "cmd/help/suggestions.hpp"
#include "cmd/help/text_wrap.hpp"
#include "cmd/help/topics.hpp"
#include "src/error.hpp"

namespace plex::cmd {
namespace {

constexpr std::size_t help_column = 30;

std::string heading(const std::string& title, bool color) {
  return "\n" + bold(color, title + ":") + "\n";
}

std::string option_name(const OptionEntry& option) {
  const bool has_short = option.names.front().size() == 2;
  std::string name = has_short ? "" : "    ";
  for (const std::string& each : option.names) {
    name += (&each == &option.names.front() ? "" : ", ") + each;
  }
  return option.value.empty() ? name : name + " " + option.value;
}

std::string usage_of(const CommandEntry& command) {
  std::string usage = command.full_name;
  if (!command.argument.empty()) {
    usage += " " + command.argument;
  }
  return usage + (command.commands.empty() ? " [OPTIONS]" : " COMMAND");
}

const CLI::App& find_command(const CLI::App& root, const std::vector<std::string>& words) {
  const std::vector<std::string> none;
  const CLI::App* command = &root;
  for (const std::string& word : words) {
    const auto children = command->get_subcommands({});
    const auto child = std::find_if(children.begin(), children.end(),
                                    [&](const CLI::App* each) { return each->get_name() == word; });
    if (child == children.end()) {
      throw unknown_word(*command, {word}, command == &root ? topic_names() : none);
    }
    command = *child;
  }
  return *command;
}

void run_help(const std::vector<std::string>& words, const CLI::App& root, Context& context) {
  if (words.size() == 1) {
    if (const auto topic = topic_text(words.front())) {
      return context.console.print(*topic);
    }
  }
  context.console.print(help_text(find_command(root, words), context.console.colors().out));
}

}  // namespace

std::string help_text(const CLI::App& command, bool color) {
  const CommandEntry entry = describe_command_tree(command);
  std::string text = entry.purpose + "\n" + heading("Usage", color) + "  " + usage_of(entry) + "\n";
  text += heading("Examples", color);
  for (const std::string& example : entry.examples) {
    text += "  " + example + "\n";
  }
  if (!entry.commands.empty()) {
    text += heading("Commands", color);
    for (const CommandEntry& child : entry.commands) {
      text += entry_text(child.name, child.purpose, 20);
    }
  }
  if (!entry.argument.empty()) {
    text +=
        heading("Argument", color) + entry_text(entry.argument, entry.argument_help, help_column);
  }
  std::string group;
  for (const OptionEntry& option : entry.options) {
    if (option.group != group) {
      group = option.group;
      text += heading(group, color);
    }
    text += entry_text(option_name(option), option.help, help_column);
  }
  return text;
}

void add_help(CLI::App& parent, Action& selected) {
  CLI::App& command =
      *parent.add_subcommand("help", "Show help for a command, or for a topic: " +
                                         fmt::format("{}", fmt::join(topic_names(), ", ")));
  command.footer(
      "  plex help auth whoami\n"
      "  plex help exit-codes");
  auto words = std::make_shared<std::vector<std::string>>();
  command.add_option("WORD", *words, "names of a command, or one topic");
  command.callback([words, &parent, &selected] {
    selected = [words, &parent](Context& context) { run_help(*words, parent, context); };
  });
}

}  // namespace plex::cmd
