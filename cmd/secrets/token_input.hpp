// SPDX-License-Identifier: MIT
//
// The token of a run. Where it may come from is decided here; what a token may look like is
// src/plex/token.hpp.
#pragma once

#include "cmd/context.hpp"
#include "cmd/options/options.hpp"
#include "src/deadline.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

/// The token of `--token` or `--token-file`, else of PLEX_TOKEN or PLEX_TOKEN_FILE. The console
/// learns it. Throws Error: usage if two of these contradict each other or for invalid bytes,
/// token_source_empty, file_unreadable, timeout, and token_missing if there is none.
Secret read_token(const TokenOptions& options, Deadline& deadline, Context& context);

}  // namespace plex::cmd
