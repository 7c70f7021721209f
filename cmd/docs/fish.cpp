// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "cmd/docs/docs.hpp"

namespace plex::cmd {
namespace {

/// Text inside single quotes.
std::string quoted(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    escaped += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  }
  return escaped;
}

std::string line_for(const Command& command, const std::string& rest,
                     const std::string& description) {
  const std::string shown = description.empty() ? "" : fmt::format(" -d '{}'", quoted(description));
  return fmt::format("complete -c plex -n '__plex_command {}'{}{}\n", command.full_name, rest,
                     shown);
}

std::string option_line(const Command& command, const Option& option) {
  std::string rest;
  for (const std::string_view name : option.names()) {
    rest += name.starts_with("--") ? fmt::format(" -l {}", name.substr(2))
                                   : fmt::format(" -s {}", name.substr(1));
  }
  if (option.kind == ValueKind::file) {
    rest += " -r -F";
  } else if (!option.choices.empty()) {
    rest += fmt::format(" -x -a '{}'", fmt::join(option.choices, " "));
  } else if (option.takes_value()) {
    rest += " -x";
  }
  return line_for(command, rest, option.full_help());
}

}  // namespace

std::string fish_completion(const Command& root) {
  std::string paths;
  std::string lines;
  for (const Command* command : all_commands(root)) {
    if (command != &root) {
      paths += fmt::format(" '{}'", command->full_name);
    }
    for (const Command& child : command->commands) {
      lines += line_for(*command, " -a " + child.name, child.purpose);
    }
    for (const Option& option : command->options) {
      lines += option_line(*command, option);
    }
  }
  return fmt::format(
      R"(# SPDX-License-Identifier: MIT
# Completion of plex for fish. Made by plex-docs from the program's own definition of its options.

function __plex_command
    set -l command plex
    set -l words (commandline -opc)
    for word in $words[2..-1]
        if contains -- "$command $word"{}
            set command "$command $word"
        end
    end
    test "$command" = "$argv"
end

complete -c plex -f
{})",
      paths, lines);
}

}  // namespace plex::cmd
