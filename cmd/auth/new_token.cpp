// SPDX-License-Identifier: MIT
//
// plex auth new-token: a token of its own for a script, which can be revoked without the others.
#include "src/auth/new_token.hpp"

#include <memory>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "cmd/commands.hpp"
#include "cmd/options/env.hpp"
#include "cmd/options/options.hpp"
#include "cmd/session.hpp"
#include "cmd/storage/client_identifier.hpp"
#include "src/error.hpp"

namespace plex::cmd {
namespace {

struct NewTokenOptions {
  CommonOptions common;
  TokenOptions token;
  PlexTvOptions plex_tv;
  std::string name;
};

Result new_token_result(const std::string& name, const std::string& identifier,
                        const Secret& token) {
  const std::string value(token.reveal());
  Result result;
  result.table = {{Block::Kind::fields, {{{"name"}, {name}}, {{"token"}, {value, true}}}}};
  result.json = std::make_shared<const Json>(
      Json{{"name", name}, {"clientIdentifier", identifier}, {"token", value}});
  result.env = {{env::token, value}};
  result.bare = {value};
  return result;
}

void run_new_token(const NewTokenOptions& options, Context& context) {
  if (options.name.empty()) {
    throw Error(ErrorCode::usage, "NAME is empty");
  }
  const std::string name = check_header_value(options.name, "NAME");
  Session session(options.common, options.plex_tv, context);
  const Secret token = session.read_token(options.token);
  const Client client = session.make_client();
  const std::string identifier = random_identifier();
  Client device = client;
  device.headers = with_headers(
      client.headers, {{"X-Plex-Client-Identifier", identifier}, {"X-Plex-Device-Name", name}});
  const Secret made = auth::new_token(client, device, token, [&context](std::string_view secret) {
    context.console.learn(secret);
  });
  session.print(new_token_result(name, identifier, made));
}

}  // namespace

Command auth_new_token_command() {
  auto options = std::make_shared<NewTokenOptions>();
  Command command{
      .purpose = "Make a token of its own for a script, listed at plex.tv under its name",
      .examples = {"plex auth new-token backup", "plex auth new-token backup --json"},
      .argument =
          Argument{"NAME", "how Authorized Devices of plex.tv will list it", &options->name}};
  add_token_options(command, options->token, "account token");
  add_plex_tv_options(command, options->plex_tv);
  add_common_options(command, options->common, "the token", "token");
  command.action = with_options(options, run_new_token);
  return command;
}

}  // namespace plex::cmd
