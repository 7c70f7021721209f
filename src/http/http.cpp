// SPDX-License-Identifier: MIT
#include "src/http/http.hpp"

#include <algorithm>

namespace plex {

std::optional<std::string> HttpResponse::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [&](const HttpHeader& header) { return header.name == name; });
  return found == headers.end() ? std::nullopt : std::optional(found->value);
}

}  // namespace plex
