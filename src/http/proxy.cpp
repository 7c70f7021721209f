// SPDX-License-Identifier: MIT
#include "src/http/proxy.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include <fmt/format.h>

#include "src/error.hpp"
#include "src/http/url.hpp"
#include "src/text/ascii.hpp"
#include "src/text/encoding.hpp"

namespace plex {
namespace {

struct Scheme {
  std::string_view name;
  int default_port;
};

constexpr std::array schemes = {Scheme{"http", 1080}, Scheme{"https", 443}, Scheme{"socks5", 1080},
                                Scheme{"socks5h", 1080}};

Scheme parse_scheme(std::string_view& rest, const std::string& source) {
  const std::size_t end = rest.find("://");
  if (end == std::string_view::npos) {
    return schemes.front();
  }
  const std::string name = ascii_lower(rest.substr(0, end));
  rest.remove_prefix(end + 3);
  for (const Scheme& scheme : schemes) {
    if (scheme.name == name) {
      return scheme;
    }
  }
  throw Error(ErrorCode::usage,
              fmt::format("{} must be an http, https, socks5 or socks5h proxy", source));
}

}  // namespace

Proxy parse_proxy(std::string_view text, const std::string& source) {
  if (first_unprintable(text)) {
    throw Error(ErrorCode::usage,
                fmt::format("{} has a character that must be percent-encoded", source));
  }
  std::string_view rest = text;
  const Scheme scheme = parse_scheme(rest, source);
  Proxy proxy;
  const std::size_t at = rest.rfind('@');
  std::string user_info;
  if (at != std::string_view::npos) {
    user_info = rest.substr(0, at);
    if (user_info.find_first_of("/?#") != std::string::npos) {
      throw Error(ErrorCode::usage,
                  fmt::format("{} has a character in the user name or password that must be "
                              "percent-encoded",
                              source));
    }
    const std::size_t colon = std::min(user_info.find(':'), user_info.size());
    const std::string password = user_info.substr(std::min(colon + 1, user_info.size()));
    for (const std::string& secret : {user_info, user_info.substr(0, colon), password}) {
      proxy.secrets.push_back(secret);
      proxy.secrets.push_back(percent_decode(secret));
    }
    rest.remove_prefix(at + 1);
  }
  while (rest.ends_with('/')) {
    rest.remove_suffix(1);
  }
  // Parsed as the URL of a server, so that host and port follow the same rules.
  const bool has_port = rest.rfind(':') != std::string_view::npos && !rest.ends_with(']');
  const BaseUrl checked = parse_base_url(fmt::format("http://{}", rest), source);
  if (!checked.path.empty()) {
    throw Error(ErrorCode::usage, fmt::format("{} must not have a path", source));
  }
  proxy.port = has_port ? checked.port : scheme.default_port;
  proxy.url =
      fmt::format("{}://{}{}{}:{}", scheme.name, user_info, at == std::string_view::npos ? "" : "@",
                  bracketed(checked.host), proxy.port);
  return proxy;
}

}  // namespace plex
