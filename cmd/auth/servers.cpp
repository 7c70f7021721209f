// SPDX-License-Identifier: MIT
//
// plex auth servers: the account's servers, and the addresses at which they can be reached.
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cmd/accounts/server_access.hpp"
#include "cmd/auth/connection_result.hpp"
#include "cmd/auth/servers_result.hpp"
#include "cmd/commands.hpp"
#include "cmd/options/options.hpp"
#include "cmd/session.hpp"
#include "src/auth/reachability.hpp"
#include "src/auth/resources.hpp"
#include "src/error.hpp"
#include "src/plex/plex_direct.hpp"

namespace plex::cmd {
namespace {

struct ServersOptions {
  CommonOptions common;
  TokenOptions token;
  PlexTvOptions plex_tv;
  Typed name;
  bool owned = false;
  Typed connection;
  bool reachable = false;
  bool show_token = false;
};

/// The places of the connections of the kind that `--connection` names, of all without it.
std::vector<std::size_t> chosen_connections(const std::vector<auth::Connection>& connections,
                                            const Typed& kind) {
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < connections.size(); ++place) {
    if (!kind || kind_of(connections[place]) == auth::parse_connection_kind(*kind)) {
      places.push_back(place);
    }
  }
  return places;
}

std::vector<ListedServer> chosen_servers(std::vector<auth::Resource> servers,
                                         const ServersOptions& options) {
  if (options.name) {
    auth::Resource named = std::move(servers[find_server(servers, *options.name)]);
    servers.clear();
    servers.push_back(std::move(named));
  }
  std::vector<ListedServer> chosen;
  for (auth::Resource& each : servers) {
    if (!options.owned || each.owned.value_or(false)) {
      std::vector<std::size_t> shown = chosen_connections(each.connections, options.connection);
      chosen.push_back({std::move(each), std::move(shown)});
    }
  }
  return chosen;
}

/// Says how to get past a resolver that hides addresses of the home network.
void tell_of_rebinding(const ProbeTarget& target, const ProbeResult& result, Console& console) {
  const auto block =
      result.failure ? find_rebinding_block(target.base, *result.failure) : std::nullopt;
  if (block) {
    console.note(
        fmt::format("the name {} does not resolve, probably because of DNS rebinding protection; "
                    "commands reach "
                    "the server with --resolve {}:{}:{}",
                    block->host, block->host, block->port, block->address));
  }
}

/// Probes all connections of all servers side by side.
void probe_servers(std::vector<ListedServer>& servers, Session& session, Console& console) {
  std::vector<ProbeTarget> targets;
  std::vector<ProbeResult*> places;
  for (ListedServer& server : servers) {
    server.probes.resize(server.shown.size());
    for (std::size_t index = 0; index < server.probes.size(); ++index) {
      const auto base = auth::base_of(server.connection(index));
      if (base) {
        targets.push_back({*base, server.resource.client_identifier.value_or("")});
        places.push_back(&server.probes[index]);
      } else {
        server.probes[index].failure =
            Error(ErrorCode::unexpected, "plex.tv gave no URL for this connection");
      }
    }
  }
  std::vector<ProbeResult> results =
      probe(session.make_probe_transport(), targets, session.deadline());
  for (std::size_t at = 0; at < results.size(); ++at) {
    tell_of_rebinding(targets[at], results[at], console);
    *places[at] = std::move(results[at]);
  }
}

void run_servers(const ServersOptions& options, Context& context) {
  Session session(options.common, options.plex_tv, context);
  const Secret token = session.read_token(options.token);
  std::vector<ListedServer> servers = chosen_servers(
      list_servers(session.make_client(), token,
                   options.show_token ? auth::ResourceTokens::kept : auth::ResourceTokens::removed,
                   context.console),
      options);
  if (session.output().format == Format::env && servers.size() != 1) {
    throw Error(ErrorCode::usage, "-o env needs the name of one server",
                "plex auth servers NAME -o env");
  }
  if (options.reachable) {
    probe_servers(servers, session, context.console);
  }
  if (servers.empty()) {
    context.console.note("the account has no such server");
  }
  Result result = servers_result(servers);
  if (!options.show_token) {
    result.field_hint += "; add --show-token for secrets";
  }
  session.print(result);
}

}  // namespace

Command auth_servers_command() {
  auto options = std::make_shared<ServersOptions>();
  Command command{.purpose = "List the account's servers and where they can be reached",
                  .examples = {"plex auth servers", "plex auth servers Attic --reachable",
                               "plex auth servers --owned --connection local -q",
                               "vars=$(plex auth servers Attic -o env) && eval \"$vars\""},
                  .argument = Argument{"NAME", "show only the server of this name or identifier",
                                       &options->name}};
  add_token_options(command, options->token, "account token");
  add_plex_tv_options(command, options->plex_tv);
  command.options.push_back({.name = "--owned",
                             .group = OptionGroup::output,
                             .help = "show only servers that the account owns",
                             .common = true,
                             .target = &options->owned});
  command.options.push_back(connection_option(options->connection));
  command.options.push_back({.name = "--reachable",
                             .group = OptionGroup::network,
                             .help = "ask every address whether the server answers there",
                             .common = true,
                             .target = &options->reachable});
  command.options.push_back({.name = "--show-token",
                             .group = OptionGroup::output,
                             .help = "include the access tokens of the servers",
                             .common = true,
                             .target = &options->show_token});
  add_common_options(command, options->common, "the address of each server", "0.name");
  command.action = with_options(options, run_servers);
  return command;
}

}  // namespace plex::cmd
