// SPDX-License-Identifier: MIT
//
// Numbers in options and variables, parsed the same in every locale.
#pragma once

#include <string>
#include <string_view>

#include "src/deadline.hpp"

namespace plex::cmd {

/// A decimal number with `.`, from `least` to `most`, without sign, exponent, spaces or trailing
/// text. Throws Error(usage) that names `source`, an option or a variable.
double parse_decimal(std::string_view text, const std::string& source, double least, double most);

/// A whole number in digits, at most `most`. Throws as parse_decimal.
int parse_count(std::string_view text, const std::string& source, int most);

/// Seconds as parse_decimal takes them, up to a year.
Milliseconds parse_seconds(std::string_view text, const std::string& source);

/// Milliseconds as parse_count takes them, up to a day.
Milliseconds parse_milliseconds(std::string_view text, const std::string& source);

}  // namespace plex::cmd
