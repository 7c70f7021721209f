// SPDX-License-Identifier: MIT
#include "src/http/url.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <system_error>

#include <fmt/format.h>

#include "src/error.hpp"
#include "src/http/address.hpp"
#include "src/text/ascii.hpp"
#include "src/text/encoding.hpp"

namespace plex {
namespace {

constexpr std::size_t max_url_bytes = 2048;
constexpr std::size_t max_host_bytes = 253;  // RFC 1035 section 2.3.4, less the length bytes

/// Why a URL is not accepted; the text completes "SOURCE …".
struct Refusal {
  const char* why;
};

bool is_alnum(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_host_char(char c) { return is_alnum(c) || c == '-' || c == '.' || c == '_'; }

bool is_path_char(char c) {
  constexpr std::string_view others = "-._~!$&'()*+,;=:@%/";
  return is_alnum(c) || others.find(c) != std::string_view::npos;
}

/// inet_pton(3) would treat a NUL byte as the end.
bool is_address(int family, std::string_view host) {
  in6_addr address{};
  return host.find('\0') == std::string_view::npos &&
         ::inet_pton(family, std::string(host).c_str(), &address) == 1;
}

bool is_ipv6(std::string_view host) { return is_address(AF_INET6, host); }

std::string parse_scheme(std::string_view& rest) {
  const std::size_t end = rest.find("://");
  if (end == std::string_view::npos) {
    throw Refusal{"is not a URL; write it with http:// or https://"};
  }
  std::string scheme = ascii_lower(rest.substr(0, end));
  if (scheme != "http" && scheme != "https") {
    throw Refusal{"must start with http:// or https://"};
  }
  rest.remove_prefix(end + 3);
  return scheme;
}

int parse_port(std::string_view digits) {
  int port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  if (!whole || digits.front() == '-' || port < 1 || port > 65535) {
    throw Refusal{"has a port that is not a number from 1 to 65535"};
  }
  return port;
}

/// Parses all of `host`, `host:port`, `[ipv6]` or `[ipv6]:port`.
void parse_authority(std::string_view authority, BaseUrl& url) {
  std::string_view host = authority;
  std::string_view after;
  if (authority.starts_with('[')) {
    const std::size_t close = authority.find(']');
    if (close == std::string_view::npos || !is_ipv6(authority.substr(1, close - 1))) {
      throw Refusal{"has no valid IPv6 address between the brackets"};
    }
    host = authority.substr(1, close - 1);
    after = authority.substr(close + 1);
  } else {
    host = authority.substr(0, authority.find(':'));
    after = authority.substr(host.size());
    if (!std::all_of(host.begin(), host.end(), is_host_char)) {
      throw Refusal{"has an invalid character in the host name"};
    }
  }
  if (host.empty()) {
    throw Refusal{"has no host"};
  }
  if (host.size() > max_host_bytes) {
    throw Refusal{"has a host name longer than 253 bytes"};
  }
  if (!after.empty() && (after.front() != ':' || after.size() == 1)) {
    throw Refusal{"has a port that is not a number from 1 to 65535"};
  }
  url.host = ascii_lower(host);
  url.port = after.empty() ? (url.is_https() ? 443 : 80) : parse_port(after.substr(1));
}

BaseUrl parse(std::string_view text) {
  if (text.size() > max_url_bytes) {
    throw Refusal{"is longer than 2048 bytes"};
  }
  std::string_view rest = text;
  BaseUrl url;
  url.scheme = parse_scheme(rest);
  if (rest.find('?') != std::string_view::npos) {
    throw Refusal{"must not have a query ('?')"};
  }
  if (rest.find('#') != std::string_view::npos) {
    throw Refusal{"must not have a fragment ('#')"};
  }
  const std::string_view authority = rest.substr(0, rest.find('/'));
  if (authority.find('@') != std::string_view::npos) {
    throw Refusal{"must not hold a user name or password"};
  }
  parse_authority(authority, url);
  rest.remove_prefix(authority.size());
  if (!std::all_of(rest.begin(), rest.end(), is_path_char)) {
    throw Refusal{"has a character in the path that must be percent-encoded"};
  }
  while (rest.ends_with('/')) {
    rest.remove_suffix(1);
  }
  url.path = rest;
  return url;
}

}  // namespace

std::string BaseUrl::authority() const {
  const bool default_port = port == (is_https() ? 443 : 80);
  return default_port ? bracketed(host) : fmt::format("{}:{}", bracketed(host), port);
}

std::string BaseUrl::text() const { return scheme + "://" + authority() + path; }

BaseUrl parse_base_url(std::string_view text, const std::string& source) {
  try {
    return parse(text);
  } catch (const Refusal& refusal) {
    throw Error(ErrorCode::usage, fmt::format("{} {}", source, refusal.why));
  }
}

std::string make_target(std::string_view path, const Query& query) {
  std::string target(path);
  char separator = '?';
  for (const auto& [name, value] : query) {
    target += separator;
    target += name + "=" + percent_encode(value);
    separator = '&';
  }
  return target;
}

bool names_loopback(std::string_view host) noexcept {
  return host == "localhost" || host == "localhost." || host.ends_with(".localhost") ||
         classify(host) == AddressClass::loopback;
}

bool is_ip_literal(std::string_view host) noexcept {
  return is_ipv6(host) || is_address(AF_INET, host);
}

std::string bracketed(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

std::string redirect_host(std::string_view location, const std::string& same_host) {
  std::string_view rest = location;
  const std::size_t scheme_end = rest.find("://");
  const std::size_t path_start = rest.find_first_of("/?#");
  if (rest.starts_with("//")) {
    rest.remove_prefix(2);
  } else if (scheme_end != std::string_view::npos && scheme_end < path_start) {
    rest.remove_prefix(scheme_end + 3);
  } else {
    const std::size_t colon = rest.find(':');
    const bool other_scheme = colon != std::string_view::npos && colon < path_start;
    return rest.empty() || other_scheme ? std::string() : same_host;
  }
  rest = rest.substr(0, rest.find_first_of("/?#\\"));
  rest = rest.substr(rest.rfind('@') + 1);
  BaseUrl url{"https", {}, 0, {}};
  try {
    parse_authority(rest, url);
  } catch (const Refusal&) {
    return {};
  }
  return url.authority();
}

}  // namespace plex
