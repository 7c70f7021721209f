// SPDX-License-Identifier: MIT
//
// Parses the head of an HTTP response, line by line as it arrives. Knows the form of the lines, not
// the meaning of any header.
#pragma once

#include <string_view>

#include "src/http/http.hpp"

namespace plex {

/// Parses one line, without its end, into `response`. A status line resets the response, so that an
/// interim response (1xx) leaves nothing behind; a status that is not a number is 0. A line that is
/// neither a status nor a header is ignored.
void parse_head_line(std::string_view line, HttpResponse& response);

}  // namespace plex
