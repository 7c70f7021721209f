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
      "Environment variables. An option overrides its variable. An empty variable\n"
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
      {"Passing secrets",
       "Use a file or a pipe if you can: --token-file, --password-file, --password-stdin. Child "
       "processes can read a variable. An option stays in the shell's history, although plex "
       "overwrites its value at once so that ps does not show it. plex prompts only if standard "
       "input and standard error are terminals, without --no-input and CI."},
      {"Where secrets go",
       "The token is sent in the X-Plex-Token header, never in a URL, and only to the host that "
       "you named. Redirects are never followed. netrc, cookies and SSLKEYLOGFILE are not used."},
      {"TLS",
       "https verifies the server's certificate and name, with TLS 1.2 or later. --insecure turns "
       "this off and warns each time. plex.tv commands refuse it, except for a test server on "
       "loopback."},
      {"Plain http",
       "Allowed to loopback, and with a warning to private and link-local addresses. Any other "
       "address needs --allow-http. The address of the connection decides, before anything is "
       "sent. plex.tv commands never use plain http, except for a test server on loopback."},
      {"What is shown",
       "A secret is shown only by a command whose result it is. In notes, errors and the output "
       "of -v it is replaced, even if it is percent-encoded, form-encoded, escaped for JSON or "
       "base64-encoded, unless it is shorter than 4 bytes. The value of "
       "each -H counts as a secret. whoami shows secrets only with --show-token. Control "
       "characters in text from a server are made visible."},
      {"What is stored",
       "Only the client identifier, a random number that is not a secret: in "
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
