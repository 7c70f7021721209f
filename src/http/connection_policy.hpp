// SPDX-License-Identifier: MIT
//
// Decides where a request may go, by the address that a socket is opened to and before anything is
// sent. Facts in, a decision out; the transport only obeys.
#pragma once

#include <optional>

#include "src/error.hpp"
#include "src/http/address.hpp"
#include "src/http/http.hpp"
#include "src/http/url.hpp"

namespace plex {

/// True if a socket to `port` goes to the proxy, or might. Nobody here knows where a plain http
/// request through a proxy ends.
bool may_be_proxied(const TransportOptions& options, const BaseUrl& base, int port);

/// Why no socket may be opened to an address of this kind for a request to `base`; nothing where it
/// may: insecure_transport for plain http that a stranger could read, usage for https that is not
/// verified to anything but loopback where that is for loopback only.
std::optional<ErrorCode> refuse_address(const TransportOptions& options, const BaseUrl& base,
                                        AddressClass kind, bool proxied);

/// True if the user should know that others on the network can read the traffic.
bool can_be_overheard(const BaseUrl& base, AddressClass kind, bool proxied);

}  // namespace plex
