// SPDX-License-Identifier: MIT
#include <algorithm>

#include <fmt/format.h>

#include "cmd/docs/docs.hpp"

namespace plex::cmd {
namespace {

/// Text inside the single quotes of an _arguments specification, where brackets and colons have
/// meanings of their own.
std::string quoted(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\'') {
      escaped += "'\\''";
    } else if (c == '[' || c == ']' || c == ':' || c == '\\') {
      escaped += std::string("\\") + c;
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string function_name(const Command& command) {
  std::string name = "_" + command.full_name;
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

std::string value_action(const Option& option) {
  if (!option.takes_value()) {
    return "";
  }
  const std::string action = option.kind == ValueKind::file ? "_files"
                             : option.choices.empty()
                                 ? " "
                                 : fmt::format("({})", fmt::join(option.choices, " "));
  return fmt::format(":{}:{}", quoted(option.choices.empty() ? option.value : "choice"), action);
}

/// One specification for each name; long names take their value behind `=` as well.
std::string option_lines(const Option& option) {
  const std::string others = fmt::format("{}", fmt::join(option.names(), " "));
  std::string lines;
  for (const std::string_view name : option.names()) {
    const char* form = !option.takes_value() ? "" : name.size() == 2 ? "+" : "=";
    lines += fmt::format("    '{}{}{}[{}]{}' \\\n", option.repeatable() ? "*" : "(" + others + ")",
                         name, form, quoted(option.full_help()), value_action(option));
  }
  return lines;
}

/// True for a word behind which nothing can follow.
bool takes_nothing(const Command& command) {
  return command.commands.empty() && command.options.empty() && !command.argument;
}

std::string leaf_function(const Command& command) {
  std::string text = fmt::format("{}() {{\n  _arguments -s -S : \\\n", function_name(command));
  for (const Option& option : command.options) {
    text += option_lines(option);
  }
  text += !command.argument
              ? "    && return\n"
              : fmt::format("    '*:{}: ' && return\n", quoted(command.argument->help));
  return text + "}\n\n";
}

std::string group_function(const Command& command) {
  std::string commands;
  std::string cases;
  for (const Command& child : command.commands) {
    commands += fmt::format("    '{}:{}'\n", child.name, quoted(child.purpose));
    if (!takes_nothing(child)) {
      cases += fmt::format("        {}) {} ;;\n", child.name, function_name(child));
    }
  }
  std::string options;
  for (const Option& option : command.options) {
    options += option_lines(option);
  }
  return fmt::format(
      "{}() {{\n"
      "  local curcontext=$curcontext state line\n"
      "  local -a commands\n"
      "  commands=(\n{}  )\n"
      "  _arguments -C \\\n{}"
      "    '1:command:->command' '*::argument:->argument' && return\n"
      "  case $state in\n"
      "    command) _describe -t commands command commands ;;\n"
      "    argument)\n"
      "      case $line[1] in\n{}      esac\n"
      "      ;;\n"
      "  esac\n"
      "}}\n\n",
      function_name(command), commands, options, cases);
}

}  // namespace

std::string zsh_completion(const Command& root) {
  std::string text =
      "#compdef plex\n"
      "# SPDX-License-Identifier: MIT\n"
      "# Completion of plex for zsh. Made by plex-docs from the program's own definition of its "
      "options.\n\n";
  for (const Command* command : all_commands(root)) {
    if (!takes_nothing(*command)) {
      text += command->commands.empty() ? leaf_function(*command) : group_function(*command);
    }
  }
  return text + "_plex \"$@\"\n";
}

}  // namespace plex::cmd
