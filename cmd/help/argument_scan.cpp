// SPDX-License-Identifier: MIT
#include "cmd/help/argument_scan.hpp"

#include <exception>
#include <set>

#include "cmd/cli11.hpp"

namespace plex::cmd {
namespace {

/// The names of all options that take a value, with their dashes.
void collect_valued(const CLI::App& command, std::set<std::string>& names) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_option_text().empty()) {
      continue;
    }
    for (const std::string& name : option->get_snames()) {
      names.insert("-" + name);
    }
    for (const std::string& name : option->get_lnames()) {
      names.insert("--" + name);
    }
  }
  for (const CLI::App* child : command.get_subcommands({})) {
    collect_valued(*child, names);
  }
}

/// An option as it was typed: its name, and the value that stands in the same word.
struct TypedOption {
  std::string name;
  std::optional<std::string> value;
};

TypedOption split(const std::string& word, const std::set<std::string>& valued) {
  if (word.starts_with("--")) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) {
      return {word, std::nullopt};
    }
    return {word.substr(0, equals), word.substr(equals + 1)};
  }
  // In `-qt TOKEN` and `-qtTOKEN` it is the t that takes the value.
  for (std::size_t at = 1; at < word.size(); ++at) {
    const std::string name = {'-', word[at]};
    if (valued.contains(name)) {
      const bool attached = at + 1 < word.size();
      return {name, attached ? std::optional(word.substr(at + 1)) : std::nullopt};
    }
  }
  return {word, std::nullopt};
}

/// As the parser reads the value of a switch.
bool is_true(const std::string& value) {
  try {
    return CLI::detail::to_flag_value(value) > 0;
  } catch (const std::exception&) {
    return false;
  }
}

void record_early_option(const TypedOption& option, ScannedArguments& typed) {
  if (option.name == "--json" && (!option.value || is_true(*option.value))) {
    typed.format = "json";
  } else if (option.name == "-o" || option.name == "--output") {
    typed.format = option.value;
  } else if (option.name == "--color") {
    typed.color = option.value;
  }
}

}  // namespace

ScannedArguments scan_arguments(const CLI::App& app, const std::vector<std::string>& arguments) {
  std::set<std::string> valued;
  collect_valued(app, valued);
  ScannedArguments typed;
  bool options_ended = false;
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    const std::string& word = arguments[at];
    options_ended = options_ended || word == "--";
    if (options_ended || word.size() < 2 || word.front() != '-') {
      typed.words.push_back(word);
      continue;
    }
    TypedOption option = split(word, valued);
    const bool empty_value = word.starts_with("--") && option.value == "";
    typed.words.push_back(empty_value ? option.name : word);
    if (empty_value) {
      typed.words.emplace_back();
    } else if (!option.value && valued.contains(option.name) && at + 1 < arguments.size()) {
      option.value = arguments[++at];
      typed.words.push_back(*option.value);
    }
    record_early_option(option, typed);
  }
  return typed;
}

}  // namespace plex::cmd
