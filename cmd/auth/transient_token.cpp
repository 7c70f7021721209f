// SPDX-License-Identifier: MIT
//
// plex auth transient-token: a temporary token to hand out.
#include "src/auth/transient_token.hpp"

#include <memory>
#include <string>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cmd/command.hpp"
#include "cmd/commands.hpp"
#include "cmd/context.hpp"
#include "cmd/options/env.hpp"
#include "cmd/options/options.hpp"
#include "cmd/output/output.hpp"
#include "cmd/session.hpp"
#include "src/text/json.hpp"

namespace plex::cmd {
namespace {

struct TransientTokenOptions {
  CommonOptions common;
  TokenOptions token;
  ServerOptions server;
};

Result transient_token_result(const Secret& token, const std::string& server,
                              std::chrono::system_clock::time_point now) {
  const auto end = std::chrono::floor<std::chrono::seconds>(now) + auth::transient_token_lifetime;
  const std::string expires =
      fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(end)));
  const std::string value(token.reveal());
  Result result;
  result.table = {{Block::Kind::fields,
                   {{{"token"}, {value, true}},
                    {{"server"}, {server, true}},
                    {{"valid until at most"}, {expires}}}}};
  result.json = std::make_shared<const Json>(
      Json{{"token", value}, {"server", server}, {"expiresAtLatest", expires}});
  result.env = {{env::token, value}, {env::server, server}};
  result.bare = {value};
  return result;
}

void run_transient_token(const TransientTokenOptions& options, Context& context) {
  Session session(options.common, options.server, context);
  const Secret token = session.read_token(options.token);
  const Secret transient = auth::transient_token(session.make_client(), token);
  session.print(
      transient_token_result(transient, session.base().text(), context.tools.wall_clock()));
}

}  // namespace

Command auth_transient_token_command() {
  auto options = std::make_shared<TransientTokenOptions>();
  Command command{.purpose = "Get a temporary token from a media server",
                  .examples = {"plex auth transient-token -q",
                               "plex auth transient-token --server https://plex.example.org -o env",
                               "plex auth transient-token --json --token-file token.txt"}};
  add_token_options(command, options->token, "account or server token");
  add_server_options(command, options->server);
  add_common_options(command, options->common, "the token", "expiresAtLatest");
  command.action = with_options(options, run_transient_token);
  return command;
}

}  // namespace plex::cmd
