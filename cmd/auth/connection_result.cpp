// SPDX-License-Identifier: MIT
#include "cmd/auth/connection_result.hpp"

#include <nlohmann/json.hpp>

namespace plex::cmd {
namespace {

using auth::Connection;

std::string flag_text(bool value) { return value ? "true" : "false"; }

}  // namespace

Row connection_headings() { return {{"protocol"}, {"address"}, {"port"}, {"kind"}, {"uri"}}; }

Row connection_row(const Connection& connection) {
  return {{connection.protocol.value_or(absent)},
          {connection.address.value_or(absent)},
          {connection.port ? std::to_string(*connection.port) : absent},
          {std::string(name_of(kind_of(connection)))},
          {connection.uri.value_or(absent)}};
}

Json connection_json(const Connection& connection) {
  return Json::object({{"protocol", or_null(connection.protocol)},
                       {"address", or_null(connection.address)},
                       {"port", or_null(connection.port)},
                       {"uri", or_null(connection.uri)},
                       {"local", or_null(connection.local)},
                       {"relay", connection.relay}});
}

std::vector<std::string> connection_tsv(const Connection& connection) {
  return {connection.protocol.value_or(""),
          connection.address.value_or(""),
          connection.port ? std::to_string(*connection.port) : "",
          connection.local ? flag_text(*connection.local) : "",
          flag_text(connection.relay),
          connection.uri.value_or("")};
}

Option connection_option(Typed& target) {
  return {.name = "--connection",
          .group = OptionGroup::output,
          .choices = {auth::connection_kind_names.begin(), auth::connection_kind_names.end()},
          .help = "show only connections of this kind",
          .common = true,
          .target = &target};
}

void keep_connections(std::vector<Connection>& connections, const Typed& kind) {
  if (kind) {
    const auth::ConnectionKind kept = auth::parse_connection_kind(*kind);
    std::erase_if(connections, [&](const Connection& each) { return kind_of(each) != kept; });
  }
}

}  // namespace plex::cmd
