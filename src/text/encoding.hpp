// SPDX-License-Identifier: MIT
//
// How bytes are written in URLs, forms, base64 and JSON strings. Used to build requests and, by the
// redactor, to know every shape in which a secret could show up.
#pragma once

#include <string>
#include <string_view>

namespace plex {

/// Percent-encodes everything but RFC 3986 unreserved characters, with upper-case digits. This is
/// right for a query value and for a value of `application/x-www-form-urlencoded` alike.
std::string percent_encode(std::string_view bytes);

/// `%41` as `A`; a percent sign without two hex digits behind it stays as it is.
std::string percent_decode(std::string_view text);

/// RFC 4648 section 4, with padding.
std::string base64_encode(std::string_view bytes);

/// The inside of a JSON string literal: what must be escaped is, all else stays as it is.
std::string json_escape(std::string_view text);

}  // namespace plex
