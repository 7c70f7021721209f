// SPDX-License-Identifier: MIT
//
// plex auth source-info: where a server or provider can be reached, and a token for it.
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "cmd/commands.hpp"
#include "cmd/options.hpp"
#include "cmd/output.hpp"
#include "cmd/secret_input.hpp"
#include "cmd/session.hpp"
#include "cmd/variables.hpp"
#include "src/auth/source_info.hpp"
#include "src/error.hpp"

namespace plex::cmd {
namespace {

using auth::Connection;
using auth::SourceInfo;

struct SourceInfoOptions {
  CommonOptions common;
  TokenOptions token;
  ServerOptions server;
  std::string source;
  bool refresh = false;
  Typed connection;
};

std::string kind_of(const Connection& connection) {
  if (connection.relay) {
    return "relay";
  }
  return connection.local.value_or(false) ? "local" : "remote";
}

/// Keeps the connections of one kind, all of them where no kind was asked for.
void keep_connections(std::vector<Connection>& connections, const Typed& kind) {
  if (kind) {
    std::erase_if(connections, [&](const Connection& each) { return kind_of(each) != *kind; });
  }
}

void check_kind(const Typed& kind) {
  if (kind && *kind != "local" && *kind != "remote" && *kind != "relay") {
    throw Error(ErrorCode::usage, "--connection takes local, remote or relay");
  }
}

template <class Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

std::string text_of(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : "";
}

std::string source_json(const SourceInfo& info, const std::string& source) {
  Json connections = Json::array();
  for (const Connection& each : info.connections) {
    connections.push_back({{"protocol", or_null(each.protocol)},
                           {"address", or_null(each.address)},
                           {"port", or_null(each.port)},
                           {"uri", or_null(each.uri)},
                           {"local", or_null(each.local)},
                           {"relay", each.relay}});
  }
  const std::string token(info.access_token.reveal());
  return write_json(Json{{"source", source},
                         {"name", or_null(info.name)},
                         {"clientIdentifier", or_null(info.client_identifier)},
                         {"accessToken", token.empty() ? Json(nullptr) : Json(token)},
                         {"connections", connections}});
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
  Block list{Block::Kind::list, {{{"protocol"}, {"address"}, {"port"}, {"kind"}, {"uri"}}}};
  for (const Connection& each : info.connections) {
    list.rows.push_back({{each.protocol.value_or(missing)},
                         {each.address.value_or(missing)},
                         {each.port ? text_of(each.port) : missing},
                         {kind_of(each)},
                         {each.uri.value_or(missing)}});
  }
  table.push_back(std::move(list));
  return table;
}

Report source_report(const SourceInfo& info, const std::string& source) {
  Report report;
  report.table = source_table(info);
  report.json = source_json(info, source);
  report.tsv_from_json = false;
  std::optional<std::string> token;
  if (!info.access_token.empty()) {
    token = std::string(info.access_token.reveal());
  }
  report.env = {{variable::token, token}, {variable::server, std::nullopt}};
  for (const Connection& each : info.connections) {
    const auto flag = [](bool value) { return value ? "true" : "false"; };
    report.tsv.push_back({each.protocol.value_or(""), each.address.value_or(""), text_of(each.port),
                          each.local ? flag(*each.local) : "", flag(each.relay),
                          each.uri.value_or("")});
    if (each.uri) {
      report.bare.push_back(*each.uri);
    }
  }
  if (!report.bare.empty()) {
    report.env.back().second = report.bare.front();
  }
  return report;
}

void run_source_info(const SourceInfoOptions& options, Context& context) {
  settle_console(options.common, context);
  const OutputChoice output = choose_output(options.common.output);
  check_kind(options.connection);
  const auth::SourceName source = auth::parse_source(options.source);
  Session session(options.common, Target::media_server, resolve_server(options.server, context),
                  context);
  if (source.completed) {
    context.console.note("taking the machine identifier as " + source.uri);
  }
  const Secret token = read_token(options.token, session.deadline(), context);
  const Client client = session.open_client(IdentifierNeed::any);
  SourceInfo info = auth::source_info(client, token, source.uri, options.refresh);
  keep_connections(info.connections, options.connection);
  print(source_report(info, source.uri), output, context.console);
}

}  // namespace

void add_auth_source_info(CLI::App& parent, const std::string& name, Action& selected) {
  CLI::App& command = *parent.add_subcommand(
      name, "Show where a server or provider can be reached, and a token for it");
  command.footer(
      "  plex auth source-info server://MACHINE_IDENTIFIER\n"
      "  plex auth source-info MACHINE_IDENTIFIER --connection local -q\n"
      "  eval \"$(plex auth source-info MACHINE_IDENTIFIER -o env)\"");
  auto options = std::make_shared<SourceInfoOptions>();
  command
      .add_option("SOURCE", options->source,
                  "server://ID, provider://ID or a server's machine identifier")
      ->required()
      ->option_text(" ");
  add_token_options(command, options->token, "account or server token");
  add_server_options(command, options->server);
  add_switch(command, group::server, "--refresh", options->refresh,
             "have the server look the source up anew");
  add_value(command, group::output, "--connection", options->connection, "local|remote|relay",
            "keep only these connections");
  add_common_options(command, options->common, "connections.0.uri");
  command.callback([options, &selected] {
    selected = [options](Context& context) { run_source_info(*options, context); };
  });
}

}  // namespace plex::cmd
