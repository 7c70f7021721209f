// SPDX-License-Identifier: MIT
#include "src/http/trace.hpp"

#include <fmt/format.h>

#include "src/http/url.hpp"

namespace plex {
namespace {

/// The value of a response header without what may be a secret that nobody knows yet.
std::string without_secrets(const HttpHeader& header) {
  // Plex answers a sign-in with a cookie that is as powerful as the token.
  if (header.name == "set-cookie" || header.name.ends_with("token")) {
    return "[redacted]";
  }
  // The rest of the URL may hold a token.
  if (header.name == "location" || header.name == "content-location") {
    return redirect_host(header.value, "the same host");
  }
  return header.name == "refresh" || header.name == "link" ? "[redacted]" : header.value;
}

}  // namespace

void trace_request(const HttpRequest& request, const TraceSink& sink) {
  sink(fmt::format("> {} {}", request.method, request.url()));
  for (const HttpHeader& header : request.headers) {
    sink(fmt::format("> {}: {}", header.name, header.value));
  }
  if (!request.token.empty()) {
    sink("> X-Plex-Token: [redacted]");
  }
  if (!request.body.empty()) {
    sink(fmt::format("> a form of {} bytes", request.body.reveal().size()));
  }
}

void trace_response(const HttpResponse& response, const std::string& address, double seconds,
                    const TraceSink& sink) {
  if (response.status == 0) {
    sink(fmt::format("< no response ({:.3f} s)", seconds));
    return;
  }
  sink(fmt::format("< {} from {} ({:.3f} s)", response.status, address, seconds));
  for (const HttpHeader& header : response.headers) {
    sink(fmt::format("< {}: {}", header.name, without_secrets(header)));
  }
}

}  // namespace plex
