// SPDX-License-Identifier: MIT
//
// The one judgement over where a request may go, made from the address that a socket is opened to,
// before anything is sent. Plain facts in, a verdict out; the transport only obeys.
#pragma once

#include <optional>

#include "src/error.hpp"
#include "src/http/address.hpp"
#include "src/http/http.hpp"

namespace plex {

/// True where a socket to `port` goes to the proxy or, as far as can be told, might. Of a plain
/// http request through a proxy nobody here knows where it ends.
bool may_be_proxied(const TransportOptions& options, const BaseUrl& base, int port);

/// Why no socket may be opened to an address of this kind for a request to `base`; nothing where it
/// may: insecure_transport for plain http that a stranger could read, usage for `--insecure` to
/// anything but loopback where it is for loopback only.
std::optional<ErrorCode> refuse_address(const TransportOptions& options, const BaseUrl& base,
                                        AddressClass kind, bool proxied);

/// True where the user should know that others on the network can read along.
bool can_be_overheard(const BaseUrl& base, AddressClass kind, bool proxied);

}  // namespace plex
