// SPDX-License-Identifier: MIT
#include "cmd/output/error_report.hpp"

#include <cstddef>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cmd/output/exit_code.hpp"
#include "src/text/json.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

constexpr std::size_t quoted_columns = 100;

/// The message, redacted; what the server said is made visible, as it comes from outside.
std::string message_of(const Error& error, const Console& console) {
  std::string message = console.redact(error.message);
  if (!error.server_said.empty()) {
    // Redacted before it is cut: half a secret would not be recognized.
    message +=
        fmt::format("; server said: \"{}\"",
                    cut_to_width(visible(console.redact(error.server_said)), quoted_columns));
  }
  return message;
}

}  // namespace

void report_text(const Error& error, Console& console) {
  std::string text =
      bold_red(console.colors().err, "plex: error:") + " " + visible(message_of(error, console));
  if (!error.host.empty()) {
    text += fmt::format(" ({})", visible(console.redact(error.host)));
  }
  text += "\n";
  if (!error.hint.empty()) {
    text += bold(console.colors().err, "hint:") + " " + visible(console.redact(error.hint)) + "\n";
  }
  console.write_error(text);
}

void report_json(const Error& error, Console& console) {
  const ExitCode& row = exit_code(error.code);
  Json retry_after = nullptr;
  if (error.retry_after) {
    retry_after = error.retry_after->count();
  }
  const Json details = {{"code", row.name},
                        {"message", message_of(error, console)},
                        {"exit", row.status},
                        {"httpStatus", or_null(error.http_status)},
                        {"plexCode", or_null(error.plex_code)},
                        {"host", null_if_empty(console.redact(error.host))},
                        {"retryAfter", retry_after},
                        {"attempts", error.attempts == 0 ? Json(nullptr) : Json(error.attempts)},
                        {"hint", null_if_empty(console.redact(error.hint))}};
  console.write_error(format_json(Json{{"error", details}}) + "\n");
}

}  // namespace plex::cmd
