// SPDX-License-Identifier: MIT
//
// plex auth signin: a token for a user name and a password.
#include "src/auth/signin.hpp"

#include <memory>
#include <utility>

#include "cmd/auth/account_result.hpp"
#include "cmd/command.hpp"
#include "cmd/commands.hpp"
#include "cmd/context.hpp"
#include "cmd/options/env.hpp"
#include "cmd/options/identity.hpp"
#include "cmd/options/options.hpp"
#include "cmd/output/output.hpp"
#include "cmd/secrets/credentials.hpp"
#include "cmd/session.hpp"
#include "src/auth/account.hpp"
#include "src/deadline.hpp"
#include "src/error.hpp"

namespace plex::cmd {
namespace {

struct SignInOptions {
  CommonOptions common;
  PlexTvOptions plex_tv;
  Typed username;
  PasswordOptions password;
  Typed code;
  bool remember_me = false;
};

Result signin_result(const auth::Account& account) {
  const std::string token(account.token.reveal());
  Result result = account_result(account);
  result.bare = {token};
  result.env = {{env::token, token}};
  return result;
}

/// Signs in, and once more with a code if the account requires one and a person can be prompted.
auth::Account sign_in_with_prompt(const Client& client, auth::Credentials& credentials,
                                  const SignInOptions& options, Deadline& deadline,
                                  Context& context) {
  try {
    return auth::sign_in(client, credentials);
  } catch (const Error& error) {
    if (error.code != ErrorCode::verification_code_required) {
      throw;
    }
    auto code = prompt_code(options.common.general.no_input, deadline, context);
    if (!code) {
      throw;
    }
    credentials.verification_code = *std::move(code);
  }
  return auth::sign_in(client, credentials);
}

void run_signin(const SignInOptions& options, Context& context) {
  Session session(options.common, options.plex_tv, context);
  auth::Credentials credentials;
  credentials.verification_code = find_code(options.code, context);
  credentials.login =
      read_username(options.username, session.no_input(), session.deadline(), context);
  credentials.password =
      read_password(options.password, session.no_input(), session.deadline(), context);
  credentials.remember_me = options.remember_me;
  const Client client = session.make_client(IdentifierNeed::stable);
  const auth::Account account =
      sign_in_with_prompt(client, credentials, options, session.deadline(), context);
  if (account.summary_problem && session.output().format == Format::table) {
    context.console.note(*account.summary_problem +
                         "; showing only the token (-o json shows everything)");
  }
  session.print(signin_result(account));
}

void add_credential_options(Command& command, SignInOptions& options) {
  command.options.push_back({.name = "--username",
                             .short_name = "-u",
                             .group = OptionGroup::credentials,
                             .value = "NAME",
                             .help = "e-mail address or user name",
                             .variable = env::username,
                             .common = true,
                             .target = &options.username});
  add_password_options(command, options.password);
  command.options.push_back({.name = "--code",
                             .group = OptionGroup::credentials,
                             .value = "CODE",
                             .help = "verification code of two-factor authentication",
                             .variable = env::verification_code,
                             .common = true,
                             .target = &options.code});
  command.options.push_back({.name = "--remember-me",
                             .group = OptionGroup::credentials,
                             .help = "ask plex.tv to keep the token valid for longer",
                             .common = true,
                             .target = &options.remember_me});
}

}  // namespace

Command auth_signin_command() {
  auto options = std::make_shared<SignInOptions>();
  Command command{
      .purpose = "Sign in to plex.tv and get a token",
      .examples = {"plex auth signin",
                   "plex auth signin --username dana --password-file password.txt -q",
                   "pass show plex | plex auth signin -u dana --password-stdin -o env"}};
  add_credential_options(command, *options);
  add_plex_tv_options(command, options->plex_tv);
  add_common_options(command, options->common, "the token", "authToken");
  command.action = with_options(options, run_signin);
  return command;
}

}  // namespace plex::cmd
