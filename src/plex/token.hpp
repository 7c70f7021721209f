// SPDX-License-Identifier: MIT
//
// What a token may look like: the one check that every token passes, whether a user supplies it or
// a server sends it. Where a user's token comes from is not known here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "src/error.hpp"
#include "src/secret.hpp"

namespace plex {

inline constexpr std::size_t max_token_bytes = 16 * 1024;

/// True for 1 to max_token_bytes bytes from 0x21 to 0x7E, which may be sent or printed as a token.
bool is_token(std::string_view token) noexcept;

/// True for text of the form of a JSON Web Token, which plex.tv issues and media servers reject.
bool looks_like_jwt(std::string_view token) noexcept;

/// A token that was parsed from text.
struct TokenText {
  Secret token;
  /// What was ignored, for the user; never holds a byte of the token.
  std::vector<std::string> notes;
};

/// Strips one line end, then surrounding quotes and a leading `X-Plex-Token=`, and checks the rest.
/// `source` names where the text came from (an option, a variable, a file) for messages.
/// Throws Error: token_source_empty if nothing is left, usage for an invalid byte (with its offset
/// in `text`) and for a claim token, `too_long` for more than max_token_bytes.
TokenText parse_token_text(std::string_view text, const std::string& source,
                           ErrorCode too_long = ErrorCode::usage);

}  // namespace plex
