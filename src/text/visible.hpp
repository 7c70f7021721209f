// SPDX-License-Identifier: MIT
//
// Makes text that came from outside safe to show on terminals and in CI logs, and measures it in
// terminal columns. Everything that a person reads passes through here; how cells become a table is
// cmd/output/columns.hpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plex {

/// `outside` with everything that could act on a terminal or a CI log made visible: control bytes
/// (C0, DEL, C1) and bytes that are not UTF-8 as `\x1B`, bidirectional controls and line separators
/// as `\u202E`, and the first `#` of a CI command (`##[…`, `##vso[…`) as `\x23`. The result is one
/// line of valid UTF-8.
std::string visible(std::string_view outside);

/// `visible(outside)` as a whole line of output: besides, it cannot start a `::command`.
std::string visible_line(std::string_view outside);

/// For a line that is put together from visible parts: writes the first colon of a leading `::` as
/// `\x3A`, also behind white space, which CI systems skip.
std::string guard_line_start(std::string line);

/// Terminal columns that visible text takes: 2 for wide characters and emoji, 0 for combining and
/// zero-width ones.
std::size_t display_width(std::string_view visible_text);

/// The text, or where it is wider than `columns`, 1 or more, its beginning and an ellipsis,
/// together at most `columns` wide.
std::string cut_to_width(std::string_view visible_text, std::size_t columns);

/// The name of a file as a message shows it: `visible(path)`, at most 200 columns wide.
std::string visible_path(std::string_view path);

/// `json`, a whole JSON document, with DEL, C1, bidirectional controls and line separators escaped;
/// in well-formed JSON these stand in strings only, where the escaped form means the same.
std::string escape_json_controls(std::string_view json);

}  // namespace plex
