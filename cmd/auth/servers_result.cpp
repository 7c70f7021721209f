// SPDX-License-Identifier: MIT
#include "cmd/auth/servers_result.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "cmd/options/env.hpp"
#include "src/auth/connection.hpp"
#include "src/auth/reachability.hpp"
#include "src/text/json.hpp"

namespace plex::cmd {
namespace {

bool was_reached(const ListedServer& server, std::size_t index) {
  return !server.probes[index].failure;
}

bool may_be_used(const ListedServer& server, std::size_t index) {
  const auto base = auth::base_of(server.connection(index));
  return base && auth::may_carry_token(*base) &&
         (server.probes.empty() || was_reached(server, index));
}

/// The address to use: the first that answered, or without probes the first that may carry a token,
/// in the order local, remote, relay.
std::optional<std::string> address_of(const ListedServer& server) {
  const auth::Connection* best = nullptr;
  for (std::size_t index = 0; index < server.shown.size(); ++index) {
    const auth::Connection& each = server.connection(index);
    if (may_be_used(server, index) && (best == nullptr || kind_of(each) < kind_of(*best))) {
      best = &each;
    }
  }
  return best == nullptr ? std::nullopt : best->uri;
}

std::string owner_of(const auth::Resource& server) {
  return server.owned.value_or(false) ? "you" : server.source_title.value_or("");
}

/// Plex's object, with the connections that are shown and what is known of them.
Json server_json(const ListedServer& server) {
  Json json = *server.resource.json;
  if (server.resource.connections.empty()) {
    return json;
  }
  Json shown = Json::array();
  for (std::size_t index = 0; index < server.shown.size(); ++index) {
    Json connection = json["connections"][server.shown[index]];
    if (!server.probes.empty()) {
      connection["reachable"] = was_reached(server, index);
    }
    shown.push_back(std::move(connection));
  }
  json["connections"] = std::move(shown);
  return json;
}

/// The values of a row, empty for what is absent.
std::vector<std::string> server_values(const ListedServer& server) {
  const auth::Resource& resource = server.resource;
  return {resource.name.value_or(""), owner_of(resource), resource.product_version.value_or(""),
          resource.client_identifier.value_or(""), address_of(server).value_or("")};
}

Row server_row(const std::vector<std::string>& values) {
  Row row;
  for (const std::string& value : values) {
    row.push_back({value.empty() ? absent : value});
  }
  return row;
}

/// The connections of a server that was probed, and why some did not answer.
Block probe_block(const ListedServer& server) {
  Block block{Block::Kind::list, {{{"kind"}, {"reachable"}, {"uri"}}}};
  for (std::size_t index = 0; index < server.probes.size(); ++index) {
    const auth::Connection& connection = server.connection(index);
    const auto& failure = server.probes[index].failure;
    block.rows.push_back({{std::string(name_of(kind_of(connection)))},
                          {failure ? failure->message : "yes"},
                          {connection.uri.value_or(absent)}});
  }
  return block;
}

}  // namespace

Result servers_result(const std::vector<ListedServer>& servers) {
  Result result;
  result.tsv_from_json = false;
  result.may_be_empty = true;
  Block list{Block::Kind::list, {{{"name"}, {"owner"}, {"version"}, {"identifier"}, {"address"}}}};
  Json json = Json::array();
  for (const ListedServer& server : servers) {
    const std::vector<std::string> values = server_values(server);
    list.rows.push_back(server_row(values));
    result.tsv.push_back(values);
    json.push_back(server_json(server));
    if (const auto address = address_of(server)) {
      result.bare.push_back(*address);
    }
  }
  result.json = std::make_shared<const Json>(std::move(json));
  if (!servers.empty()) {
    result.table.push_back(std::move(list));
  }
  for (const ListedServer& server : servers) {
    if (!server.probes.empty()) {
      result.table.push_back(probe_block(server));
    }
  }
  if (servers.size() == 1) {
    const Secret& token = servers.front().resource.access_token;
    result.env = {
        {env::token, token.empty() ? std::nullopt : std::optional(std::string(token.reveal()))},
        {env::server, address_of(servers.front())}};
  }
  return result;
}

}  // namespace plex::cmd
