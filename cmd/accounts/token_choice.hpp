// SPDX-License-Identifier: MIT
//
// Which token a run uses: that of an option, of `--account`, of a variable, of PLEX_ACCOUNT, or of
// the active account, in this order; and where a kept token may go. Options and variables are the
// user's own word and may go anywhere.
#pragma once

#include <optional>
#include <string>

#include "cmd/accounts/account_list.hpp"
#include "cmd/context.hpp"
#include "cmd/options/options.hpp"
#include "src/deadline.hpp"
#include "src/error.hpp"
#include "src/http/url.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

/// The token of a run.
struct ChosenToken {
  Secret token;
  /// As messages name it: `--token`, `PLEX_TOKEN_FILE token.txt`, `the sign-in of dana`.
  std::string source;
  /// The variable that it came from, if it did; then a sign-in may be hidden behind it.
  std::optional<std::string> variable;
  /// The kept account that it is of, if it is; without the token.
  std::optional<KeptAccount> kept;
};

/// The account of `list` that is called `name`: by user name, e-mail address, id or uuid. Throws
/// Error(account_unknown) if there is none or there are several.
const KeptAccount& find_named_account(const AccountList& list, const std::string& name);

/// The account that `--account` or PLEX_ACCOUNT names, else the active one; nothing if there is
/// none. Throws as find_named_account and read_accounts.
std::optional<KeptAccount> choose_account(const Typed& account, Context& context);

/// Whether an option or a variable, which come before the active account, has a token.
bool has_given_token(const TokenOptions& options, const Context& context);

/// The failure of a run without a token.
Error no_token(Context& context);

/// The token of the run. The store is opened only if no option or variable has one. Throws Error:
/// token_missing if there is none, account_unknown, and as read_token and read_kept_token.
ChosenToken choose_token(const TokenOptions& options, Deadline& deadline, Context& context);

/// Throws Error(token_missing) if `token` is a kept one of another plex.tv than `base`.
void check_own_plex_tv(const ChosenToken& token, const BaseUrl& base);

/// The next step when the token of this variable was rejected: to unset it if a sign-in is kept,
/// else nothing. Never throws because of the store.
std::optional<std::string> hint_beyond_variable(const std::string& variable, Context& context);

}  // namespace plex::cmd
