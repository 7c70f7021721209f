// SPDX-License-Identifier: MIT
#include "src/auth/resources.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "src/error.hpp"
#include "src/plex/token.hpp"

namespace plex::auth {
namespace {

void check_count(const Json& list, std::size_t most, std::string_view what) {
  if (list.size() > most) {
    throw Error(ErrorCode::too_large,
                fmt::format("the response contains more than {} {}", most, what));
  }
}

std::string_view trim_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The parts of a comma-separated list that are not blank.
std::vector<std::string> split_list(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string_view part = trim_blanks(list.substr(0, comma));
    if (!part.empty()) {
      parts.emplace_back(part);
    }
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return parts;
}

Secret parse_access_token(const Json& item, std::string_view path) {
  const std::string token = optional_string(item, "accessToken", path).value_or("");
  if (!token.empty() && !is_token(token)) {
    throw Error(ErrorCode::unexpected,
                fmt::format("the response's {}accessToken is not a valid token", path));
  }
  return Secret(token);
}

std::vector<Connection> parse_connections(const Json& item, std::string_view path) {
  std::vector<Connection> connections;
  const Json* list = find_member(item, "connections");
  if (list == nullptr) {
    return connections;
  }
  if (!list->is_array()) {
    throw Error(ErrorCode::unexpected,
                fmt::format("the response's {}connections is not a list", path));
  }
  check_count(*list, max_connections_of_resource, "connections of one device");
  for (const Json& connection : *list) {
    const std::string where = fmt::format("{}connections[{}]", path, connections.size());
    if (!connection.is_object()) {
      throw Error(ErrorCode::unexpected, fmt::format("the response's {} is not an object", where));
    }
    connections.push_back(parse_connection(connection, where + "."));
  }
  return connections;
}

Resource parse_resource(Json item, ResourceTokens tokens, const std::string& path) {
  const auto text = [&](const char* name) { return optional_string(item, name, path); };
  const auto flag = [&](const char* name) { return optional_flag(item, name, path); };
  Resource resource;
  resource.name = text("name");
  resource.product = text("product");
  resource.product_version = text("productVersion");
  resource.platform = text("platform");
  resource.device = text("device");
  resource.client_identifier = text("clientIdentifier");
  resource.source_title = text("sourceTitle");
  resource.public_address = text("publicAddress");
  resource.provides = split_list(text("provides").value_or(""));
  resource.owner_id =
      optional_integer(item, "ownerId", path, 0, std::numeric_limits<std::int64_t>::max());
  resource.owned = flag("owned");
  resource.home = flag("home");
  resource.relay = flag("relay");
  resource.presence = flag("presence");
  resource.https_required = flag("httpsRequired");
  resource.public_address_matches = flag("publicAddressMatches");
  resource.access_token = parse_access_token(item, path);
  resource.connections = parse_connections(item, path);
  if (tokens == ResourceTokens::removed) {
    item.erase("accessToken");
  }
  resource.json = std::make_shared<const Json>(std::move(item));
  return resource;
}

}  // namespace

std::vector<Resource> parse_resources(Json json, ResourceTokens tokens) {
  if (!json.is_array()) {
    throw Error(ErrorCode::unexpected, "the response is not a list of devices");
  }
  check_count(json, max_resources, "devices");
  std::vector<Resource> resources;
  resources.reserve(json.size());
  for (Json& item : json) {
    const std::string where = fmt::format("[{}]", resources.size());
    if (!item.is_object()) {
      throw Error(ErrorCode::unexpected, fmt::format("the response's {} is not an object", where));
    }
    resources.push_back(parse_resource(std::move(item), tokens, where + "."));
  }
  return resources;
}

std::vector<Resource> resources(const Client& client, const Secret& token, ResourceTokens tokens) {
  return client.request(
      Service::plex_tv,
      {.path = "/resources",
       .query = {{"includeHttps", "1"}, {"includeRelay", "1"}, {"includeIPv6", "1"}},
       .token = token.clone()},
      [tokens](Json document) { return parse_resources(std::move(document), tokens); });
}

bool provides(const Resource& resource, std::string_view what) {
  return std::find(resource.provides.begin(), resource.provides.end(), what) !=
         resource.provides.end();
}

}  // namespace plex::auth
