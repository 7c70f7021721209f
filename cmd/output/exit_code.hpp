// SPDX-License-Identifier: MIT
//
// The exit status and the published name of each kind of failure: one table for the program,
// `plex help exit-codes` and the manual.
#pragma once

#include <span>
#include <string_view>

#include "src/error.hpp"

namespace plex::cmd {

/// One row of the table.
struct ExitCode {
  ErrorCode code;
  /// The value of `error.code`.
  std::string_view name;
  /// The exit status, 1 to 10.
  int status;
  /// What happened, for a person.
  std::string_view meaning;
};

/// All failures, by exit status.
std::span<const ExitCode> exit_codes();

/// The row of `code`.
const ExitCode& exit_code(ErrorCode code);

/// What failures with this exit status have in common, in a few words.
std::string_view exit_class(int status);

}  // namespace plex::cmd
