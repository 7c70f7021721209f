// SPDX-License-Identifier: MIT
//
// Signing in with a user name and a password, from options, variables or the person at the
// terminal. What happens with the token is left to the caller.
#pragma once

#include "cmd/context.hpp"
#include "cmd/options/options.hpp"
#include "src/auth/account.hpp"
#include "src/auth/signin.hpp"
#include "src/deadline.hpp"
#include "src/plex/client.hpp"

namespace plex::cmd {

/// User name, password and code, as they were given. Throws as read_username, read_password and
/// find_code.
auth::Credentials read_credentials(const CredentialOptions& options, bool no_input,
                                   Deadline& deadline, Context& context);

/// Signs in, and once more with a code if the account requires one and a person can be prompted.
/// Throws as auth::sign_in and prompt_code.
auth::Account sign_in_with_prompt(const Client& client, auth::Credentials& credentials,
                                  bool no_input, Deadline& deadline, Context& context);

}  // namespace plex::cmd
