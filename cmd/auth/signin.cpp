// SPDX-License-Identifier: MIT
//
// plex auth signin: a token for a user name and a password.
#include "src/auth/signin.hpp"

#include <memory>

#include <nlohmann/json.hpp>

#include "cmd/auth/account_result.hpp"
#include "cmd/cli11.hpp"
#include "cmd/commands.hpp"
#include "cmd/options/env.hpp"
#include "cmd/options/options.hpp"
#include "cmd/output/output.hpp"
#include "cmd/secrets/secret_input.hpp"
#include "cmd/session.hpp"
#include "src/auth/account.hpp"
#include "src/error.hpp"

namespace plex::cmd {
namespace {

struct Options {
  CommonOptions common;
  PlexTvOptions plex_tv;
  SignInOptions sign_in;
};

/// What is known of the account; nothing where plex.tv describes it in another way than we know.
/// The new token must not be lost over that.
auth::AccountSummary summary_where_readable(const Json& account, const OutputChoice& output,
                                            Console& console) {
  try {
    return auth::summarize(account);
  } catch (const Error& error) {
    if (output.format == Format::table) {
      console.note(error.message + "; showing only the token (-o json shows everything)");
    }
    return {};
  }
}

Result signin_result(Json account, const OutputChoice& output, Console& console) {
  const std::string token(auth::auth_token(account).reveal());
  const auth::AccountSummary summary = summary_where_readable(account, output, console);
  Result report = account_result(std::move(account), summary, ShownSecrets::token);
  report.bare = {token};
  report.env = {{env::token, token}};
  return report;
}

/// Signs in, and once more with a code where the account wants one and a person can be asked.
Json sign_in_asking(const Client& client, auth::Credentials& credentials, const Options& options,
                    Deadline& deadline, Context& context) {
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

void run_signin(const Options& options, Context& context) {
  apply_verbosity(options.common, context);
  const OutputChoice output = choose_output(options.common.output);
  Session session(options.common, Target::plex_tv, resolve_plex_tv(options.plex_tv, context),
                  context);
  const bool no_input = options.common.general.no_input;
  auth::Credentials credentials;
  credentials.verification_code = find_code(options.sign_in, context);
  credentials.login = read_username(options.sign_in, no_input, session.deadline(), context);
  credentials.password = read_password(options.sign_in, no_input, session.deadline(), context);
  credentials.remember_me = options.sign_in.remember_me;
  const Client client = session.make_client(IdentifierNeed::stable);
  Json account = sign_in_asking(client, credentials, options, session.deadline(), context);
  print(signin_result(std::move(account), output, context.console), output, context.console);
}

}  // namespace

void add_auth_signin(CLI::App& parent, const std::string& name, Action& selected) {
  CLI::App& command = *parent.add_subcommand(name, "Sign in to plex.tv and get a token");
  command.footer(
      "  plex auth signin\n"
      "  plex auth signin --username dana --password-file secret.txt -q\n"
      "  pass plex | plex auth signin -u dana --password-stdin --code 123456 -o env");
  auto options = std::make_shared<Options>();
  SignInOptions& typed = options->sign_in;
  add_value(command, option_group::credentials, "-u,--username", typed.username, "NAME",
            "e-mail address or user name [PLEX_USERNAME]");
  add_value(command, option_group::credentials, "--password", typed.password, "PASSWORD",
            "password; better from a file [PLEX_PASSWORD]");
  add_value(command, option_group::credentials, "--password-file", typed.password_file, "FILE",
            "read the password from FILE, - for stdin [PLEX_PASSWORD_FILE]");
  add_switch(command, option_group::credentials, "--password-stdin", typed.password_stdin,
             "same as --password-file -");
  add_value(command, option_group::credentials, "--code", typed.code, "CODE",
            "two-factor code [PLEX_VERIFICATION_CODE]");
  add_switch(command, option_group::credentials, "--remember-me", typed.remember_me,
             "ask plex.tv to keep the token for longer");
  add_plex_tv_options(command, options->plex_tv);
  add_common_options(command, options->common, "authToken");
  command.callback([options, &selected] {
    selected = [options](Context& context) { run_signin(*options, context); };
  });
}

}  // namespace plex::cmd
