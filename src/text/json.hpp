// SPDX-License-Identifier: MIT
//
// Parses JSON from outside within limits, and gets values out of it without silent conversions. The
// error texts of the JSON library are never shown: they quote the input, which may hold a secret.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace plex {

/// A JSON value whose objects keep the order of their members.
using Json = nlohmann::ordered_json;

inline constexpr std::size_t max_json_depth = 64;
/// Values of any kind in one document; an account has a few hundred.
inline constexpr std::size_t max_json_values = 100'000;

/// Parses one whole UTF-8 document and skips a byte order mark before it. Throws Error: malformed
/// for anything that is not exactly one JSON value, for an object with a duplicate name, for
/// nesting beyond max_json_depth, and for an integer of more than 64 bits or a number that is not
/// finite; too_large beyond max_json_values. `subject` is what their messages call the document.
Json parse_json(std::string_view text, std::string_view subject = "the response");

/// One line of UTF-8 without characters that act on terminals.
std::string format_json(const Json& value);

/// `value` as JSON: a string, a boolean or an integer; null if there is none.
template <class Value>
Json or_null(const std::optional<Value>& value);

/// `text` as JSON; null if it is empty.
Json null_if_empty(const std::string& text);

/// The member `name` of `object`, or nullptr if it is missing or null. `object` must be a JSON
/// object.
const Json* find_member(const Json& object, std::string_view name);

/// `value` as a whole number, which may be a string of digits; nothing for any other value and for
/// a number that a signed 64-bit integer cannot hold.
std::optional<std::int64_t> exact_integer(const Json& value);

/// The string member `name`; nothing if it is missing or null. Throws Error(unexpected) that
/// names `path` + `name` for any other type.
std::optional<std::string> optional_string(const Json& object, std::string_view name,
                                           std::string_view path);

/// The boolean member `name`, which some servers write as `1`, `"1"` or `"true"`. Nothing if it is
/// missing or null; throws as optional_string.
std::optional<bool> optional_flag(const Json& object, std::string_view name, std::string_view path);

/// The integer member `name`, which may be a string of digits, from `least` to `most`. Nothing if
/// it is missing or null; throws as optional_string, also for a value out of range.
std::optional<std::int64_t> optional_integer(const Json& object, std::string_view name,
                                             std::string_view path, std::int64_t least,
                                             std::int64_t most);

}  // namespace plex
