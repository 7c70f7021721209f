// SPDX-License-Identifier: MIT
#include "src/plex/token.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "src/advice.hpp"
#include "src/text/ascii.hpp"

namespace plex {
namespace {

constexpr std::string_view url_prefix = "X-Plex-Token=";

bool strip_quotes(std::string_view& text) {
  const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
                      text.front() == text.back();
  if (quoted) {
    text.remove_prefix(1);
    text.remove_suffix(1);
  }
  return quoted;
}

bool strip_prefix(std::string_view& text) {
  const bool prefixed = text.starts_with(url_prefix);
  if (prefixed) {
    text.remove_prefix(url_prefix.size());
  }
  return prefixed;
}

}  // namespace

bool is_token(std::string_view token) noexcept {
  return !token.empty() && token.size() <= max_token_bytes && !first_unprintable(token);
}

bool looks_like_jwt(std::string_view token) noexcept {
  return token.starts_with("eyJ") && std::count(token.begin(), token.end(), '.') == 2;
}

TokenText parse_token_text(std::string_view text, const std::string& source, ErrorCode too_long) {
  std::string_view rest = strip_line_end(text);
  TokenText result;
  bool quoted = strip_quotes(rest);
  if (strip_prefix(rest)) {
    result.notes.push_back(
        fmt::format("ignored the '{}' before the token from {}", url_prefix, source));
  }
  quoted = strip_quotes(rest) || quoted;
  if (quoted) {
    result.notes.push_back(fmt::format("ignored the quotes around the token from {}", source));
  }
  if (rest.empty()) {
    throw Error(ErrorCode::token_source_empty, fmt::format("the token from {} is empty", source));
  }
  if (rest.size() > max_token_bytes) {
    throw Error(too_long,
                fmt::format("the token from {} is longer than {} bytes", source, max_token_bytes));
  }
  if (const auto bad = first_unprintable(rest)) {
    const auto offset = static_cast<std::size_t>(rest.data() - text.data()) + *bad;
    throw Error(
        ErrorCode::usage,
        fmt::format("the token from {} contains an invalid byte at offset {}", source, offset),
        Advice::check_token_characters);
  }
  if (rest.starts_with("claim-")) {
    throw Error(
        ErrorCode::usage,
        fmt::format("{} contains a claim token, which can only be used to set up a new server",
                    source),
        Advice::get_account_token);
  }
  result.token = Secret(rest);
  return result;
}

}  // namespace plex
