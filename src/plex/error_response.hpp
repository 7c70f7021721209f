// SPDX-License-Identifier: MIT
//
// Turns an HTTP status other than 2xx, and what the body adds, into one Error. The status decides,
// a code from plex.tv refines it, and words are only quoted. Codes of a single operation are left
// to that operation.
#pragma once

#include "src/error.hpp"
#include "src/http/http.hpp"
#include "src/plex/service.hpp"

namespace plex {

/// The failure that `response`, whose status is not 2xx, means as the response to `request`. Plex
/// code, Retry-After and what the server said are set; Client adds the facts of the request.
Error error_from(const HttpResponse& response, Service service, const HttpRequest& request);

}  // namespace plex
