// SPDX-License-Identifier: MIT
//
// The credentials of a person: user name, password and verification code, from options and
// variables, or from the person at the terminal. What they are used for is left to the command; how
// a terminal is asked is cmd/secrets/terminal.hpp.
#pragma once

#include <optional>
#include <string>

#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "cmd/options/options.hpp"
#include "src/deadline.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

/// Whether a person can be prompted: there is one at the terminal, and neither `--no-input` nor CI
/// forbids it.
bool can_prompt(bool no_input, const Context& context);

/// The user name: what was typed for `--username`, PLEX_USERNAME, a prompt. Throws Error(usage) if
/// there is none.
std::string read_username(const Typed& username, bool no_input, Deadline& deadline,
                          Context& context);

/// The password: `--password`, `--password-file`, their variables, a prompt. The console learns it.
/// Throws as read_token, but usage if there is none.
Secret read_password(const PasswordOptions& options, bool no_input, Deadline& deadline,
                     Context& context);

/// The verification code that was typed for `--code`, or PLEX_VERIFICATION_CODE; empty if there is
/// neither. The console learns it. Throws Error(usage) for one that is not printable ASCII.
Secret find_code(const Typed& code, Context& context);

/// Asks the person for the verification code; nothing if nobody can be asked. Throws Error(usage)
/// if the person cancels.
std::optional<Secret> prompt_code(bool no_input, Deadline& deadline, Context& context);

}  // namespace plex::cmd
