// SPDX-License-Identifier: MIT
//
// The token that the user supplies, in an option or in a variable. Which of several tokens a run
// uses is decided in cmd/accounts/token_choice.hpp; what a token may look like is
// src/plex/token.hpp.
#pragma once

#include <optional>
#include <string>

#include "cmd/context.hpp"
#include "cmd/options/options.hpp"
#include "src/deadline.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

/// A token that was supplied, and checked.
struct TokenInput {
  Secret token;
  /// As messages name it: `--token`, `PLEX_TOKEN_FILE token.txt`.
  std::string source;
};

/// The token of `--token` or `--token-file`, if one was typed. The console learns it. Throws Error:
/// usage if both were typed and for invalid bytes, token_source_empty, file_unreadable, timeout.
std::optional<TokenInput> find_typed_token(const TokenOptions& options, Deadline& deadline,
                                           Context& context);

/// The same of PLEX_TOKEN or PLEX_TOKEN_FILE.
std::optional<TokenInput> find_token_variable(Deadline& deadline, Context& context);

}  // namespace plex::cmd
