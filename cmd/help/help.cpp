// SPDX-License-Identifier: MIT
#include "cmd/help/help.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "cmd/console.hpp"
#include "cmd/context.hpp"
#include "cmd/help/text_wrap.hpp"
#include "cmd/help/topics.hpp"
#include "cmd/parse/suggestions.hpp"
#include "src/error.hpp"

namespace plex::cmd {
namespace {

constexpr std::size_t command_column = 20;

struct HelpOptions {
  std::vector<std::string> names;
  Command (*root)();
};

std::string heading(std::string_view title, bool color) {
  return "\n" + bold(color, fmt::format("{}:", title)) + "\n";
}

std::string option_name(const Option& option) {
  const std::string indent = option.short_name.empty() ? "    " : "";
  const std::string names = fmt::format("{}{}", indent, fmt::join(option.names(), ", "));
  const std::string value = option.placeholder();
  return value.empty() ? names : names + " " + value;
}

std::string usage_line(const Command& command) {
  std::string usage = command.full_name;
  if (command.argument) {
    usage += " " + command.argument->usage();
  }
  return usage + (command.is_group() ? " COMMAND" : " [OPTIONS]");
}

std::string options_text(const Command& command, HelpLength length, bool color) {
  std::string text;
  std::optional<OptionGroup> group;
  for (const Option& option : command.options) {
    if (length == HelpLength::common && !option.common) {
      continue;
    }
    if (option.group != group) {
      group = option.group;
      text += heading(title(option.group), color);
    }
    text += entry_text(option_name(option), option.full_help(), help_column);
  }
  return text;
}

/// The help of one command: purpose, usage, examples, commands or options by group; at most 80
/// columns wide; headings bold if `color`.
std::string help_text(const Command& command, HelpLength length, bool color) {
  std::string text =
      wrap(command.purpose, 0) + "\n" + heading("Usage", color) + "  " + usage_line(command) + "\n";
  text += heading("Examples", color);
  for (const std::string_view example : command.examples) {
    text += fmt::format("  {}\n", example);
  }
  if (!command.commands.empty()) {
    text += heading("Commands", color);
    for (const Command& child : command.commands) {
      text += entry_text(child.name, child.purpose, command_column);
    }
  }
  if (command.argument) {
    text += heading("Argument", color) +
            entry_text(command.argument->usage(), std::string(command.argument->help), help_column);
  }
  text += options_text(command, length, color);
  if (length == HelpLength::common && !command.is_group()) {
    text += fmt::format("\n'{} --help' shows all options.\n", command.full_name);
  } else if (length == HelpLength::full) {
    text += fmt::format("\n'man {}' is the manual.\n'plex help exit-codes' lists the exit codes.\n",
                        manual_page(command));
  }
  return text;
}

/// Throws Error(usage) for a name that is not a command.
const Command& find_by_names(const Command& root, const std::vector<std::string>& names) {
  const Command* command = &root;
  for (const std::string& name : names) {
    const Command* child = find_command(*command, name);
    if (child == nullptr) {
      throw unknown_argument(*command, {name},
                             command == &root ? topic_names() : std::vector<std::string>());
    }
    command = child;
  }
  return *command;
}

void run_help(const HelpOptions& options, Context& context) {
  if (options.names.size() == 1) {
    if (const auto topic = topic_text(options.names.front())) {
      return context.console.print(*topic);
    }
  }
  const Command root = options.root();
  if (!options.names.empty() && topic_text(options.names.front())) {
    throw Error(ErrorCode::usage, "a topic takes no further argument",
                fmt::format("use 'plex help {}'", options.names.front()));
  }
  print_help(find_by_names(root, options.names), HelpLength::full, context);
}

}  // namespace

void print_help(const Command& command, HelpLength length, Context& context) {
  context.console.print(help_text(command, length, context.console.colors().out));
}

std::string manual_page(const Command& command) {
  std::string page = command.full_name;
  std::replace(page.begin(), page.end(), ' ', '-');
  return page;
}

Command help_command(Command (*root)()) {
  auto options = std::make_shared<HelpOptions>(HelpOptions{{}, root});
  Command command{.name = "help",
                  .purpose = fmt::format("Show help for a command or topic: {}",
                                         fmt::join(topic_names(), ", ")),
                  .examples = {"plex help auth whoami", "plex help exit-codes"},
                  .argument = Argument{"WORD", "name of a command, or a topic", &options->names}};
  command.action = with_options(options, run_help);
  return command;
}

}  // namespace plex::cmd
