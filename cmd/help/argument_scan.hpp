// SPDX-License-Identifier: MIT
//
// A first look over the words, before the parser: how to report what is wrong with them, and where
// a value is empty. It reads options the way the parser does and judges nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace plex::cmd {

struct ScannedArguments {
  /// The words for the parser, which takes `--name=` for a name whose value is the next word: here
  /// it is two words, the second one empty.
  std::vector<std::string> words;
  /// The last of `-o` and `--json`.
  std::optional<std::string> format;
  /// The last of `--color`.
  std::optional<std::string> color;
};

ScannedArguments scan_arguments(const CLI::App& app, const std::vector<std::string>& arguments);

}  // namespace plex::cmd
