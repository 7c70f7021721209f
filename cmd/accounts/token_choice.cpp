// SPDX-License-Identifier: MIT
#include "cmd/accounts/token_choice.hpp"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cmd/accounts/account_store.hpp"
#include "cmd/accounts/kept_token.hpp"
#include "cmd/options/env.hpp"
#include "cmd/secrets/token_input.hpp"
#include "src/error.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

ChosenToken with_kept_token(KeptAccount account, Context& context) {
  Secret token = read_kept_token(account, context);
  std::string source = fmt::format("the sign-in of {}", visible(display_name(account)));
  account.token = Secret();
  return {std::move(token), std::move(source), std::nullopt, std::move(account)};
}

std::optional<ChosenToken> from_named_account(const Typed& name, Context& context) {
  if (!name) {
    return std::nullopt;
  }
  return with_kept_token(copy_of(find_named_account(read_accounts(context), *name)), context);
}

ChosenToken from_input(TokenInput input) {
  return {std::move(input.token), std::move(input.source), std::nullopt, std::nullopt};
}

/// The first of the places that has a token, in the order that users may rely on.
std::optional<ChosenToken> find_token(const TokenOptions& options, Deadline& deadline,
                                      Context& context) {
  if (auto typed = find_typed_token(options, deadline, context)) {
    return from_input(*std::move(typed));
  }
  if (auto named = from_named_account(options.account, context)) {
    return named;
  }
  if (auto variable = find_token_variable(deadline, context)) {
    ChosenToken chosen = from_input(*std::move(variable));
    chosen.variable = chosen.source.substr(0, chosen.source.find(' '));
    return chosen;
  }
  if (auto account = choose_account(std::nullopt, context)) {
    return with_kept_token(*std::move(account), context);
  }
  return std::nullopt;
}

}  // namespace

const KeptAccount& find_named_account(const AccountList& list, const std::string& name) {
  const std::vector<const KeptAccount*> found = find_accounts(list, name);
  if (found.size() == 1) {
    return *found.front();
  }
  const std::string shown = visible_name(name);
  if (found.empty()) {
    throw Error(ErrorCode::account_unknown, fmt::format("no account called {} is signed in", shown),
                "'plex auth status' lists them; 'plex auth login' adds one");
  }
  throw Error(ErrorCode::account_unknown,
              fmt::format("{} accounts called {} are signed in", found.size(), shown),
              "name one by its uuid, which 'plex auth status -o json' shows");
}

std::optional<KeptAccount> choose_account(const Typed& account, Context& context) {
  const Typed name = account ? account : context.variable(env::account);
  const AccountList list = read_accounts(context);
  if (name) {
    return copy_of(find_named_account(list, *name));
  }
  const KeptAccount* active = active_account(list);
  return active == nullptr ? std::nullopt : std::optional(copy_of(*active));
}

bool has_given_token(const TokenOptions& options, const Context& context) {
  return options.token || options.token_file ||
         (!options.account && (context.variable(env::token) || context.variable(env::token_file)));
}

Error no_token(Context& context) {
  if (!read_accounts(context).accounts.empty()) {
    return {ErrorCode::token_missing, "no account is in use",
            "choose one with 'plex auth switch ACCOUNT'"};
  }
  return {ErrorCode::token_missing, "no token was given and nobody is signed in",
          "sign in with 'plex auth login', or pass --token-file FILE or set PLEX_TOKEN"};
}

ChosenToken choose_token(const TokenOptions& options, Deadline& deadline, Context& context) {
  auto chosen = find_token(options, deadline, context);
  if (!chosen) {
    throw no_token(context);
  }
  context.console.trace(fmt::format("* the token is that of {}", chosen->source));
  return *std::move(chosen);
}

void check_own_plex_tv(const ChosenToken& token, const BaseUrl& base) {
  if (token.kept && token.kept->key.plex_tv != base.text()) {
    throw Error(
        ErrorCode::token_missing,
        fmt::format("{} belongs to another plex.tv than {}", token.source, base.authority()),
        "sign in there with 'plex auth login --plex-tv-url URL', or pass --token-file FILE");
  }
}

std::optional<std::string> hint_beyond_variable(const std::string& variable, Context& context) {
  try {
    const AccountList list = read_accounts(context);
    if (const KeptAccount* active = active_account(list)) {
      return fmt::format("unset {} to use the sign-in of {}", variable,
                         visible(display_name(*active)));
    }
  } catch (const Error&) {
    // The rejected token is the failure to report, not the store.
  }
  return std::nullopt;
}

}  // namespace plex::cmd
