// SPDX-License-Identifier: MIT
//
// libcurl behind HttpTransport. All that libcurl would do on its own and that could carry a secret
// astray is off: redirects, netrc, cookies, other protocols, proxies of the environment.
#pragma once

#include <memory>
#include <string>

#include "src/http/http.hpp"

namespace plex {

/// A transport on libcurl; each request has a connection of its own. Not for use from several
/// threads.
std::unique_ptr<HttpTransport> make_curl_transport(TransportOptions options);

/// Versions of libcurl and its TLS library, for `--version`: `libcurl 7.88.1 (OpenSSL 3.0.19)`.
std::string curl_versions();

}  // namespace plex
