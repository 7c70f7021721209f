// SPDX-License-Identifier: MIT
//
// plex auth signin: a token for a user name and a password.
#include "src/auth/signin.hpp"

#include <memory>
#include <utility>

#include "cmd/accounts/password_sign_in.hpp"
#include "cmd/auth/account_result.hpp"
#include "cmd/command.hpp"
#include "cmd/commands.hpp"
#include "cmd/context.hpp"
#include "cmd/options/env.hpp"
#include "cmd/options/identity.hpp"
#include "cmd/options/options.hpp"
#include "cmd/output/output.hpp"
#include "cmd/session.hpp"
#include "src/auth/account.hpp"
#include "src/deadline.hpp"
#include "src/error.hpp"

namespace plex::cmd {
namespace {

struct SignInOptions {
  CommonOptions common;
  PlexTvOptions plex_tv;
  CredentialOptions credentials;
};

Result signin_result(const auth::Account& account) {
  const std::string token(account.token.reveal());
  Result result = account_result(account);
  result.bare = {token};
  result.env = {{env::token, token}};
  return result;
}

void run_signin(const SignInOptions& options, Context& context) {
  Session session(options.common, options.plex_tv, context);
  auth::Credentials credentials =
      read_credentials(options.credentials, session.no_input(), session.deadline(), context);
  const Client client = session.make_client(IdentifierNeed::stable);
  const auth::Account account =
      sign_in_with_prompt(client, credentials, session.no_input(), session.deadline(), context);
  if (account.summary_problem && session.output().format == Format::table) {
    context.console.note(*account.summary_problem +
                         "; showing only the token (-o json shows everything)");
  }
  session.print(signin_result(account));
}

}  // namespace

Command auth_signin_command() {
  auto options = std::make_shared<SignInOptions>();
  Command command{
      .purpose = "Sign in to plex.tv and get a token",
      .examples = {"plex auth signin",
                   "plex auth signin --username dana --password-file password.txt -q",
                   "pass show plex | plex auth signin -u dana --password-stdin -o env"}};
  add_credential_options(command, options->credentials);
  add_plex_tv_options(command, options->plex_tv);
  add_common_options(command, options->common, "the token", "authToken");
  command.action = with_options(options, run_signin);
  return command;
}

}  // namespace plex::cmd
