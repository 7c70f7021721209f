// SPDX-License-Identifier: MIT
//
// plex auth token: prints the token in use, or a server's own access token.
#include <memory>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "cmd/accounts/server_access.hpp"
#include "cmd/commands.hpp"
#include "cmd/options/env.hpp"
#include "cmd/options/options.hpp"
#include "cmd/session.hpp"
#include "src/auth/resources.hpp"

namespace plex::cmd {
namespace {

struct PrintTokenOptions {
  CommonOptions common;
  TokenOptions token;
  PlexTvOptions plex_tv;
  Typed server;
};

Result token_result(const Secret& token) {
  const std::string value(token.reveal());
  Result result;
  result.json = std::make_shared<const Json>(Json{{"token", value}});
  result.env = {{env::token, value}};
  result.bare = {value};
  return result;
}

void run_token(const PrintTokenOptions& options, Context& context) {
  Session session(options.common, options.plex_tv, context);
  Secret token = session.read_token(options.token);
  if (options.server) {
    const auto servers =
        list_servers(session.make_client(), token, auth::ResourceTokens::removed, context.console);
    token = own_token(servers[find_server(servers, *options.server)]);
  }
  session.print(token_result(token));
}

}  // namespace

Command auth_token_command() {
  auto options = std::make_shared<PrintTokenOptions>();
  Command command{.purpose = "Print the token in use, or a server's own access token",
                  .examples = {"plex auth token", "plex auth token --account robin",
                               "plex auth token --server Attic"}};
  add_token_options(command, options->token, "account token");
  add_plex_tv_options(command, options->plex_tv);
  command.options.push_back({.name = "--server",
                             .short_name = "-s",
                             .group = OptionGroup::server,
                             .value = "NAME",
                             .help = "print the access token of this server",
                             .common = true,
                             .target = &options->server});
  add_common_options(command, options->common, "the token", "token");
  command.action = with_options(options, run_token);
  return command;
}

}  // namespace plex::cmd
