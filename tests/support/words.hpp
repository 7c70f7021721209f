// SPDX-License-Identifier: MIT
//
// The vocabulary of the tests: lists of words, environments, the small commands that many tests
// begin with, the paths that Plex is asked for, and a few ways to put text together. What runs a
// command is left to run_plex.hpp and process.hpp.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/fake_plex_credentials.hpp"

namespace plex::test {

/// The words of a command line without the program's name, or any other list of texts.
using Words = std::vector<std::string>;

/// The variables of an environment with their values.
using Variables = std::map<std::string, std::string>;

// The commands that tests begin with, each with the arguments that it cannot do without.

inline const Words whoami = {"auth", "whoami"};
inline const Words signin = {"auth", "signin"};
inline const Words transient = {"auth", "transient-token"};
inline const Words attic = {"auth", "source-info", attic_source};

// What plex.tv and a server are asked for: paths without a query.

inline constexpr const char* user_path = "/api/v2/user";
inline constexpr const char* signin_path = "/api/v2/users/signin";
inline constexpr const char* signout_path = "/api/v2/users/signout";
inline constexpr const char* pins_path = "/api/v2/pins";
inline constexpr const char* link_path = "/api/v2/pins/link";
inline constexpr const char* account_resources_path = "/api/v2/resources";
inline constexpr const char* claim_path = "/api/claim/token.json";
inline constexpr const char* identity_path = "/identity";
inline constexpr const char* token_path = "/security/token";
inline constexpr const char* resources_path = "/security/resources";

/// The words of both lists, in order.
inline Words joined(Words first, const Words& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

/// `NAME=value` for each variable, as a person sets them before a command.
inline std::string assignments(const Variables& variables) {
  std::string text;
  for (const auto& [name, value] : variables) {
    text += (text.empty() ? "" : " ") + name + "=" + value;
  }
  return text;
}

/// The command line that these words are, as a person types it.
inline std::string command_line(const Words& words) {
  std::string text = "plex";
  for (const std::string& word : words) {
    text += " " + word;
  }
  return text;
}

/// `text` and a line end.
inline std::string line(std::string_view text) { return std::string(text) + "\n"; }

/// `piece`, as often as `times` says.
inline std::string repeat(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (; times > 0; --times) {
    text += piece;
  }
  return text;
}

/// `text` with `to` in place of every `from`, which must not be empty.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace plex::test
