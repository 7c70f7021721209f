// SPDX-License-Identifier: MIT
//
// The log of a request and its response. It holds no body, and no response header that is known to
// carry tokens, cookies or whole URLs. It may hold text from outside and what the user typed, so
// whoever shows it redacts it and makes it visible.
#pragma once

#include <functional>
#include <string>

#include "src/http/http.hpp"

namespace plex {

/// Gets one line, without a line end.
using TraceSink = std::function<void(const std::string&)>;

/// Method, URL and headers, but only the size of a form.
void trace_request(const HttpRequest& request, const TraceSink& sink);

/// Status, address of the peer, time taken and headers, but only the host of a Location.
void trace_response(const HttpResponse& response, const std::string& address, double seconds,
                    const TraceSink& sink);

}  // namespace plex
