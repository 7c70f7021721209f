// SPDX-License-Identifier: MIT
//
// plex auth login: signs in and keeps the token, so that other commands need none.
#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cmd/accounts/code_sign_in.hpp"
#include "cmd/accounts/kept_token.hpp"
#include "cmd/accounts/new_sign_in.hpp"
#include "cmd/accounts/password_sign_in.hpp"
#include "cmd/accounts/pending_sign_in.hpp"
#include "cmd/accounts/store_choice.hpp"
#include "cmd/auth/sign_in_result.hpp"
#include "cmd/browser.hpp"
#include "cmd/commands.hpp"
#include "cmd/options/env.hpp"
#include "cmd/options/options.hpp"
#include "cmd/secrets/credentials.hpp"
#include "cmd/secrets/token_input.hpp"
#include "cmd/session.hpp"
#include "src/auth/whoami.hpp"
#include "src/error.hpp"

namespace plex::cmd {
namespace {

struct LoginOptions {
  CommonOptions common;
  PlexTvOptions plex_tv;
  CredentialOptions credentials;
  /// Only the file can be named.
  TokenOptions token;
  Typed store;
  bool no_browser = false;
  bool no_wait = false;
  bool resume = false;
};

/// A token that was had, and all that is needed to keep it.
struct NewToken {
  Secret token;
  SignInMethod method;
  KeptIn place;
  Client client;
  /// The sign-in that was resumed; it is forgotten once the token is kept.
  std::optional<PendingSignIn> pending = {};
};

/// Whether nobody is expected to approve a code while this runs.
bool is_unattended(const LoginOptions& options, const Context& context) {
  return options.common.general.no_input || context.variable(env::ci);
}

/// The first option that was typed for signing in with a password; nullptr if none was.
const char* password_option(const CredentialOptions& typed) {
  const std::pair<bool, const char*> options[] = {
      {typed.username.has_value(), "--username"},
      {typed.password.password.has_value(), "--password"},
      {typed.password.password_file.has_value(), "--password-file"},
      {typed.password.password_stdin, "--password-stdin"},
      {typed.code.has_value(), "--code"},
      {typed.remember_me, "--remember-me"}};
  const auto* const found = std::find_if(std::begin(options), std::end(options),
                                         [](const auto& option) { return option.first; });
  return found == std::end(options) ? nullptr : found->second;
}

bool uses_password(const LoginOptions& options, const Context& context) {
  return password_option(options.credentials) != nullptr || context.variable(env::password) ||
         context.variable(env::password_file);
}

/// A sign-in is by code, with a password or with a token. Throws Error(usage) for options of two
/// ways, and for a place of a sign-in that has one already.
void check_ways(const LoginOptions& options) {
  const char* by_code = options.resume       ? "--resume"
                        : options.no_wait    ? "--no-wait"
                        : options.no_browser ? "--no-browser"
                                             : nullptr;
  const char* by_password = password_option(options.credentials);
  const char* by_token = options.token.token_file ? "--token-file" : nullptr;
  const char* place = options.resume && options.store ? "--store" : nullptr;
  const char* typed[] = {by_code, by_password, by_token, place};
  auto* const end = std::remove(std::begin(typed), std::end(typed), nullptr);
  if (end - std::begin(typed) > 1) {
    throw Error(ErrorCode::usage,
                fmt::format("{} and {} cannot be used together", typed[0], typed[1]));
  }
}

/// The browser for the page of a long code; empty if none may or can be opened.
std::vector<std::string> browser_for(const LoginOptions& options, const Context& context) {
  const bool wanted = !options.no_browser && !options.no_wait && context.stderr_is_terminal &&
                      !is_unattended(options, context);
  return wanted ? find_browser(context) : std::vector<std::string>();
}

Secret approved_token(Session& session, const Client& client, const PendingSignIn& pending,
                      Context& context) {
  return wait_for_approval(
      client, pending, [&] { session.restart_clock(); }, context);
}

/// Nothing if `--no-wait` leaves the approval to another run.
std::optional<NewToken> sign_in_by_code(const LoginOptions& options, Session& session, KeptIn place,
                                        Context& context) {
  Client client = session.make_client(IdentifierNeed::stable);
  const std::vector<std::string> browser = browser_for(options, context);
  const PendingSignIn pending = begin_code_sign_in(
      client, browser.empty() ? auth::PinKind::typed : auth::PinKind::carried, place, context);
  if (options.no_wait) {
    write_pending_sign_in(pending, context);
    session.print(code_result(pending));
    return std::nullopt;
  }
  show_code(pending, context);
  if (!browser.empty()) {
    context.open_browser(browser, pending.url);
  }
  Secret token = approved_token(session, client, pending, context);
  return NewToken{std::move(token), SignInMethod::code, place, std::move(client)};
}

/// Waits for the approval, or with `--no-wait` asks once.
Secret resumed_token(const LoginOptions& options, Session& session, const Client& client,
                     const PendingSignIn& pending, Context& context) {
  if (options.no_wait) {
    return take_approved_token(client, pending);
  }
  show_code(pending, context);
  return approved_token(session, client, pending, context);
}

NewToken resume_sign_in(const LoginOptions& options, Session& session, Context& context) {
  std::optional<PendingSignIn> pending = read_pending_sign_in(context);
  if (!pending) {
    throw Error(ErrorCode::usage, "there is no sign-in to resume",
                "start one with 'plex auth login --no-wait'");
  }
  session.act_as(pending->client_identifier, pending->plex_tv);
  Client client = session.make_client(IdentifierNeed::stable);
  try {
    Secret token = resumed_token(options, session, client, *pending, context);
    return {std::move(token), SignInMethod::code, pending->kept_in, std::move(client),
            std::move(pending)};
  } catch (const Error& error) {
    if (error.code == ErrorCode::code_expired) {
      remove_pending_sign_in(*pending, context);
    }
    throw;
  }
}

NewToken sign_in_by_password(const LoginOptions& options, Session& session, KeptIn place,
                             Context& context) {
  auth::Credentials credentials =
      read_credentials(options.credentials, session.no_input(), session.deadline(), context);
  session.act_as(new_client_identifier(credentials.login, context), session.base().text());
  Client client = session.make_client(IdentifierNeed::stable);
  auth::Account account =
      sign_in_with_prompt(client, credentials, session.no_input(), session.deadline(), context);
  return {std::move(account.token), SignInMethod::password, place, std::move(client)};
}

std::optional<NewToken> get_token(const LoginOptions& options, Session& session, Context& context) {
  if (options.resume) {
    return resume_sign_in(options, session, context);
  }
  auto given = find_typed_token(options.token, session.deadline(), context);
  const bool by_password = !given && uses_password(options, context);
  if (!given && !by_password && !options.no_wait && is_unattended(options, context)) {
    throw Error(ErrorCode::usage, "nobody is here to approve a code",
                "get one with --no-wait and approve it elsewhere, or pass --token-file FILE, or "
                "--username and a password");
  }
  const KeptIn place =
      choose_store(options.store, can_prompt(session.no_input(), context), context);
  if (by_password) {
    return sign_in_by_password(options, session, place, context);
  }
  session.act_as(new_client_identifier("", context), session.base().text());
  if (!given) {
    return sign_in_by_code(options, session, place, context);
  }
  Client client = session.make_client(IdentifierNeed::stable);
  client.token_source = given->source;
  return NewToken{std::move(given->token), SignInMethod::token, place, std::move(client)};
}

void warn_of_variables(Context& context) {
  for (const char* variable : {env::token, env::token_file, env::account}) {
    if (context.variable(variable)) {
      context.console.warn(
          fmt::format("{} is set and comes first; unset it to use this sign-in", variable));
    }
  }
}

void run_login(const LoginOptions& options, Context& context) {
  check_ways(options);
  Session session(options.common, options.plex_tv, context);
  const std::optional<NewToken> had = get_token(options, session, context);
  if (!had) {
    return;
  }
  context.console.learn(had->token.reveal());
  session.restart_clock();
  const auth::Account account =
      auth::whoami(had->client, had->token, auth::AccountSecrets::removed);
  const KeptAccount kept =
      new_sign_in(account.summary, had->client, had->method, had->place, context);
  keep_sign_in(copy_of(kept), had->token, context);
  if (had->pending) {
    remove_pending_sign_in(*had->pending, context);
  }
  warn_of_variables(context);
  SignIn sign_in = sign_in_of(kept, true);
  sign_in.state = TokenState::works;
  sign_in.place = describe_store(kept.kept_in, context);
  session.print(sign_in_result(sign_in));
}

void add_login_options(Command& command, LoginOptions& options) {
  add_credential_options(command, options.credentials);
  add_token_file_option(command, options.token.token_file);
  command.options.push_back({.name = "--no-browser",
                             .group = OptionGroup::credentials,
                             .help = "show a short code instead of opening a browser",
                             .common = true,
                             .target = &options.no_browser});
  command.options.push_back({.name = "--no-wait",
                             .group = OptionGroup::credentials,
                             .help = "print the code and exit; --resume: ask once",
                             .common = true,
                             .target = &options.no_wait});
  command.options.push_back({.name = "--resume",
                             .group = OptionGroup::credentials,
                             .help = "finish the sign-in that --no-wait began",
                             .common = true,
                             .target = &options.resume});
  command.options.push_back({.name = "--store",
                             .group = OptionGroup::credentials,
                             .choices = {"auto", "keyring", "file"},
                             .help = "where to keep the token",
                             .default_value = "auto",
                             .variable = env::store,
                             .common = true,
                             .target = &options.store});
}

}  // namespace

Command auth_login_command() {
  constexpr std::string_view formats[] = {"table", "json", "tsv"};
  auto options = std::make_shared<LoginOptions>();
  Command command{.purpose = "Sign in to plex.tv and keep the token for other commands",
                  .examples = {"plex auth login", "plex auth login --no-wait --store file",
                               "plex auth login --resume"}};
  add_login_options(command, *options);
  add_plex_tv_options(command, options->plex_tv);
  add_common_options(command, options->common, "the user name", "username", formats);
  command.action = with_options(options, run_login);
  return command;
}

}  // namespace plex::cmd
