// SPDX-License-Identifier: MIT
#include "cmd/help/topics.hpp"

#include <fmt/format.h>

#include "cmd/help/text_wrap.hpp"
#include "cmd/options/env.hpp"
#include "cmd/output/exit_code.hpp"

namespace plex::cmd {
namespace {

std::string environment_text() {
  std::string text =
      "Environment variables; an option beats its variable, and an empty variable\n"
      "counts as unset.\n\n";
  for (const env::Meaning& row : env::meanings()) {
    text += entry_text(std::string(row.name), std::string(row.meaning), help_column);
  }
  return text;
}

std::string exit_codes_text() {
  std::string text =
      fmt::format("Exit status, and the error.code of -o json.\n\n  0  {}\n", exit_class(0));
  int status = 0;
  for (const ExitCode& row : exit_codes()) {
    if (row.status != status) {
      status = row.status;
      text += fmt::format("\n{:>3}  {}\n", status, exit_class(status));
    }
    text += entry_text("   " + std::string(row.name), std::string(row.meaning), help_column + 4);
  }
  return text + "\n128+n  ended by signal n\n";
}

std::string security_text() {
  std::string text = "How secrets are kept.\n";
  for (const SecurityRule& rule : security_rules()) {
    text += fmt::format("\n{}\n  {}\n", rule.title, wrap(std::string(rule.text), 2));
  }
  return text;
}

struct Topic {
  std::string_view name;
  std::string (*text)();
};

constexpr Topic topics[] = {{"environment", environment_text},
                            {"exit-codes", exit_codes_text},
                            {"security", security_text}};

}  // namespace

std::vector<SecurityRule> security_rules() {
  return {
      {"Handing secrets in",
       "Best from a file or a pipe: --token-file, --password-file, --password-stdin. A variable is "
       "seen by child processes; an option stays in the shell's history, though its value is "
       "overwritten at once for ps. A prompt appears only where standard input and standard error "
       "are terminals, without --no-input and CI."},
      {"Where secrets go",
       "The token travels in the X-Plex-Token header, never in a URL. Redirects are never "
       "followed. "
       "No other host than the one that was named gets it. netrc, cookies and SSLKEYLOGFILE are "
       "not used."},
      {"TLS",
       "https verifies the server's certificate and name, with TLS 1.2 or later. --insecure turns "
       "this off, warns each time, and is refused for plex.tv (a stand-in on loopback aside)."},
      {"Plain http",
       "Goes to loopback silently, to private and link-local addresses with a warning, to any "
       "other only with --allow-http. It is decided by the address that is connected to, before "
       "anything is sent. plex.tv is never asked over plain http (a stand-in on loopback aside)."},
      {"What is shown",
       "A secret appears nowhere but as the result of a command that exists to print it: -v, notes "
       "and errors have it replaced, in every encoding, unless it is shorter than 4 bytes. The "
       "value of each -H counts as a secret. whoami shows none without --show-token. Text from "
       "outside is shown with control characters made visible."},
      {"What is kept",
       "Only the client identifier, a random number that is no secret: in "
       "$XDG_STATE_HOME/plex/client-identifier or ~/.local/state/plex/client-identifier. Tokens "
       "are never stored."},
  };
}

std::optional<std::string> topic_text(std::string_view name) {
  for (const Topic& topic : topics) {
    if (topic.name == name) {
      return topic.text();
    }
  }
  return std::nullopt;
}

std::vector<std::string> topic_names() {
  std::vector<std::string> names;
  for (const Topic& topic : topics) {
    names.emplace_back(topic.name);
  }
  return names;
}

}  // namespace plex::cmd
