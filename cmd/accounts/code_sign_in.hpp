// SPDX-License-Identifier: MIT
//
// Signing in by a code that a person approves elsewhere: gets a code, shows where to enter it, and
// waits. What happens with the token, and how a code outlives the run, is left to the caller and to
// cmd/accounts/pending_sign_in.hpp.
#pragma once

#include <functional>

#include "cmd/accounts/account_list.hpp"
#include "cmd/accounts/pending_sign_in.hpp"
#include "cmd/context.hpp"
#include "src/auth/pins.hpp"
#include "src/plex/client.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

/// Gets a code from plex.tv, for the identity of `client`. The console learns what redeems the
/// token, but not yet the code, which is to be shown. Throws as auth::create_pin.
PendingSignIn begin_code_sign_in(const Client& client, auth::PinKind kind, KeptIn place,
                                 Context& context);

/// Shows on standard error where the code is entered and until when, and from then on hides it.
void show_code(const PendingSignIn& pending, Context& context);

/// The token, if the code was approved already. Throws Error(approval_pending) if it was not, and
/// as auth::poll_pin.
Secret take_approved_token(const Client& client, const PendingSignIn& pending);

/// Waits for the approval, and on a terminal shows the time that is left. `before_poll` is called
/// before each request. Throws as auth::await_approval.
Secret wait_for_approval(const Client& client, const PendingSignIn& pending,
                         const std::function<void()>& before_poll, Context& context);

}  // namespace plex::cmd
