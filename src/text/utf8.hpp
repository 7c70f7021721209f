// SPDX-License-Identifier: MIT
//
// Decodes UTF-8 one code point at a time. What a code point does on a screen is in
// src/text/visible.hpp.
#pragma once

#include <cstddef>
#include <string_view>

namespace plex {

/// One step through a text.
struct CodePoint {
  char32_t value = 0;
  /// How many bytes it takes, at least 1.
  std::size_t length = 1;
  /// False for a byte that is not part of well-formed UTF-8 (RFC 3629: no overlong forms, no
  /// surrogates, nothing above U+10FFFF); `value` is then that byte.
  bool valid = false;
};

/// The code point at the start of `text`, which must not be empty.
CodePoint decode_utf8(std::string_view text) noexcept;

bool is_valid_utf8(std::string_view text) noexcept;

}  // namespace plex
