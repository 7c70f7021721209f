// SPDX-License-Identifier: MIT
//
// Base URLs of servers and of plex.tv: parsed strictly, joined with a path, never guessed.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plex {

/// An http or https URL without user info, query or fragment.
struct BaseUrl {
  /// `http` or `https`.
  std::string scheme;
  /// Lower-case name or address; an IPv6 address without brackets.
  std::string host;
  int port = 0;
  /// Empty, or with a slash at its start and none at its end.
  std::string path;

  bool is_https() const { return scheme == "https"; }
  /// `host`, or `host:port` if the port is not the default of the scheme; IPv6 in brackets. Fit for
  /// messages.
  std::string authority() const;
  /// The URL without a slash at the end.
  std::string text() const;
};

/// Parses `text`. Throws Error(usage) that names `source` (an option or a variable) and what is
/// wrong, and never repeats the URL, which may hold a password.
BaseUrl parse_base_url(std::string_view text, const std::string& source);

using Query = std::vector<std::pair<std::string, std::string>>;

/// `path` + `?name=value&…` with the values percent-encoded. `path` starts with a slash.
std::string make_target(std::string_view path, const Query& query);

/// True if `host` is a literal loopback address or `localhost`, judged by its spelling alone.
bool names_loopback(std::string_view host) noexcept;

/// True if `host` is a literal IPv4 or IPv6 address.
bool is_ip_literal(std::string_view host) noexcept;

/// `host` as a URL holds it: an IPv6 address in brackets, anything else as it is.
std::string bracketed(const std::string& host);

/// The host that the value of a Location header points to, fit for a message: `same_host` for a
/// relative reference, empty if the value cannot be parsed.
std::string redirect_host(std::string_view location, const std::string& same_host);

}  // namespace plex
