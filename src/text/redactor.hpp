// SPDX-License-Identifier: MIT
//
// Knows every secret of a run and removes it from text before anyone sees it. Everything that goes
// to stderr passes through one Redactor. It looks for the secret itself, so it finds it anywhere:
// in a server's error text, in a URL, in a library's message.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "src/secret.hpp"

namespace plex {

/// What replaces a secret.
inline constexpr std::string_view redacted_mark = "[redacted]";

/// Shorter secrets are not looked for: they occur everywhere by chance, and a text full of holes
/// would reveal more than it hides.
inline constexpr std::size_t shortest_redacted = 4;

class Redactor {
 public:
  /// Learns a secret in its raw, percent-encoded, form-encoded, base64 and JSON-escaped forms.
  void learn(std::string_view secret);

  /// `text` with each stretch that known forms of known secrets cover replaced by one
  /// `redacted_mark`; forms that overlap make one stretch. Forms are looked for in `text` only,
  /// never in a mark. Example: after learn("abcd"), redact("x=abcd&y") is `x=[redacted]&y`.
  std::string redact(std::string_view text) const;

 private:
  void add_form(std::string_view form);

  std::vector<Secret> forms_;
};

}  // namespace plex
