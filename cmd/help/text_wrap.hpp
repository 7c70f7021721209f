// SPDX-License-Identifier: MIT
//
// Wraps the texts of help and its topics at 80 columns.
#pragma once

#include <cstddef>
#include <string>

namespace plex::cmd {

/// The column at which help explains an option or a variable.
inline constexpr std::size_t help_column = 30;

/// `text` in lines that start at `column`; the first line is assumed to start there already.
std::string wrap(const std::string& text, std::size_t column);

/// One entry of a list: its name, and its explanation from `column` on.
std::string entry_text(const std::string& name, const std::string& help, std::size_t column);

}  // namespace plex::cmd
