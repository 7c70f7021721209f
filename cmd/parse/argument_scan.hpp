// SPDX-License-Identifier: MIT
//
// Reads the arguments before the parser does, in the way that the parser will read them: to know
// early how errors are to be reported, and to spell out what CLI11 would misread. It judges
// nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cmd/command.hpp"

namespace plex::cmd {

/// What decides how an error is reported, even an error in the arguments themselves.
struct EarlyOptions {
  /// The last of `-o` and `--json`; a `--json=false` takes every `--json` before it back.
  std::optional<std::string> format;
  /// The last of `--color`.
  std::optional<std::string> color;
};

EarlyOptions find_early_options(const Command& root, const std::vector<std::string>& arguments);

/// The arguments with `--name=` as two, the second one empty. CLI11 2.1.2 would take the argument
/// that follows as the value.
std::vector<std::string> spell_out_empty_values(const Command& root,
                                                const std::vector<std::string>& arguments);

}  // namespace plex::cmd
