// SPDX-License-Identifier: MIT
//
// plex auth whoami: whose token is this, and does it still work?
#include "src/auth/whoami.hpp"

#include <memory>

#include <nlohmann/json.hpp>

#include "cmd/auth/account_result.hpp"
#include "cmd/cli11.hpp"
#include "cmd/commands.hpp"
#include "cmd/options/options.hpp"
#include "cmd/output/output.hpp"
#include "cmd/secrets/secret_input.hpp"
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
  apply_verbosity(options.common, context);
  const OutputChoice output = choose_output(options.common.output);
  Session session(options.common, Target::plex_tv, resolve_plex_tv(options.plex_tv, context),
                  context);
  const Secret token = read_token(options.token, session.deadline(), context);
  const Client client = session.make_client(IdentifierNeed::any);
  Json account = auth::whoami(client, token);
  const ShownSecrets shown = options.show_token ? ShownSecrets::all : ShownSecrets::none;
  const auth::AccountSummary summary = auth::summarize(account);
  print(account_result(std::move(account), summary, shown), output, context.console);
}

}  // namespace

void add_auth_whoami(CLI::App& parent, const std::string& name, Action& selected) {
  CLI::App& command =
      *parent.add_subcommand(name, "Show whose token it is and whether it still works");
  command.footer(
      "  plex auth whoami\n"
      "  plex auth whoami --field subscription.active\n"
      "  plex auth whoami -q --token-file token.txt");
  auto options = std::make_shared<WhoamiOptions>();
  add_token_options(command, options->token, "account token");
  add_switch(command, option_group::credentials, "--show-token", options->show_token,
             "include tokens and other secrets of the account");
  add_plex_tv_options(command, options->plex_tv);
  add_common_options(command, options->common, "subscription.active", "table|json|tsv");
  command.callback([options, &selected] {
    selected = [options](Context& context) { run_whoami(*options, context); };
  });
}

}  // namespace plex::cmd
