// SPDX-License-Identifier: MIT
#include "tests/support/known_names.hpp"

#include <algorithm>
#include <cstddef>
#include <regex>
#include <set>
#include <string_view>
#include <vector>

#include "cmd/command.hpp"
#include "cmd/help/topics.hpp"
#include "cmd/options/env.hpp"
#include "tests/support/known_commands.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

/// The parts of `text` that the first group of `pattern` matches.
Words matches(const std::string& text, const std::string& pattern) {
  const std::regex compiled(pattern);
  Words found;
  for (std::sregex_iterator at(text.begin(), text.end(), compiled), end; at != end; ++at) {
    found.push_back((*at)[1]);
  }
  return found;
}

bool is_option(const std::string& name) {
  static const std::set<std::string_view> names = [] {
    std::set<std::string_view> all;
    for (const cmd::Command* command : cmd::all_commands(command_tree())) {
      for (const cmd::Option& option : command->options) {
        const std::vector<std::string_view> of_option = option.names();
        all.insert(of_option.begin(), of_option.end());
      }
    }
    return all;
  }();
  return names.count(name) == 1;
}

bool is_variable(const std::string& name) {
  static const std::set<std::string> names = [] {
    std::set<std::string> all;
    for (const cmd::env::Meaning& row : cmd::env::meanings()) {
      const Words in_row = matches(std::string(row.name), "(\\w+)");
      all.insert(in_row.begin(), in_row.end());
    }
    return all;
  }();
  // The program writes PLEX_CLAIM for others and does not read it, so its table of variables lacks
  // it. Examples call an argument MACHINE_IDENTIFIER.
  return names.count(name) == 1 || name == cmd::env::claim || name == "MACHINE_IDENTIFIER";
}

/// `text` without the words of a `docker run`, whose options are not ours; what it substitutes
/// is kept.
std::string without_foreign_words(const std::string& text) {
  const std::size_t begin = text.starts_with("docker run ") ? 0 : text.find(" docker run ");
  if (begin == std::string::npos) {
    return text;
  }
  std::string own = text.substr(0, begin);
  for (const std::string& substituted : matches(text.substr(begin), R"((\$\([^)]*\)))")) {
    own += "\n" + substituted;
  }
  return own;
}

/// Whether these words start at the root of the tree. What follows a command is its arguments.
bool is_command(const Words& words) {
  const cmd::Command* command = &command_tree();
  for (auto word = words.begin(); word != words.end() && command->is_group(); ++word) {
    command = cmd::find_command(*command, *word);
    if (command == nullptr) {
      return false;
    }
  }
  return true;
}

bool is_command_or_topic(const Words& words) {
  if (words.size() < 2 || words.front() != "help") {
    return is_command(words);
  }
  const Words topics = cmd::topic_names();
  return std::find(topics.begin(), topics.end(), words[1]) != topics.end() ||
         is_command({words.begin() + 1, words.end()});
}

}  // namespace

std::string unknown_names(const std::string& text) {
  std::string unknown;
  const auto add = [&](const std::string& name) {
    unknown += (unknown.empty() ? "" : ", ") + name;
  };
  for (const std::string& name :
       matches(without_foreign_words(text), R"((?:^|[^\w-])(--?[A-Za-z][\w-]*))")) {
    if (!is_option(name)) {
      add(name);
    }
  }
  for (const std::string& name :
       matches(text, R"(\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z]+_proxy)\b)")) {
    if (!is_variable(name)) {
      add(name);
    }
  }
  for (const std::string& name : matches(text, R"((?:^|'|\$\(|\| )(plex(?: [a-z][a-z-]*)+))")) {
    Words words = matches(name, "([a-z-]+)");
    words.erase(words.begin());
    if (!is_command_or_topic(words)) {
      add(name);
    }
  }
  return unknown;
}

}  // namespace plex::test
