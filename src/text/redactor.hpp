// SPDX-License-Identifier: MIT
//
// Knows every secret of a run and takes it out of text before anyone sees it. All that goes to
// stderr passes through one Redactor. It works by value, so that a secret is found wherever it
// turns up: in a server's error text, in a URL, in a library's message.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "src/secret.hpp"

namespace plex {

/// What stands in the place of a secret.
inline constexpr std::string_view redacted_mark = "[redacted]";

/// Secrets shorter than this are not searched for: they occur everywhere by chance, and a text full
/// of holes would tell more than it hides.
inline constexpr std::size_t shortest_redacted = 4;

class Redactor {
 public:
  /// Learns a secret in its raw, percent-encoded, form-encoded, base64 and JSON-escaped forms.
  void learn(std::string_view secret);

  /// `text` with one `redacted_mark` for each stretch that known forms of known secrets cover;
  /// those that overlap are one stretch. Forms are looked for in `text` alone, never in a mark.
  std::string redact(std::string_view text) const;

 private:
  void add_form(std::string_view form);

  std::vector<Secret> forms_;
};

}  // namespace plex
