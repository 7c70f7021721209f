// SPDX-License-Identifier: MIT
//
// The tokens of kept sign-ins, wherever they are kept: reads one, keeps one with its account, and
// forgets one. Which account is meant is left to cmd/accounts/token_choice.hpp, where a new token
// goes to cmd/accounts/store_choice.hpp.
#pragma once

#include <string>

#include "cmd/accounts/account_list.hpp"
#include "cmd/context.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

/// The name to call a kept account by: user name, else title, else e-mail, else uuid.
const std::string& display_name(const KeptAccount& account);

/// The token of the account, from the file or from the keyring. The console learns it. Throws
/// Error: store_unreadable if the keyring does not have it, store_locked, store_unavailable.
Secret read_kept_token(const KeptAccount& account, Context& context);

/// Keeps the account with its token, in the place that `account.kept_in` names, instead of the
/// entry that it had, and makes it the active one. The token of an older entry in another place is
/// removed. Throws as change_accounts and Keyring::store; then the older entry is as it was.
void keep_sign_in(KeptAccount account, const Secret& token, Context& context);

/// What is left after a sign-in was forgotten.
struct Forgotten {
  /// False if the entry had changed since `account` was read: then it was kept.
  bool removed = false;
  /// The account that is in use now although another one was; empty if there is none.
  std::string now_active;
};

/// Forgets the account: its entry, if that is still the one that `account` was read from, and then
/// its token. If it was the active one and a single account is left, that becomes active. Throws
/// as change_accounts; a keyring that does not let go of the token is only warned about.
Forgotten forget_sign_in(const KeptAccount& account, Context& context);

}  // namespace plex::cmd
