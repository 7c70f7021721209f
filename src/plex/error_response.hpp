// SPDX-License-Identifier: MIT
//
// Turns an HTTP status other than 2xx, and what the body says besides, into one Error. The status
// decides; a code from plex.tv refines; words are quoted and never believed.
#pragma once

#include "src/error.hpp"
#include "src/http/http.hpp"

namespace plex {

/// Who answered: the two speak of failures in different ways.
enum class Service {
  /// A Plex Media Server, which answers errors in HTML.
  media_server,
  /// plex.tv, which answers errors as JSON `errors[]` with codes, or in XML.
  plex_tv,
  /// plex.tv asked to sign in: here it is credentials that are refused, not a token.
  plex_tv_signin,
};

/// The failure that `response`, whose status is not 2xx, means as the response to `request`. Plex
/// code, Retry-After and what the server said are set; Client adds the facts of the request.
Error error_from(const HttpResponse& response, Service service, const HttpRequest& request);

}  // namespace plex
