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

std::string rules_text(const std::vector<Rule>& rules) {
  std::string text;
  for (const Rule& rule : rules) {
    text += fmt::format("\n{}\n  {}\n", rule.title, wrap(std::string(rule.text), 2));
  }
  return text;
}

std::string security_text() { return "How secrets are kept.\n" + rules_text(security_rules()); }

std::vector<Rule> account_rules() {
  return {
      {"Which token a command uses",
       "The first of: --token or --token-file; the kept token of --account; PLEX_TOKEN or "
       "PLEX_TOKEN_FILE; the kept token of PLEX_ACCOUNT; the kept token of the account in use, "
       "which signed in last or was chosen with 'plex auth switch'. 'plex auth status' shows which "
       "one it is."},
      {"Where a token is kept",
       "'plex auth login --store keyring' keeps it in the desktop's keyring, --store file in "
       "plex/accounts.json in $XDG_STATE_HOME or ~/.local/state, which only you can read. --store "
       "auto, the default, takes the place of the last sign-in; the first time it takes the "
       "keyring, or the file if there is none. A keyring that does not respond, or is locked and "
       "stays so, is an error with exit status 3, never a reason to use the file. The variable "
       "of --store is PLEX_STORE."},
      {"Where a kept token goes",
       "Only to the plex.tv that issued it. A media server gets its own access token, and only if "
       "plex.tv lists it for the account: by its name (--server NAME), by the URL of one of its "
       "connections, or on loopback. For any other URL no token is sent, and the exit status is "
       "4."},
      {"Several accounts",
       "Each 'plex auth login' adds one. Choose one with 'plex auth switch' or PLEX_ACCOUNT, or "
       "for one command with --account: by user name, e-mail address, id or uuid."},
      {"Signing out",
       "'plex auth logout' revokes the token at plex.tv and then forgets it. If plex.tv cannot be "
       "reached, the sign-in stays; --local forgets it all the same, and plex.tv still accepts the "
       "token."},
      {"Over ssh",
       "'plex auth login' shows a short code to enter at https://plex.tv/link on any device. If "
       "the keyring is locked, use --store file."},
      {"In cron",
       "There is no message bus, so a token in the keyring cannot be read: exit status 3, "
       "store_unavailable. Use --store file, or name a token file in PLEX_TOKEN_FILE."},
      {"In a container",
       "Mount a token file and name it in PLEX_TOKEN_FILE. To sign in there, keep XDG_STATE_HOME "
       "on a volume. Never sign in while an image is built."},
      {"In CI",
       "Make a token once with 'plex auth new-token', store it as a secret, and pass it in "
       "PLEX_TOKEN_FILE or PLEX_TOKEN. It can be revoked at plex.tv without the others."},
  };
}

std::string accounts_text() {
  return "Which token is used, and where sign-ins are kept.\n" + rules_text(account_rules()) +
         "\n'man plex-accounts' says more.\n";
}

struct Topic {
  std::string_view name;
  std::string (*text)();
};

constexpr Topic topics[] = {{"accounts", accounts_text},
                            {"environment", environment_text},
                            {"exit-codes", exit_codes_text},
                            {"security", security_text}};

}  // namespace

std::vector<Rule> security_rules() {
  return {
      {"Passing secrets",
       "Use 'plex auth login', or a file or a pipe: --token-file, --password-file, "
       "--password-stdin. Child processes can read a variable. An option stays in the shell's "
       "history, although plex overwrites its value at once so that ps does not show it. plex "
       "prompts only if standard input and standard error are terminals, without --no-input and "
       "CI."},
      {"Where secrets go",
       "A token is sent in the X-Plex-Token header, never in a URL. One from an option or a "
       "variable goes only to the host that you named, or to plex.tv to look up the name of a "
       "server. A kept one goes only to the plex.tv that issued it; a media server that plex.tv "
       "lists for the account gets its own access token instead. Redirects are never followed. "
       "netrc, cookies and SSLKEYLOGFILE are not used."},
      {"TLS",
       "https verifies the server's certificate and name, with TLS 1.2 or later. --insecure turns "
       "this off and warns each time. plex.tv commands refuse it, except for a test server on "
       "loopback."},
      {"Plain http",
       "Allowed to loopback, and with a warning to private and link-local addresses. Any other "
       "address needs --allow-http. The address of the connection decides, before anything is "
       "sent. plex.tv commands never use plain http, except for a test server on loopback."},
      {"What is shown",
       "A secret is shown only by a command whose result it is. In notes, errors and the output of "
       "-v it is replaced, even if it is percent-encoded, form-encoded, escaped for JSON or "
       "base64-encoded, unless it is shorter than 4 bytes. The value of each -H counts as a "
       "secret. whoami and servers show secrets only with --show-token. Control characters in text "
       "from a server are made visible."},
      {"What is stored",
       "'plex auth login' keeps its token in the desktop's keyring, or in accounts.json, and with "
       "--no-wait a code in pending-sign-in.json until it is used. Other commands store only the "
       "client identifier, a random number that is not a secret. The files are in plex in "
       "$XDG_STATE_HOME or ~/.local/state, with mode 0600. No password is stored."},
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
