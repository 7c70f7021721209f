// SPDX-License-Identifier: MIT
//
// plex auth source-info: where a server or provider can be reached, and a token for it.
#include "src/auth/source_info.hpp"

#include <memory>

#include <fmt/format.h>

#include "cmd/auth/connection_result.hpp"
#include "cmd/auth/source_result.hpp"
#include "cmd/command.hpp"
#include "cmd/commands.hpp"
#include "cmd/context.hpp"
#include "cmd/options/options.hpp"
#include "cmd/session.hpp"

namespace plex::cmd {
namespace {

constexpr char source_name[] = "SOURCE";

struct SourceInfoOptions {
  CommonOptions common;
  TokenOptions token;
  ServerOptions server;
  std::string source;
  bool refresh = false;
  Typed connection;
};

void run_source_info(const SourceInfoOptions& options, Context& context) {
  const auth::SourceName source = auth::parse_source(options.source, source_name);
  Session session(options.common, options.server, context);
  if (source.completed) {
    context.console.note("using the machine identifier as " + source.uri);
  }
  const Secret token = session.read_token(options.token);
  auth::SourceInfo info =
      auth::source_info(session.make_client(), token, source.uri, options.refresh);
  const bool had_connections = !info.connections.empty();
  keep_connections(info.connections, options.connection);
  if (had_connections && info.connections.empty()) {
    context.console.note(fmt::format("the source has no {} connection", *options.connection));
  }
  session.print(source_result(info, source.uri));
}

}  // namespace

Command auth_source_info_command() {
  auto options = std::make_shared<SourceInfoOptions>();
  Command command{
      .purpose = "Show where a server or provider can be reached, and a token for it",
      .examples = {"plex auth source-info server://MACHINE_IDENTIFIER",
                   "plex auth source-info MACHINE_IDENTIFIER --connection local -q",
                   "vars=$(plex auth source-info MACHINE_IDENTIFIER -o env) && eval \"$vars\""},
      .argument =
          Argument{source_name, "server://ID, provider://ID or a server's machine identifier",
                   &options->source}};
  add_token_options(command, options->token,
                    "the server owner's token, or a transient token made from it");
  add_server_options(command, options->server);
  command.options.push_back({.name = "--refresh",
                             .group = OptionGroup::server,
                             .help = "make the server look up the source again",
                             .target = &options->refresh});
  command.options.push_back(connection_option(options->connection));
  add_common_options(command, options->common, "the URIs", "connections.0.uri");
  command.action = with_options(options, run_source_info);
  return command;
}

}  // namespace plex::cmd
