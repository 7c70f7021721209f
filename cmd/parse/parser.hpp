// SPDX-License-Identifier: MIT
//
// Parses arguments into the targets of a command's options. The one place that knows CLI11, which
// does the work; what it is told comes from the definition of the commands alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cmd/command.hpp"

namespace plex::cmd {

/// What the arguments ask for.
struct Parsed {
  enum class Mode { run, short_help, full_help, version };
  Mode mode = Mode::run;
  /// The deepest command that was named.
  const Command* command = nullptr;
};

/// Fills the targets of the named command's options and argument. Help and version win over
/// unknown, missing and extra arguments and over values that are not among an option's choices, but
/// not over an option without its value. Throws Error(usage) that never repeats a value, which may
/// be a secret: for an unknown or missing argument, a missing value, and one that is not among an
/// option's choices.
Parsed parse(const Command& root, const std::vector<std::string>& arguments);

/// What the parser makes of the `value` of a switch, as in `--json=false`: on, off, or nothing if
/// it refuses it.
std::optional<bool> parse_switch(const std::string& value);

}  // namespace plex::cmd
