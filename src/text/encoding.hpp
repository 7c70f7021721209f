// SPDX-License-Identifier: MIT
//
// How bytes are encoded in URLs, forms, base64 and JSON strings: to build requests, and for the
// redactor, which has to know every form in which a secret can appear.
#pragma once

#include <string>
#include <string_view>

namespace plex {

/// Percent-encodes everything except the unreserved characters of RFC 3986, with upper-case digits.
/// The result is valid both as a query value and as a value of
/// `application/x-www-form-urlencoded`.
std::string percent_encode(std::string_view bytes);

/// `%41` becomes `A`; a percent sign that two hex digits do not follow is kept.
std::string percent_decode(std::string_view text);

/// RFC 4648 section 4, with padding.
std::string base64_encode(std::string_view bytes);

/// The inside of a JSON string literal: escapes what must be escaped and nothing else.
std::string json_escape(std::string_view text);

}  // namespace plex
