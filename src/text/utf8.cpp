// SPDX-License-Identifier: MIT
#include "src/text/utf8.hpp"

namespace plex {

CodePoint decode_utf8(std::string_view text) noexcept {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned first = byte(0);
  const CodePoint invalid{first, 1, false};
  if (first < 0x80) {
    return {first, 1, true};
  }
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) {
    return invalid;
  }
  char32_t value = first & (0xFFU >> (length + 1));
  for (std::size_t at = 1; at < length; ++at) {
    if ((byte(at) & 0xC0U) != 0x80U) {
      return invalid;
    }
    value = (value << 6U) | (byte(at) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) {
    return invalid;
  }
  return {value, length, true};
}

bool is_valid_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    const CodePoint next = decode_utf8(text);
    if (!next.valid) {
      return false;
    }
    text.remove_prefix(next.length);
  }
  return true;
}

}  // namespace plex
