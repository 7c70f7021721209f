// SPDX-License-Identifier: MIT
//
// ASCII text, judged byte by byte: independent of the locale, and without any knowledge of what the
// text means.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace plex {

/// ASCII letters in lower case, every other byte unchanged.
std::string ascii_lower(std::string_view text);

/// The offset of the first byte outside 0x21–0x7E (blanks, control bytes, anything that is not
/// ASCII); nothing when there is none. Text without such a byte fits in one header value.
std::optional<std::size_t> first_unprintable(std::string_view text) noexcept;

/// Whether `text` has an ASCII control byte: one below 0x20, or DEL.
bool has_control(std::string_view text) noexcept;

/// `text` without one trailing line end (LF or CRLF).
std::string_view strip_line_end(std::string_view text) noexcept;

}  // namespace plex
