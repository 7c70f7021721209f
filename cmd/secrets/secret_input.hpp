// SPDX-License-Identifier: MIT
//
// Where secrets come from: sources that are asked in order, and those that every secret has, which
// are options, variables and the files that these name. What a secret may look like is left to
// cmd/secrets/token_input.hpp and cmd/secrets/credentials.hpp.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "src/deadline.hpp"
#include "src/error.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

/// A secret as it was given, not yet checked.
struct FoundSecret {
  Secret text;
  /// Names the source in messages: `--token`, `PLEX_TOKEN_FILE token.txt`, `the prompt`.
  std::string source;
  /// Too much in a file is the file's fault, too much in an option the caller's.
  ErrorCode too_long = ErrorCode::usage;
};

/// Looks in one place, and returns nothing if no secret is there.
using SecretSource = std::function<std::optional<FoundSecret>()>;

/// What the first source that has a secret returns; those after it are not asked. Throws what the
/// sources throw.
std::optional<FoundSecret> find_secret(const std::vector<SecretSource>& sources);

/// How files with one kind of secret are read; see read_secret_file.
struct SecretFiles {
  /// Names the secret in messages.
  const char* what;
  std::size_t limit;
  Deadline& deadline;
  Context& context;
};

/// An option, for messages, and what was typed for it.
struct TypedOption {
  const char* name;
  const Typed& value;
};

/// The secret that was typed for `option`, or that is in the file typed for `file_option`. Throws
/// Error: usage if both were typed, and as read_secret_file.
std::optional<FoundSecret> secret_from_options(const TypedOption& option,
                                               const TypedOption& file_option,
                                               const SecretFiles& files);

/// The secret in `variable`, or in the file that `file_variable` names. Throws Error: usage if both
/// are set, and as read_secret_file.
std::optional<FoundSecret> secret_from_variables(const char* variable, const char* file_variable,
                                                 const SecretFiles& files);

}  // namespace plex::cmd
