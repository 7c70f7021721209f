// SPDX-License-Identifier: MIT
//
// HttpTransport by libcurl. Everything that libcurl would do by itself and that could send a secret
// elsewhere is off: redirects, netrc, cookies, other protocols, proxies from the environment.
#pragma once

#include <memory>
#include <string>

#include "src/http/http.hpp"

namespace plex {

/// A transport by libcurl; each request has its own connection. Not for use by several threads, nor
/// by what send_all() calls.
std::unique_ptr<HttpTransport> make_curl_transport(TransportOptions options);

/// Versions of libcurl and its TLS library, as in `libcurl 7.88.1 (OpenSSL 3.0.19)`.
std::string curl_versions();

}  // namespace plex
