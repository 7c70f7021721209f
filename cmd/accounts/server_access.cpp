// SPDX-License-Identifier: MIT
#include "cmd/accounts/server_access.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "src/auth/reachability.hpp"
#include "src/error.hpp"
#include "src/plex/probe.hpp"
#include "src/plex/service.hpp"
#include "src/text/ascii.hpp"
#include "src/text/json.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

std::string name_of(const auth::Resource& server) {
  return visible(server.name.value_or(server.client_identifier.value_or("without a name")));
}

bool same_origin(const BaseUrl& one, const BaseUrl& other) {
  return one.scheme == other.scheme && one.host == other.host && one.port == other.port;
}

bool has_connection_at(const auth::Resource& server, const BaseUrl& base) {
  return std::any_of(server.connections.begin(), server.connections.end(),
                     [&](const auth::Connection& connection) {
                       const auto url = auth::base_of(connection);
                       return url && same_origin(*url, base);
                     });
}

std::string identifier_of_server(const Client& client) {
  return client.request(Service::media_server, {.path = "/identity"}, parse_machine_identifier);
}

}  // namespace

std::vector<auth::Resource> list_servers(const Client& client, const Secret& token,
                                         auth::ResourceTokens tokens, Console& console) {
  std::vector<auth::Resource> servers = auth::resources(client, token, tokens);
  for (const auth::Resource& each : servers) {
    console.learn(each.access_token.reveal());
  }
  std::erase_if(servers,
                [](const auth::Resource& each) { return !auth::provides(each, "server"); });
  return servers;
}

std::size_t find_server(const std::vector<auth::Resource>& servers, std::string_view name) {
  const std::string shown = visible_name(name);
  std::vector<std::size_t> found;
  for (std::size_t place = 0; place < servers.size(); ++place) {
    const auth::Resource& each = servers[place];
    if (each.client_identifier == name) {
      return place;
    }
    if (each.name && ascii_lower(*each.name) == ascii_lower(name)) {
      found.push_back(place);
    }
  }
  if (found.empty()) {
    throw Error(ErrorCode::source_not_found,
                fmt::format("the account has no server called {}", shown),
                "'plex auth servers' lists them; a URL starts with https:// or http://");
  }
  if (found.size() > 1) {
    throw Error(ErrorCode::usage,
                fmt::format("the account has {} servers called {}", found.size(), shown),
                "name one by its machine identifier, which 'plex auth servers' shows");
  }
  return found.front();
}

Secret own_token(const auth::Resource& server) {
  if (server.access_token.empty()) {
    throw Error(ErrorCode::token_missing,
                fmt::format("plex.tv gave no access token for the server {}", name_of(server)),
                "pass a token with --token-file FILE and the server's URL with --server");
  }
  return server.access_token.clone();
}

ServerAccess access_server(const auth::Resource& server, HttpTransport& transport,
                           const Deadline& deadline) {
  Secret token = own_token(server);
  const auto place = auth::first_reachable(transport, server.connections,
                                           server.client_identifier.value_or(""), deadline);
  if (!place) {
    throw Error(ErrorCode::connect_failed,
                fmt::format("the server {} answers at none of its {} addresses", name_of(server),
                            server.connections.size()),
                "'plex auth servers NAME --reachable' shows why");
  }
  return {*auth::base_of(server.connections[*place]), std::move(token)};
}

Secret token_of_server_at(const BaseUrl& base, const std::vector<auth::Resource>& servers,
                          const Client& client, const std::string& account) {
  const bool loopback = names_loopback(base.host);
  const std::string identifier = loopback ? identifier_of_server(client) : "";
  for (const auth::Resource& each : servers) {
    if (loopback ? each.client_identifier == identifier : has_connection_at(each, base)) {
      return own_token(each);
    }
  }
  throw Error(ErrorCode::token_missing,
              fmt::format("{} knows no server at {}", account, base.authority()),
              "'plex auth servers' lists its servers; for another one pass --token-file FILE");
}

}  // namespace plex::cmd
