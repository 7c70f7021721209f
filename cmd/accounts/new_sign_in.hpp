// SPDX-License-Identifier: MIT
//
// What a new sign-in is recorded as, and the client identifier that it gets: one per account,
// because plex.tv binds tokens to it. How the entry is kept is cmd/accounts/kept_token.hpp.
#pragma once

#include <string>

#include "cmd/accounts/account_list.hpp"
#include "cmd/context.hpp"
#include "src/auth/account.hpp"
#include "src/plex/client.hpp"

namespace plex::cmd {

/// The client identifier for signing in as `login`, an e-mail address or user name, or as somebody
/// who is not known yet if it is empty: that of the kept sign-in of the same name, else a new one
/// if another account is kept, else empty, which stands for the identifier of this device. Throws
/// as read_accounts.
std::string new_client_identifier(const std::string& login, Context& context);

/// The entry for `account`, whose token `client` was given. Throws Error(unexpected) if the account
/// has no uuid.
KeptAccount new_sign_in(const auth::AccountSummary& account, const Client& client,
                        SignInMethod method, KeptIn place, const Context& context);

}  // namespace plex::cmd
