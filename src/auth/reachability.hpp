// SPDX-License-Identifier: MIT
//
// Chooses the connection to a server: the nearest kind that answers, and none on which others could
// read the token that follows. How an address is asked is in src/plex/probe.hpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "src/auth/connection.hpp"
#include "src/deadline.hpp"
#include "src/http/url.hpp"
#include "src/plex/probe.hpp"

namespace plex::auth {

/// The URL of a connection; nothing if it has none or one that parse_base_url does not accept.
std::optional<BaseUrl> base_of(const Connection& connection);

/// Whether a token may be sent on a connection with this URL: https, or plain http to a host whose
/// name says that it is this machine.
bool may_carry_token(const BaseUrl& base);

/// The place in `connections` of the first one that answers as the server with this identifier, in
/// the order local, remote, relay, and within a kind as listed; nothing if none does. Only
/// connections that may carry a token are probed, all side by side; a worse one is taken only after
/// all better ones have failed. Throws as HttpTransport::send_all.
std::optional<std::size_t> first_reachable(HttpTransport& transport,
                                           const std::vector<Connection>& connections,
                                           const std::string& machine_identifier,
                                           const Deadline& deadline,
                                           const ParallelLimits& limits = probe_limits);

}  // namespace plex::auth
