// SPDX-License-Identifier: MIT
//
// plex auth whoami: whose token is this, and does it still work?
#include "src/auth/whoami.hpp"

#include <memory>
#include <string_view>

#include "cmd/auth/account_result.hpp"
#include "cmd/command.hpp"
#include "cmd/commands.hpp"
#include "cmd/context.hpp"
#include "cmd/options/options.hpp"
#include "cmd/output/output.hpp"
#include "cmd/session.hpp"

namespace plex::cmd {
namespace {

struct WhoamiOptions {
  CommonOptions common;
  TokenOptions token;
  PlexTvOptions plex_tv;
  bool show_token = false;
};

void run_whoami(const WhoamiOptions& options, Context& context) {
  Session session(options.common, options.plex_tv, context);
  const Secret token = session.read_token(options.token);
  Result result = account_result(auth::whoami(
      session.make_client(), token,
      options.show_token ? auth::AccountSecrets::kept : auth::AccountSecrets::removed));
  if (!options.show_token) {
    result.field_hint += "; add --show-token for secrets";
  }
  session.print(result);
}

}  // namespace

Command auth_whoami_command() {
  constexpr std::string_view formats[] = {"table", "json", "tsv"};
  auto options = std::make_shared<WhoamiOptions>();
  Command command{.purpose = "Show whose token it is and whether it still works",
                  .examples = {"plex auth whoami", "plex auth whoami --field subscription.active",
                               "plex auth whoami -q --token-file token.txt"}};
  add_token_options(command, options->token, "account token");
  command.options.push_back({.name = "--show-token",
                             .group = OptionGroup::credentials,
                             .help = "include tokens and other secrets of the account",
                             .common = true,
                             .target = &options->show_token});
  add_plex_tv_options(command, options->plex_tv);
  add_common_options(command, options->common, "the user name", "subscription.active", formats);
  command.action = with_options(options, run_whoami);
  return command;
}

}  // namespace plex::cmd
