// SPDX-License-Identifier: MIT
//
// Names such as `10-1-2-3.HASH.plex.direct`, under which a Plex Media Server has a certificate. The
// address is part of the name, so it is known even where the name does not resolve.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "src/error.hpp"
#include "src/http/url.hpp"

namespace plex {

/// The IP address that a plex.direct name, in lower case, starts with: of `10-1-2-3` it is
/// `10.1.2.3`, and in an IPv6 address each dash stands for a colon. Nothing for any other host.
std::optional<std::string> plex_direct_address(std::string_view host);

/// What a name should have resolved to.
struct NameOverride {
  std::string host;
  int port = 0;
  /// Without brackets, also if it is an IPv6 address.
  std::string address;
};

/// If a request to `base` failed as it does where a router or resolver has DNS rebinding
/// protection, which keeps public names from resolving to private addresses, what the name stands
/// for; else nothing.
std::optional<NameOverride> find_rebinding_block(const BaseUrl& base, const Error& failure);

}  // namespace plex
