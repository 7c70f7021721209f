// SPDX-License-Identifier: MIT
//
// plex auth logout: makes plex.tv revoke a kept token, and forgets it.
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cmd/accounts/account_store.hpp"
#include "cmd/accounts/kept_token.hpp"
#include "cmd/accounts/token_choice.hpp"
#include "cmd/auth/sign_in_result.hpp"
#include "cmd/commands.hpp"
#include "cmd/options/options.hpp"
#include "cmd/session.hpp"
#include "src/advice.hpp"
#include "src/auth/signout.hpp"
#include "src/error.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

struct LogoutOptions {
  CommonOptions common;
  Typed account;
  bool all = false;
  bool local = false;
};

/// The accounts to sign out.
std::vector<KeptAccount> chosen_accounts(const LogoutOptions& options, Context& context) {
  if (options.all) {
    if (options.account) {
      throw Error(ErrorCode::usage, "--all and --account cannot be used together");
    }
    return std::move(read_accounts(context).accounts);
  }
  std::vector<KeptAccount> accounts;
  if (auto chosen = choose_account(options.account, context)) {
    accounts.push_back(*std::move(chosen));
  } else if (!read_accounts(context).accounts.empty()) {
    throw no_token(context);
  }
  return accounts;
}

/// Whether the next step is to check an address, which here is that of the sign-in.
bool advises_to_check_address(const Error& error) {
  return error.advice == Advice::check_plex_tv_url ||
         error.advice == Advice::check_plex_tv_scheme_and_path;
}

/// Makes plex.tv forget the token. That it does not know the token is as good.
void revoke(const KeptAccount& account, Session& session, Context& context) {
  const Secret token = read_kept_token(account, context);
  try {
    auth::sign_out(session.make_client(account), token);
  } catch (Error& error) {
    if (advises_to_check_address(error)) {
      error.hint = "add --local to forget it without asking plex.tv";
    }
    if (error.code != ErrorCode::token_rejected && error.code != ErrorCode::token_expired) {
      throw;
    }
    context.console.note(
        fmt::format("plex.tv had already revoked the token of {}", visible(display_name(account))));
  }
}

void forget(const KeptAccount& account, Context& context) {
  const Forgotten forgotten = forget_sign_in(account, context);
  if (!forgotten.now_active.empty()) {
    context.console.note(
        fmt::format("the account in use is now {}", visible(forgotten.now_active)));
  }
}

void sign_out(const KeptAccount& account, const LogoutOptions& options, Session& session,
              Context& context) {
  session.restart_clock();
  if (!options.local) {
    revoke(account, session, context);
  }
  forget(account, context);
}

void run_logout(const LogoutOptions& options, Context& context) {
  Session session(options.common, PlexTvOptions{}, context);
  std::vector<SignIn> signed_out;
  try {
    for (const KeptAccount& account : chosen_accounts(options, context)) {
      sign_out(account, options, session, context);
      signed_out.push_back(sign_in_of(account, false));
    }
  } catch (const Error&) {
    // The failure takes the place of the result, which must not be lost.
    for (const SignIn& each : signed_out) {
      context.console.note(fmt::format("signed out {}", visible(each.name)));
    }
    throw;
  }
  if (signed_out.empty()) {
    context.console.note("nobody is signed in");
  }
  session.print(signed_out_result(signed_out));
}

}  // namespace

Command auth_logout_command() {
  constexpr std::string_view formats[] = {"table", "json", "tsv"};
  auto options = std::make_shared<LogoutOptions>();
  Command command{.purpose = "Revoke a kept token and forget it",
                  .examples = {"plex auth logout", "plex auth logout --account robin",
                               "plex auth logout --all"}};
  add_account_option(command, options->account);
  command.options.push_back({.name = "--all",
                             .group = OptionGroup::credentials,
                             .help = "sign out all accounts",
                             .common = true,
                             .target = &options->all});
  command.options.push_back({.name = "--local",
                             .group = OptionGroup::credentials,
                             .help = "only forget the token; plex.tv still accepts it",
                             .common = true,
                             .target = &options->local});
  add_common_options(command, options->common, "the user names", "0.username", formats);
  command.action = with_options(options, run_logout);
  return command;
}

}  // namespace plex::cmd
