// SPDX-License-Identifier: MIT
//
// The accounts that are signed in, on disk: the file `accounts.json` of the state directory.
// Several processes may read and change it at the same time. What is in the list is
// cmd/accounts/account_list.hpp; tokens in a keyring are left to Context::keyring.
#pragma once

#include <functional>
#include <string>

#include "cmd/accounts/account_list.hpp"
#include "cmd/context.hpp"

namespace plex::cmd {

/// The accounts that are signed in, which are none if there is no file or no place for one. From
/// then on the console hides their tokens. Never waits for a process that changes them. Throws
/// Error(store_unreadable), and leaves the file as it is.
AccountList read_accounts(Context& context);

/// The path of the file, for a person; empty if there is no place for one.
std::string describe_accounts_file(const Context& context);

/// Calls `change` with the accounts as they are now, and keeps what it makes of them; nothing is
/// changed if it throws. Other processes that change them wait for it, so it must wait for neither
/// a person nor the network. Throws Error: store_unreadable as read_accounts; store_busy if another
/// process holds them for 10 seconds; store_unavailable if they cannot be written.
void change_accounts(Context& context, const std::function<void(AccountList&)>& change);

}  // namespace plex::cmd
