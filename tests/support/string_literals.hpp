// SPDX-License-Identifier: MIT
//
// The string literals of C++ source text, for tests of what the program's own texts say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plex::test {

/// The values of the string literals in `source`; those with only white space or comments between
/// them are one. Literals of #include lines are left out. Escapes other than `\n` and `\t` stand
/// for the character after the backslash. Knows no raw strings.
std::vector<std::string> string_literals(std::string_view source);

}  // namespace plex::test
