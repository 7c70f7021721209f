// SPDX-License-Identifier: MIT
//
// Our own texts in lines of at most 80 columns, for help and its topics.
#pragma once

#include <cstddef>
#include <string>

namespace plex::cmd {

/// The column at which help explains an option or a variable.
inline constexpr std::size_t help_column = 30;

/// `text` in lines that start at `column`; the first line is taken to stand there already.
std::string wrap(const std::string& text, std::size_t column);

/// One entry of a list: what it is called, and from `column` on what it does.
std::string entry_text(const std::string& name, const std::string& help, std::size_t column);

}  // namespace plex::cmd
