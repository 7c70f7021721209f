// SPDX-License-Identifier: MIT
#include "cmd/auth/source_result.hpp"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "cmd/auth/connection_result.hpp"
#include "cmd/options/env.hpp"
#include "src/auth/connection.hpp"
#include "src/text/json.hpp"

namespace plex::cmd {
namespace {

using auth::Connection;
using auth::SourceInfo;

Json source_json(const SourceInfo& info, const std::string& source) {
  Json connections = Json::array();
  for (const Connection& each : info.connections) {
    connections.push_back(connection_json(each));
  }
  const std::string token(info.access_token.reveal());
  return Json{{"source", source},
              {"name", or_null(info.name)},
              {"clientIdentifier", or_null(info.client_identifier)},
              {"accessToken", token.empty() ? Json(nullptr) : Json(token)},
              {"connections", connections}};
}

std::vector<Block> source_table(const SourceInfo& info) {
  const std::string missing = "-";
  const std::string token(info.access_token.reveal());
  std::vector<Block> table = {{Block::Kind::fields,
                               {{{"name"}, {info.name.value_or(missing)}},
                                {{"identifier"}, {info.client_identifier.value_or(missing)}},
                                {{"access token"}, {token.empty() ? missing : token, true}}}}};
  if (info.connections.empty()) {
    return table;
  }
  Block list{Block::Kind::list, {connection_headings()}};
  for (const Connection& each : info.connections) {
    list.rows.push_back(connection_row(each));
  }
  table.push_back(std::move(list));
  return table;
}

}  // namespace

Result source_result(const SourceInfo& info, const std::string& source) {
  Result result;
  result.table = source_table(info);
  result.json = std::make_shared<const Json>(source_json(info, source));
  result.tsv_from_json = false;
  std::optional<std::string> token;
  if (!info.access_token.empty()) {
    token = std::string(info.access_token.reveal());
  }
  result.env = {{env::token, token}, {env::server, std::nullopt}};
  for (const Connection& each : info.connections) {
    result.tsv.push_back(connection_tsv(each));
    // An empty variable would count as none, and the token go to the default server.
    if (each.uri && !each.uri->empty()) {
      result.bare.push_back(*each.uri);
    }
  }
  if (!result.bare.empty()) {
    result.env.back().second = result.bare.front();
  }
  return result;
}

}  // namespace plex::cmd
