// SPDX-License-Identifier: MIT
//
// Where secrets come from: an option, a variable, a file, standard input, a prompt. What a token
// may look like is src/plex/token.hpp; how a terminal is asked is cmd/secrets/terminal.hpp.
#pragma once

#include <string>

#include "cmd/context.hpp"
#include "cmd/options/options.hpp"
#include "src/deadline.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

inline constexpr std::size_t max_password_bytes = 4 * 1024;

/// What signin asks for, as it was typed.
struct SignInOptions {
  Typed username;
  Typed password;
  Typed password_file;
  bool password_stdin = false;
  Typed code;
  bool remember_me = false;
};

/// The token of `--token` or `--token-file`, else of PLEX_TOKEN or PLEX_TOKEN_FILE. The console
/// learns it. Throws Error: usage where two of these contradict or for invalid bytes,
/// token_source_empty, file_unreadable, timeout, and token_missing where there is none.
Secret read_token(const TokenOptions& options, Deadline& deadline, Context& context);

/// The user name: `--username`, PLEX_USERNAME, a prompt. Throws Error(usage) where there is none.
std::string read_username(const SignInOptions& options, bool no_input, Deadline& deadline,
                          Context& context);

/// The password: `--password`, `--password-file`, their variables, a prompt. The console learns it.
/// Throws as read_token, and usage where there is none.
Secret read_password(const SignInOptions& options, bool no_input, Deadline& deadline,
                     Context& context);

/// The two-factor code of `--code` or PLEX_VERIFICATION_CODE; empty where neither is there. The
/// console learns it. Throws Error(usage) for one that is no printable ASCII.
Secret find_code(const SignInOptions& options, Context& context);

/// Asks the person for the two-factor code; nothing where nobody can be asked. Throws Error(usage)
/// where the person cancels.
std::optional<Secret> prompt_code(bool no_input, Deadline& deadline, Context& context);

}  // namespace plex::cmd
