// SPDX-License-Identifier: MIT
//
// Which kind of network an IP address belongs to, so that secrets go over plain http only where
// strangers cannot listen. Judges addresses, never names.
#pragma once

#include <string>
#include <string_view>

struct sockaddr;

namespace plex {

enum class AddressClass {
  loopback,
  /// RFC 1918 and RFC 4193 networks.
  private_network,
  link_local,
  /// Everything else, including what cannot be determined.
  public_network,
};

/// The class of an IPv4 or IPv6 socket address; an IPv4-mapped IPv6 address is judged as IPv4.
AddressClass classify(const sockaddr& address) noexcept;

/// The class of an address in text (`192.168.1.5`, `::1`); public_network for anything that
/// inet_pton(3) does not accept.
AddressClass classify(std::string_view address) noexcept;

/// The port of an IPv4 or IPv6 socket address, 0 for any other family.
int port_of(const sockaddr& address) noexcept;

/// `address` as text, without port; empty unless its family is IPv4 or IPv6.
std::string to_text(const sockaddr& address);

}  // namespace plex
