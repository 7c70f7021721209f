// SPDX-License-Identifier: MIT
#include "cmd/secrets/token_input.hpp"

#include <cstddef>
#include <string>
#include <utility>

#include "cmd/options/env.hpp"
#include "cmd/secrets/secret_input.hpp"
#include "src/error.hpp"
#include "src/plex/token.hpp"
#include "src/text/ascii.hpp"

namespace plex::cmd {
namespace {

/// Room for a line end, quotes and a prefix around the longest token.
constexpr std::size_t max_token_file_bytes = max_token_bytes + 64;

}  // namespace

Secret read_token(const TokenOptions& options, Deadline& deadline, Context& context) {
  const SecretFiles files{"token", max_token_file_bytes, deadline, context};
  const auto found = find_secret({
      [&] {
        return secret_from_options({"--token", options.token}, {"--token-file", options.token_file},
                                   files);
      },
      [&] { return secret_from_variables(env::token, env::token_file, files); },
  });
  if (!found) {
    throw Error(ErrorCode::token_missing, "no token was given",
                "pass --token-file FILE or set PLEX_TOKEN; 'plex auth signin' gets one");
  }
  context.console.learn(strip_line_end(found->text.reveal()));
  TokenText text = parse_token_text(found->text.reveal(), found->source, found->too_long);
  context.console.learn(text.token.reveal());
  for (const std::string& note : text.notes) {
    context.console.note(note);
  }
  return std::move(text.token);
}

}  // namespace plex::cmd
