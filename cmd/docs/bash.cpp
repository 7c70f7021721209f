// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "cmd/docs/docs.hpp"

namespace plex::cmd {
namespace {

/// What may follow options that take a value: files, choices, or nothing that is known here.
std::string value_cases(const Command& command) {
  std::string files;
  std::string others;
  std::string cases;
  for (const Option& option : command.options) {
    const std::string names = fmt::format("{}", fmt::join(option.names(), "|"));
    if (option.kind == ValueKind::file) {
      files += (files.empty() ? "" : "|") + names;
    } else if (!option.choices.empty()) {
      cases += fmt::format("        {}) _plex_words '{}' \"$current\"; return ;;\n", names,
                           fmt::join(option.choices, " "));
    } else if (option.takes_value()) {
      others += (others.empty() ? "" : "|") + names;
    }
  }
  if (!files.empty()) {
    cases += fmt::format("        {}) _plex_files \"$current\"; return ;;\n", files);
  }
  if (!others.empty()) {
    cases += fmt::format("        {}) return ;;\n", others);
  }
  return cases;
}

std::string command_case(const Command& command) {
  std::vector<std::string> words;
  for (const Command& child : command.commands) {
    words.push_back(child.name);
  }
  for (const Option& option : command.options) {
    for (const std::string_view name : option.names()) {
      words.emplace_back(name);
    }
  }
  const std::string cases = value_cases(command);
  std::string text = fmt::format("    '{}')\n", command.full_name);
  if (!cases.empty()) {
    text += fmt::format("      case $previous in\n{}      esac\n", cases);
  }
  return text +
         fmt::format("      _plex_words '{}' \"$current\"\n      ;;\n", fmt::join(words, " "));
}

}  // namespace

std::string bash_completion(const Command& root) {
  std::string paths;
  std::string cases;
  for (const Command* command : all_commands(root)) {
    cases += command_case(*command);
    if (command != &root) {
      paths += (paths.empty() ? "'" : "|'") + command->full_name + "'";
    }
  }
  return fmt::format(
      R"(# SPDX-License-Identifier: MIT
# Completion of plex for bash. Made by plex-docs from the program's own definition of its options.

_plex_words() {{
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
}}

_plex_files() {{
  mapfile -t COMPREPLY < <(compgen -f -- "$1")
  compopt -o filenames 2>/dev/null
}}

_plex() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}}
  local command=plex word
  # bash takes --name=value apart at the equals sign.
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = ]]; then
    previous=${{COMP_WORDS[COMP_CWORD - 2]}}
  fi
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "$command $word" in
      {}) command="$command $word" ;;
    esac
  done
  COMPREPLY=()
  case $command in
{}  esac
}}

complete -F _plex plex
)",
      paths, cases);
}

}  // namespace plex::cmd
