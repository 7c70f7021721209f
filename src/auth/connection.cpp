// SPDX-License-Identifier: MIT
#include "src/auth/connection.hpp"

#include <cstddef>

#include <nlohmann/json.hpp>

#include "src/error.hpp"

namespace plex::auth {

ConnectionKind kind_of(const Connection& connection) {
  if (connection.relay) {
    return ConnectionKind::relay;
  }
  return connection.local.value_or(false) ? ConnectionKind::local : ConnectionKind::remote;
}

std::string_view name_of(ConnectionKind kind) {
  return connection_kind_names.at(static_cast<std::size_t>(kind));
}

ConnectionKind parse_connection_kind(std::string_view name) {
  for (const ConnectionKind kind :
       {ConnectionKind::local, ConnectionKind::remote, ConnectionKind::relay}) {
    if (name_of(kind) == name) {
      return kind;
    }
  }
  throw Error(ErrorCode::usage, "the kind of a connection is not local, remote or relay");
}

Connection parse_connection(const Json& item, std::string_view path) {
  Connection connection;
  connection.protocol = optional_string(item, "protocol", path);
  connection.address = optional_string(item, "address", path);
  connection.port = optional_integer(item, "port", path, 0, 65535);
  connection.uri = optional_string(item, "uri", path);
  connection.local = optional_flag(item, "local", path);
  connection.relay = optional_flag(item, "relay", path).value_or(false);
  return connection;
}

}  // namespace plex::auth
