// SPDX-License-Identifier: MIT
//
// The URL of a proxy, which, unlike the URL of a server, may hold a user name and a password.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plex {

struct Proxy {
  /// With its scheme and port written out, as the transport takes it.
  std::string url;
  int port = 0;
  /// Its user name and password for the redactor, as written and decoded.
  std::vector<std::string> secrets;
};

/// Parses `[http|https|socks5|socks5h://][USER[:PASSWORD]@]HOST[:PORT]`. Throws Error(usage) that
/// names `source` and never repeats the URL.
Proxy parse_proxy(std::string_view text, const std::string& source);

}  // namespace plex
