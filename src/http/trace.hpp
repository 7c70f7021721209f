// SPDX-License-Identifier: MIT
//
// The account of a request and its response that `--verbose` shows. It holds no body, and of an
// response no header that is known to carry tokens, cookies or whole URLs. What was typed with the
// request may be in it, and outside text, so whoever shows it redacts it and makes it visible.
#pragma once

#include <functional>
#include <string>

#include "src/http/http.hpp"

namespace plex {

/// Gets one line, without a line end.
using TraceSink = std::function<void(const std::string&)>;

/// Method, URL and headers; of a form only its size.
void trace_request(const HttpRequest& request, const TraceSink& sink);

/// Status, the address that answered, the time it took, and the headers; of a Location only the
/// host.
void trace_response(const HttpResponse& response, const std::string& address, double seconds,
                    const TraceSink& sink);

}  // namespace plex
