// SPDX-License-Identifier: MIT
//
// plex auth status: which token would be used, who is signed in, and whether the tokens still work.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cmd/accounts/account_store.hpp"
#include "cmd/accounts/kept_token.hpp"
#include "cmd/accounts/token_choice.hpp"
#include "cmd/auth/sign_in_result.hpp"
#include "cmd/commands.hpp"
#include "cmd/options/options.hpp"
#include "cmd/session.hpp"
#include "src/auth/whoami.hpp"
#include "src/error.hpp"

namespace plex::cmd {
namespace {

struct StatusOptions {
  CommonOptions common;
  PlexTvOptions plex_tv;
  TokenOptions token;
  bool offline = false;
};

/// What a failure says of the token.
TokenState state_after(const Error& error) {
  if (error.code == ErrorCode::token_rejected) {
    return TokenState::rejected;
  }
  return error.code == ErrorCode::token_expired ? TokenState::expired : TokenState::unchecked;
}

/// Asks plex.tv whose token it is.
void check(SignIn& sign_in, const Client& client, const Secret& token) {
  const auth::AccountSummary account =
      auth::whoami(client, token, auth::AccountSecrets::removed).summary;
  sign_in.state = TokenState::works;
  sign_in.plex_tv = client.base.text();
  sign_in.uuid = account.uuid;
  sign_in.id = account.id;
  sign_in.username = account.username;
  sign_in.email = account.email;
  sign_in.name = auth::display_name(account);
}

/// Runs `check_it`, and records what its failure says.
template <class Check>
void record(SignIn& sign_in, Session& session, Check check_it) {
  session.restart_clock();
  try {
    check_it();
  } catch (const Error& error) {
    sign_in.state = state_after(error);
    sign_in.error = error;
  }
}

/// The token of an option or a variable, which comes before all sign-ins.
SignIn status_of_given_token(const StatusOptions& options, Session& session) {
  const Secret token = session.read_token(options.token);
  SignIn sign_in{.in_use = true, .source = session.token_source()};
  if (!options.offline) {
    record(sign_in, session, [&] { check(sign_in, session.make_client(), token); });
  }
  return sign_in;
}

SignIn status_of(const KeptAccount& account, bool in_use, const StatusOptions& options,
                 Session& session, Context& context) {
  SignIn sign_in = sign_in_of(account, in_use);
  if (!options.offline) {
    record(sign_in, session, [&] {
      check(sign_in, session.make_client(account), read_kept_token(account, context));
    });
  }
  return sign_in;
}

std::vector<SignIn> all_sign_ins(const StatusOptions& options, Session& session, Context& context) {
  std::vector<SignIn> sign_ins;
  std::optional<KeptAccount> in_use;
  if (has_given_token(options.token, context)) {
    sign_ins.push_back(status_of_given_token(options, session));
  } else {
    in_use = choose_account(options.token.account, context);
  }
  for (const KeptAccount& account : read_accounts(context).accounts) {
    sign_ins.push_back(
        status_of(account, in_use && in_use->key == account.key, options, session, context));
  }
  return sign_ins;
}

/// The exit status is that of the token that would be used.
void report_token_in_use(const std::vector<SignIn>& sign_ins, Context& context) {
  const auto used = std::find_if(sign_ins.begin(), sign_ins.end(),
                                 [](const SignIn& each) { return each.in_use; });
  if (used == sign_ins.end()) {
    throw no_token(context);
  }
  if (used->error) {
    throw Error(*used->error);
  }
}

void run_status(const StatusOptions& options, Context& context) {
  Session session(options.common, options.plex_tv, context);
  const std::vector<SignIn> sign_ins = all_sign_ins(options, session, context);
  session.print(sign_ins_result(sign_ins));
  report_token_in_use(sign_ins, context);
}

}  // namespace

Command auth_status_command() {
  constexpr std::string_view formats[] = {"table", "json", "tsv"};
  auto options = std::make_shared<StatusOptions>();
  Command command{.purpose = "Show which token is used, who is signed in, and which tokens work",
                  .examples = {"plex auth status", "plex auth status --offline",
                               "plex auth status --field 0.state"}};
  add_token_options(command, options->token, "account token");
  add_plex_tv_options(command, options->plex_tv);
  command.options.push_back({.name = "--offline",
                             .group = OptionGroup::network,
                             .help = "send no request; the state is then unchecked",
                             .common = true,
                             .target = &options->offline});
  add_common_options(command, options->common, "the name of the account in use", "0.state",
                     formats);
  command.action = with_options(options, run_status);
  return command;
}

}  // namespace plex::cmd
