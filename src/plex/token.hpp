// SPDX-License-Identifier: MIT
//
// What a token may look like: the one check that every token passes, whether a user hands it in or
// a server answers with it. Where token text comes from is cmd/secrets/secret_input.hpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/error.hpp"
#include "src/secret.hpp"

namespace plex {

inline constexpr std::size_t max_token_bytes = 16 * 1024;

/// True for bytes that may be sent or printed as a token: 1 to max_token_bytes, none of them bad.
bool is_token(std::string_view token) noexcept;

/// True for the three dotted base64url parts of a JSON Web Token, which plex.tv issues and which
/// media servers refuse.
bool looks_like_jwt(std::string_view token) noexcept;

/// A token read from text that a person or a file supplied.
struct TokenText {
  Secret token;
  /// What was stripped, for the user to read; never holds a byte of the token.
  std::vector<std::string> notes;
};

/// Strips one line end, then surrounding quotes and a leading `X-Plex-Token=`, and checks the rest.
/// `source` names where the text came from (an option, a variable, a file) for messages.
/// Throws Error: token_source_empty where nothing is left, usage for a bad byte (with its offset in
/// `text`) and for a claim token, `too_long` for more than max_token_bytes.
TokenText parse_token_text(std::string_view text, const std::string& source,
                           ErrorCode too_long = ErrorCode::usage);

}  // namespace plex
