// SPDX-License-Identifier: MIT
//
// The words for the library's advice: which option, variable or command does what it says. The one
// table of them. Failures that arise in cmd/ may bring their own hint instead.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "src/advice.hpp"
#include "src/error.hpp"

namespace plex::cmd {

/// One row of the table.
struct Hint {
  Advice advice;
  /// One line; `{}` stands for the seconds of `Error::retry_after`.
  std::string_view words;
};

/// One row for each advice but none.
std::span<const Hint> hints();

/// The next step after `error` in words: its own hint, else those of its advice; empty if it has
/// neither.
std::string hint_text(const Error& error);

/// What failed: the message of `error`, except for what goes wrong only with an option, which is
/// then named.
std::string message_text(const Error& error);

}  // namespace plex::cmd
