// SPDX-License-Identifier: MIT
#include "cmd/secrets/token_input.hpp"

#include <cstddef>
#include <string>
#include <utility>

#include "cmd/options/env.hpp"
#include "cmd/secrets/secret_input.hpp"
#include "src/plex/token.hpp"
#include "src/text/ascii.hpp"

namespace plex::cmd {
namespace {

/// Room for a line end, quotes and a prefix around the longest token.
constexpr std::size_t max_token_file_bytes = max_token_bytes + 64;

SecretFiles token_files(Deadline& deadline, Context& context) {
  return {"token", max_token_file_bytes, deadline, context};
}

std::optional<TokenInput> check(std::optional<FoundSecret> found, Context& context) {
  if (!found) {
    return std::nullopt;
  }
  context.console.learn(strip_line_end(found->text.reveal()));
  TokenText text = parse_token_text(found->text.reveal(), found->source, found->too_long);
  context.console.learn(text.token.reveal());
  for (const std::string& note : text.notes) {
    context.console.note(note);
  }
  return TokenInput{std::move(text.token), std::move(found->source)};
}

}  // namespace

std::optional<TokenInput> find_typed_token(const TokenOptions& options, Deadline& deadline,
                                           Context& context) {
  return check(secret_from_options({"--token", options.token}, {"--token-file", options.token_file},
                                   token_files(deadline, context)),
               context);
}

std::optional<TokenInput> find_token_variable(Deadline& deadline, Context& context) {
  return check(secret_from_variables(env::token, env::token_file, token_files(deadline, context)),
               context);
}

}  // namespace plex::cmd
