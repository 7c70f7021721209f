// SPDX-License-Identifier: MIT
#include "cmd/help/topics.hpp"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"

namespace plex::test {
namespace {

/// What `plex help NAME` prints.
std::string text_of_topic(const std::string& name) {
  const RunResult result = run_plex({"help", name});
  CHECK(result.status == 0);
  CHECK(result.err.empty());
  return result.out;
}

}  // namespace

TEST_CASE("a word after a topic exits 2 and the hint says how to show the topic") {
  for (const std::string& topic : cmd::topic_names()) {
    CAPTURE(topic);
    check_run(
        run_plex({"help", topic, "x"}), 2, "",
        "plex: error: a topic takes no further argument\nhint: use 'plex help " + topic + "'\n");
  }
}

TEST_CASE("the topics list every exit status and variable") {
  const std::string codes = text_of_topic("exit-codes");
  for (const std::string row :
       {"\n  0  ", "\n  1  ", "\n  2  ", "\n  3  ", "\n  4  ", "\n  5  ", "\n  6  ", "\n  7  ",
        "\n  8  ", "\n  9  ", "\n 10  ", "\n 11  ", "\n128+n"}) {
    CAPTURE(row);
    CHECK(codes.find(row) != std::string::npos);
  }
  for (const std::string code : {"write_failed",
                                 "field_missing",
                                 "internal",
                                 "usage",
                                 "insecure_transport",
                                 "account_unknown",
                                 "file_unreadable",
                                 "token_source_empty",
                                 "state_unwritable",
                                 "store_locked",
                                 "store_unavailable",
                                 "store_busy",
                                 "store_unreadable",
                                 "token_missing",
                                 "token_rejected",
                                 "token_expired",
                                 "credentials_rejected",
                                 "email_required",
                                 "verification_code_rejected",
                                 "client_identifier_missing",
                                 "source_not_found",
                                 "refused",
                                 "dns_failed",
                                 "connect_failed",
                                 "tls_failed",
                                 "proxy_failed",
                                 "connection_lost",
                                 "timeout",
                                 "code_expired",
                                 "server_error",
                                 "malformed",
                                 "truncated",
                                 "too_large",
                                 "redirected",
                                 "unexpected",
                                 "rate_limited",
                                 "locked_out",
                                 "verification_code_required",
                                 "approval_pending"}) {
    CAPTURE(code);
    CHECK(codes.find("     " + code + " ") != std::string::npos);
  }
  const std::string variables = text_of_topic("environment");
  for (const std::string name : {"PLEX_URL",
                                 "PLEX_TV_URL",
                                 "PLEX_TOKEN",
                                 "PLEX_TOKEN_FILE",
                                 "PLEX_ACCOUNT",
                                 "PLEX_STORE",
                                 "PLEX_USERNAME",
                                 "PLEX_PASSWORD",
                                 "PLEX_PASSWORD_FILE",
                                 "PLEX_VERIFICATION_CODE",
                                 "PLEX_CLIENT_ID",
                                 "PLEX_CLIENT_IDENTIFIER",
                                 "PLEX_TIMEOUT",
                                 "PLEX_RETRIES",
                                 "PLEX_CA_BUNDLE",
                                 "CURL_CA_BUNDLE",
                                 "SSL_CERT_FILE",
                                 "https_proxy",
                                 "CI",
                                 "NO_COLOR",
                                 "CLICOLOR_FORCE",
                                 "CLICOLOR",
                                 "TERM",
                                 "BROWSER",
                                 "DISPLAY",
                                 "WAYLAND_DISPLAY",
                                 "DBUS_SESSION_BUS_ADDRESS",
                                 "XDG_RUNTIME_DIR",
                                 "XDG_STATE_HOME"}) {
    CAPTURE(name);
    CHECK(variables.find(name) != std::string::npos);
  }
}

TEST_CASE("the topic on accounts tells the order of tokens and each place without a desktop") {
  const std::string text = text_of_topic("accounts");
  CHECK(text.starts_with(
      "Which token is used, and where sign-ins are kept.\n\n"
      "Which token a command uses\n"
      "  The first of: --token or --token-file; the kept token of --account; PLEX_TOKEN\n"
      "  or PLEX_TOKEN_FILE; the kept token of PLEX_ACCOUNT; the kept token of the\n"
      "  account in use, which signed in last or was chosen with 'plex auth switch'.\n"
      "  'plex auth status' shows which one it is.\n"));
  for (const std::string title :
       {"Where a token is kept", "Where a kept token goes", "Several accounts", "Signing out",
        "Over ssh", "In cron", "In a container", "In CI"}) {
    CAPTURE(title);
    CHECK(text.find("\n\n" + title + "\n  ") != std::string::npos);
  }
  CHECK(text.ends_with("\n\n'man plex-accounts' says more.\n"));
}

}  // namespace plex::test
