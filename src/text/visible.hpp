// SPDX-License-Identifier: MIT
//
// Makes text from outside safe to show on terminals and in CI logs, and measures it in terminal
// columns. Everything that a person reads passes through here; how cells become a table is
// cmd/output/columns.hpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plex {

/// `outside` with everything escaped that could act on a terminal or in a CI log: control bytes
/// (C0, DEL, C1) and bytes that are not UTF-8 as `\x1B`, bidirectional controls and line separators
/// as
/// `\u202E`, and the first `#` of a CI command (`##[…`, `##vso[…`) as `\x23`. The result is one
/// line of valid UTF-8. Example: visible("a\x1B[1m\n") is `a\x1B[1m\x0A`.
std::string visible(std::string_view outside);

/// `visible(outside)` as a whole line of output, which cannot start a `::command` either.
std::string visible_line(std::string_view outside);

/// For a line that is assembled from visible parts: escapes the first colon of a leading `::` as
/// `\x3A`, also after white space, which CI systems skip. Example: `  ::error::x` becomes
/// `  \x3A:error::x`.
std::string guard_line_start(std::string line);

/// The terminal columns that visible text takes: 2 for a wide character or an emoji, 0 for a
/// combining or zero-width one.
std::size_t display_width(std::string_view visible_text);

/// The text itself if it fits into `columns` (1 or more), else its beginning and an ellipsis, which
/// together fit.
std::string cut_to_width(std::string_view visible_text, std::size_t columns);

/// A name that may be anything, of a file, a server or an account, as a message shows it:
/// `visible(name)`, at most 200 columns wide.
std::string visible_name(std::string_view name);

/// `json`, a whole JSON document, with DEL, C1, bidirectional controls and line separators escaped.
/// In well-formed JSON these occur only in strings, where the escaped form means the same.
std::string escape_json_controls(std::string_view json);

}  // namespace plex
