// SPDX-License-Identifier: MIT
#include "cmd/parse/suggestions.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "src/text/ascii.hpp"

namespace plex::cmd {
namespace {

constexpr std::size_t longest_repeated = 32;
constexpr std::size_t shortest_compared = 2;
constexpr std::size_t longest_compared = 64;
constexpr std::size_t furthest_suggested = 3;

/// Levenshtein distance in which swapping two neighbours counts as one step.
std::size_t distance(const std::string& left, const std::string& right) {
  std::vector<std::size_t> before_last;
  std::vector<std::size_t> last(right.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::vector<std::size_t> row(right.size() + 1, i);
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t change = left[i - 1] == right[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    before_last = std::move(last);
    last = std::move(row);
  }
  return last.back();
}

/// In lower case, with `-` for `_`, and without the dashes that start an option.
std::string normalize(const std::string& typed) {
  std::string word = ascii_lower(typed);
  std::replace(word.begin(), word.end(), '_', '-');
  return word.substr(std::min(word.find_first_not_of('-'), word.size()));
}

/// The one candidate that begins with what was typed, else the one that differs least from it;
/// nothing if none is close.
std::optional<std::string> nearest(const std::string& typed,
                                   const std::vector<std::string>& candidates) {
  const std::string word = normalize(typed);
  if (word.size() < shortest_compared || word.size() > longest_compared) {
    return std::nullopt;  // not a misspelled name
  }
  std::optional<std::string> best;
  std::size_t best_distance = std::min(furthest_suggested, word.size() / 3) + 1;
  std::vector<std::string> longer;
  for (const std::string& candidate : candidates) {
    const std::string name = normalize(candidate);
    const std::size_t steps = distance(word, name);
    if (steps < best_distance) {
      best = candidate;
      best_distance = steps;
    }
    if (name.starts_with(word)) {
      longer.push_back(candidate);
    }
  }
  return longer.size() == 1 ? longer.front() : best;
}

/// True for what looks like a misspelled name and not like a token.
bool is_safe_to_echo(const std::string& word) {
  return word.size() <= longest_repeated && std::all_of(word.begin(), word.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || c == '-';
         });
}

std::vector<std::string> command_names(const Command& command) {
  std::vector<std::string> names;
  for (const Command& child : command.commands) {
    names.push_back(child.name);
  }
  return names;
}

/// The full name of the command of this name in one of the groups below `command`.
std::optional<std::string> find_in_groups(const Command& command, const std::string& typed) {
  for (const Command& group : command.commands) {
    if (const Command* found = find_command(group, normalize(typed))) {
      return found->full_name;
    }
  }
  return std::nullopt;
}

std::vector<std::string> option_names(const Command& command) {
  std::vector<std::string> names;
  for (const Option& option : command.options) {
    for (const std::string_view name : option.names()) {
      names.emplace_back(name);
    }
  }
  return names;
}

Error describe(const Command& command, const char* kind, const std::string& word,
               const std::vector<std::string>& candidates) {
  if (std::find(candidates.begin(), candidates.end(), word) != candidates.end()) {
    return {ErrorCode::usage, fmt::format("'{}' is in the wrong place", word),
            fmt::format("put it after '{}'", command.full_name)};
  }
  // If no command is expected, a word may be a password, whatever it looks like.
  const std::string what = !candidates.empty() && is_safe_to_echo(word)
                               ? fmt::format("{} '{}'", kind, word)
                               : fmt::format("{} (not shown, as it may be a secret)", kind);
  const auto below = find_in_groups(command, word);
  const auto best = below ? below : nearest(word, candidates);
  return {ErrorCode::usage, what,
          best ? fmt::format("did you mean '{}'?", *best) : see_help(command)};
}

}  // namespace

Error unknown_argument(const Command& command, const std::vector<std::string>& arguments,
                       const std::vector<std::string>& others) {
  const std::string argument = arguments.empty() ? std::string() : arguments.front();
  if (argument.starts_with('-')) {
    // Of `-tSECRET` and `--tokn=SECRET` only the name.
    const std::string name =
        argument.starts_with("--") ? argument.substr(0, argument.find('=')) : argument.substr(0, 2);
    return describe(command, "unknown option", name, option_names(command));
  }
  std::vector<std::string> candidates = command_names(command);
  candidates.insert(candidates.end(), others.begin(), others.end());
  return describe(command, command.commands.empty() ? "unexpected argument" : "unknown command",
                  argument, candidates);
}

std::string see_help(const Command& command) {
  return fmt::format("see '{} --help'", command.full_name);
}

}  // namespace plex::cmd
