// SPDX-License-Identifier: MIT
//
// The two streams of a run: results go to one; everything else goes to the other, redacted. What a
// result looks like is cmd/output/output.hpp, what an error says is cmd/output/error_report.hpp.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "src/text/redactor.hpp"

namespace plex::cmd {

/// Whether each stream is coloured.
struct Colors {
  bool out = false;
  bool err = false;
};

class Console {
 public:
  Console(std::ostream& out, std::ostream& err) : out_(out), err_(err) {}

  /// Suppresses notes.
  void set_quiet(bool quiet) { quiet_ = quiet; }
  /// Shows trace() lines.
  void set_verbose(bool verbose) { verbose_ = verbose; }
  bool verbose() const { return verbose_; }
  void set_colors(Colors colors) { colors_ = colors; }
  const Colors& colors() const { return colors_; }

  /// From now on hides `secret` in everything that goes to stderr.
  void learn(std::string_view secret) { redactor_.learn(secret); }
  /// `text` without the secrets that were learned.
  std::string redact(std::string_view text) const { return redactor_.redact(text); }

  /// Writes and flushes a result. Throws Error(write_failed).
  void print(std::string_view text);
  /// One line, redacted: `plex: note: TEXT`.
  void note(std::string_view text);
  /// One line, redacted, even if notes are suppressed: `plex: warning: TEXT`.
  void warn(std::string_view text);
  /// One line of `--verbose`, redacted.
  void trace(std::string_view text);
  /// Writes text that the caller has redacted and made visible. Write failures are ignored: there
  /// is nowhere left to report them.
  void write_error(std::string_view text);

 private:
  std::ostream& out_;
  std::ostream& err_;
  Redactor redactor_;
  bool quiet_ = false;
  bool verbose_ = false;
  Colors colors_;
};

/// `text`, in bold or in bold red if `on`.
std::string bold(bool on, std::string_view text);
std::string bold_red(bool on, std::string_view text);

}  // namespace plex::cmd
