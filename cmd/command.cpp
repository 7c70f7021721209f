// SPDX-License-Identifier: MIT
#include "cmd/command.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace plex::cmd {
namespace {

void set_full_name(Command& command, const std::string& above) {
  command.full_name = above + " " + command.name;
  for (Command& child : command.commands) {
    set_full_name(child, command.full_name);
  }
}

}  // namespace

std::string_view title(OptionGroup group) {
  switch (group) {
    case OptionGroup::credentials: return "Credentials";
    case OptionGroup::server: return "Server";
    case OptionGroup::output: return "Output";
    case OptionGroup::network: return "Network";
    case OptionGroup::identity: return "Identity";
    case OptionGroup::general: break;
  }
  return "General";
}

bool Option::takes_value() const { return std::holds_alternative<Typed*>(target) || repeatable(); }

std::vector<std::string_view> Option::names() const {
  std::vector<std::string_view> names;
  for (const std::string_view each : {short_name, name, negation}) {
    if (!each.empty()) {
      names.push_back(each);
    }
  }
  return names;
}

std::string Option::placeholder() const {
  return choices.empty() ? std::string(value) : fmt::format("{}", fmt::join(choices, "|"));
}

std::string Option::full_help() const {
  std::string text = help;
  if (!default_value.empty()) {
    text += fmt::format(" (default: {})", default_value);
  }
  if (repeatable()) {
    text += " (repeatable)";
  }
  if (!variable.empty()) {
    text += fmt::format(" [{}]", variable);
  }
  return text;
}

std::string Argument::usage() const {
  if (required()) {
    return std::string(name);
  }
  const char* repeated = std::holds_alternative<Typed*>(target) ? "" : "...";
  return fmt::format("[{}{}]", name, repeated);
}

void add_options(Command& command, std::vector<Option> options) {
  std::move(options.begin(), options.end(), std::back_inserter(command.options));
}

void add_commands(Command& parent, std::vector<Command> commands) {
  for (Command& command : commands) {
    set_full_name(command, parent.full_name);
  }
  std::move(commands.begin(), commands.end(), std::back_inserter(parent.commands));
}

const Command* find_command(const Command& parent, std::string_view name) {
  const auto found = std::find_if(parent.commands.begin(), parent.commands.end(),
                                  [&](const Command& each) { return each.name == name; });
  return found == parent.commands.end() ? nullptr : &*found;
}

std::vector<const Command*> all_commands(const Command& root) {
  std::vector<const Command*> commands = {&root};
  for (const Command& child : root.commands) {
    const auto below = all_commands(child);
    commands.insert(commands.end(), below.begin(), below.end());
  }
  return commands;
}

}  // namespace plex::cmd
