// SPDX-License-Identifier: MIT
//
// Reads UTF-8 one code point at a time and writes it. What a code point means on a screen is the
// matter of src/text/visible.hpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plex {

/// One step through a text.
struct CodePoint {
  char32_t value = 0;
  /// Bytes that it takes, at least 1.
  std::size_t length = 1;
  /// False for a byte that is no part of well-formed UTF-8 (RFC 3629: no overlong forms, no
  /// surrogates, nothing above U+10FFFF); `value` is then that byte.
  bool valid = false;
};

/// The code point at the start of `text`, which must not be empty.
CodePoint decode_utf8(std::string_view text) noexcept;

bool is_valid_utf8(std::string_view text) noexcept;

}  // namespace plex
