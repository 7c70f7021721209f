// SPDX-License-Identifier: MIT
//
// Where the token of a new sign-in is kept: in the keyring or in the file. The choice is made and
// recorded before anybody approves the sign-in, so that a token is never lost and never ends up in
// another place than the one that was named.
#pragma once

#include <string>

#include "cmd/accounts/account_list.hpp"
#include "cmd/context.hpp"
#include "cmd/options/options.hpp"

namespace plex::cmd {

/// The place that `--store` or PLEX_STORE names; for `auto` the one that the last sign-in used,
/// else the keyring if it is ready or the person unlocks it, else the file. `can_ask` says whether
/// there is a person. Records the choice in the store, which proves that it can be written. Throws
/// Error: usage for another value, store_locked, store_unavailable, and as change_accounts.
KeptIn choose_store(const Typed& store, bool can_ask, Context& context);

/// `the keyring`, or `the file PATH`.
std::string describe_store(KeptIn place, const Context& context);

}  // namespace plex::cmd
