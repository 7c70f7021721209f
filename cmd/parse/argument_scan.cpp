// SPDX-License-Identifier: MIT
#include "cmd/parse/argument_scan.hpp"

#include <cstddef>
#include <functional>
#include <set>
#include <string_view>
#include <utility>

#include "cmd/parse/parser.hpp"

namespace plex::cmd {
namespace {

/// An option as it was typed: its name, and its value if there is one.
struct ScannedOption {
  std::string name;
  std::optional<std::string> value;
  /// Whether the value is an argument of its own.
  bool separate = false;
};

/// One step of the scan: an argument, or an option together with its value.
struct Step {
  std::string text;
  std::optional<ScannedOption> option;
};

/// The names of all options that take a value.
std::set<std::string, std::less<>> valued_options(const Command& root) {
  std::set<std::string, std::less<>> valued;
  for (const Command* command : all_commands(root)) {
    for (const Option& option : command->options) {
      if (option.takes_value()) {
        for (const std::string_view name : option.names()) {
          valued.emplace(name);
        }
      }
    }
  }
  return valued;
}

ScannedOption split(const std::string& text, const std::set<std::string, std::less<>>& valued) {
  if (text.starts_with("--")) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) {
      return {text, std::nullopt};
    }
    return {text.substr(0, equals), text.substr(equals + 1)};
  }
  // In `-qt TOKEN` and `-qtTOKEN` the value belongs to the t.
  for (std::size_t at = 1; at < text.size(); ++at) {
    const std::string name = {'-', text[at]};
    if (valued.contains(name)) {
      const bool attached = at + 1 < text.size();
      return {name, attached ? std::optional(text.substr(at + 1)) : std::nullopt};
    }
  }
  return {text, std::nullopt};
}

std::vector<Step> scan(const Command& root, const std::vector<std::string>& arguments) {
  const auto valued = valued_options(root);
  std::vector<Step> steps;
  bool options_ended = false;
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    const std::string& text = arguments[at];
    options_ended = options_ended || text == "--";
    if (options_ended || text.size() < 2 || text.front() != '-') {
      steps.push_back({text, std::nullopt});
      continue;
    }
    ScannedOption option = split(text, valued);
    if (!option.value && valued.contains(option.name) && at + 1 < arguments.size()) {
      option.value = arguments[++at];
      option.separate = true;
    }
    steps.push_back({text, std::move(option)});
  }
  return steps;
}

}  // namespace

EarlyOptions find_early_options(const Command& root, const std::vector<std::string>& arguments) {
  EarlyOptions early;
  std::optional<std::string> output;
  for (const Step& step : scan(root, arguments)) {
    if (!step.option) {
      continue;
    }
    const ScannedOption& option = *step.option;
    if (option.name == "--json") {
      if (const auto on = option.value ? parse_switch(*option.value) : true) {
        early.format = *on ? "json" : output;
      }
    } else if (option.name == "-o" || option.name == "--output") {
      output = option.value;
      early.format = output;
    } else if (option.name == "--color") {
      early.color = option.value;
    }
  }
  return early;
}

std::vector<std::string> spell_out_empty_values(const Command& root,
                                                const std::vector<std::string>& arguments) {
  std::vector<std::string> spelled;
  for (const Step& step : scan(root, arguments)) {
    const bool empty = step.option && step.text.starts_with("--") && !step.option->separate &&
                       step.option->value == "";
    spelled.push_back(empty ? step.option->name : step.text);
    if (empty) {
      spelled.emplace_back();
    } else if (step.option && step.option->separate) {
      spelled.push_back(*step.option->value);
    }
  }
  return spelled;
}

}  // namespace plex::cmd
