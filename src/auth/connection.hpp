// SPDX-License-Identifier: MIT
//
// One way to reach a device, as servers and plex.tv describe it. Which of several connections is
// used is left to the caller.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "src/text/json.hpp"

namespace plex::auth {

/// A member is absent if the response does not have it.
struct Connection {
  std::optional<std::string> protocol;
  std::optional<std::string> address;
  std::optional<std::int64_t> port;
  std::optional<std::string> uri;
  /// In the network of the device.
  std::optional<bool> local;
  /// Through Plex's relay; false if the response does not say.
  bool relay = false;
};

enum class ConnectionKind { local, remote, relay };

/// The names of the kinds, in their order.
inline constexpr std::array<std::string_view, 3> connection_kind_names = {"local", "remote",
                                                                          "relay"};

/// The kind of a connection: `relay` if it goes through the relay, else `local` if it says so.
ConnectionKind kind_of(const Connection& connection);

/// `local`, `remote` or `relay`.
std::string_view name_of(ConnectionKind kind);

/// The kind of that name. Throws Error(usage) for any other text.
ConnectionKind parse_connection_kind(std::string_view name);

/// Parses a connection; `item` must be an object. Throws Error(unexpected) that names `path` and
/// the member if one has another type.
Connection parse_connection(const Json& item, std::string_view path);

}  // namespace plex::auth
