// SPDX-License-Identifier: MIT
//
// Reads the head of an HTTP response, line by line as it arrives. Knows the form of the lines, not
// what any header means.
#pragma once

#include <string_view>

#include "src/http/http.hpp"

namespace plex {

/// Takes one line, without its end, into `response`. A status line starts the response anew, so
/// that what an interim response (1xx) said is forgotten; a status that is no number is 0. A line
/// that is neither status nor header is passed over.
void parse_head_line(std::string_view line, HttpResponse& response);

}  // namespace plex
