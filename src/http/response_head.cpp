// SPDX-License-Identifier: MIT
#include "src/http/response_head.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "src/text/ascii.hpp"

namespace plex {
namespace {

int parse_status(std::string_view status_line) {
  const std::size_t space = status_line.find(' ');
  int status = 0;
  for (const char c : status_line.substr(std::min(space, status_line.size()))) {
    if (c >= '0' && c <= '9' && status < 1000) {
      status = status * 10 + (c - '0');
    } else if (status != 0) {
      break;
    }
  }
  return status;
}

void add_header(HttpResponse& response, std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) {
    return;
  }
  std::string_view value = line.substr(colon + 1);
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) {
    value.remove_prefix(1);
  }
  while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) {
    value.remove_suffix(1);
  }
  response.headers.push_back({ascii_lower(line.substr(0, colon)), std::string(value)});
}

}  // namespace

void parse_head_line(std::string_view line, HttpResponse& response) {
  if (line.starts_with("HTTP/")) {
    response = HttpResponse{};
    response.status = parse_status(line);
  } else {
    add_header(response, line);
  }
}

}  // namespace plex
