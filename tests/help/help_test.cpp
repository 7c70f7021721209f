// SPDX-License-Identifier: MIT
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "src/text/visible.hpp"
#include "tests/support/fake_world.hpp"
#include "tests/support/words.hpp"

using namespace plex::test;

namespace {

const std::vector<Words> all_help = {{},
                                     {"auth"},
                                     {"--help"},
                                     {"-h"},
                                     {"auth", "-h"},
                                     {"auth", "whoami", "-h"},
                                     {"auth", "signin", "--help"},
                                     {"auth", "transient-token", "-h"},
                                     {"auth", "source-info", "--help"},
                                     {"help"},
                                     {"help", "auth"},
                                     {"help", "auth", "signin"},
                                     {"help", "help"},
                                     {"help", "-h"},
                                     {"help", "environment"},
                                     {"help", "exit-codes"},
                                     {"help", "security"}};

const Words common_options = {"-o, --output",
                              "--json",
                              "-q, --quiet",
                              "--field",
                              "--timeout",
                              "--connect-timeout",
                              "--retries",
                              "--retry-initial-interval",
                              "--retry-max-interval",
                              "--retry-exponent",
                              "--retry-max-elapsed",
                              "--retry-connection-errors",
                              "--no-retry-connection-errors",
                              "--cacert",
                              "-k, --insecure",
                              "--resolve",
                              "--proxy",
                              "--allow-http",
                              "--client-id",
                              "--product",
                              "--client-version",
                              "--platform",
                              "--platform-version",
                              "--device",
                              "--device-name",
                              "--device-vendor",
                              "--model",
                              "--marketplace",
                              "-H, --header",
                              "-v, --verbose",
                              "--no-input",
                              "--color",
                              "-h, --help",
                              "-V, --version"};

std::string help_of(const Words& words) {
  const RunResult result = run_plex(words);
  CHECK(result.status == 0);
  CHECK(result.err.empty());
  return result.out;
}

/// Whether the option stands as a word of its own.
bool names(const std::string& help, const std::string& option) {
  for (const char* end : {" ", "\n", ","}) {
    if (help.find(" " + option + end) != std::string::npos) {
      return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("help of every command goes to standard output within 80 columns and without escapes") {
  for (const Words& words : all_help) {
    const std::string help = help_of(words);
    CHECK_FALSE(help.empty());
    CHECK(help.ends_with('\n'));
    CHECK(help.find('\x1B') == std::string::npos);
    CHECK(help.find('\t') == std::string::npos);
    std::istringstream lines(help);
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      CHECK(plex::display_width(line) <= 80);
      CHECK_FALSE(line.ends_with(' '));
    }
  }
}

TEST_CASE("help of every command names every option that it takes and its variable") {
  const Words token = {"-t, --token", "--token-file", "[PLEX_TOKEN]", "[PLEX_TOKEN_FILE]"};
  const Words server = {"-s, --server", "[PLEX_URL]"};
  const Words plex_tv = {"--plex-tv-url", "[PLEX_TV_URL]"};
  struct Row {
    std::string command;
    Words options;
  };
  for (const Row& row : {
           Row{"whoami", joined(joined(token, plex_tv), {"--show-token"})},
           Row{"transient-token", joined(token, server)},
           Row{"source-info",
               joined(joined(token, server), {"--refresh", "--connection", "SOURCE"})},
           Row{"signin", joined(plex_tv, {"-u, --username", "--password", "--password-file",
                                          "--password-stdin", "--code", "--remember-me",
                                          "[PLEX_USERNAME]", "[PLEX_PASSWORD]",
                                          "[PLEX_PASSWORD_FILE]", "[PLEX_VERIFICATION_CODE]"})},
       }) {
    const std::string help = help_of({"auth", row.command, "--help"});
    for (const std::string& option : joined(row.options, common_options)) {
      CAPTURE(option);
      CHECK(names(help, option));
    }
    for (const std::string variable :
         {"[PLEX_TIMEOUT]", "[PLEX_RETRIES]", "[PLEX_CLIENT_ID]", "[PLEX_CA_BUNDLE]", "[CI]"}) {
      CAPTURE(variable);
      CHECK(names(help, variable));
    }
    CHECK(help == help_of({"help", "auth", row.command}));
  }
}

TEST_CASE("-h shows on one screen the options that most people need and points to --help") {
  for (const KnownCommand& command : every_command()) {
    CAPTURE(command.words);
    const std::string brief = help_of({"auth", command.words[1], "-h"});
    CHECK(std::count(brief.begin(), brief.end(), '\n') <= 40);
    CHECK(brief.ends_with("\n'plex auth " + command.words[1] + " --help' shows all options.\n"));
    for (const char* option : {"-o, --output", "-q, --quiet", "--field", "-h, --help"}) {
      CAPTURE(option);
      CHECK(names(brief, option));
    }
    CHECK_FALSE(names(brief, "--retry-exponent"));
    const std::string full = help_of({"auth", command.words[1], "--help"});
    std::istringstream lines(brief.substr(0, brief.rfind("\n'plex")));
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      CHECK(full.find(line + "\n") != std::string::npos);
    }
  }
}

TEST_CASE("plex and plex auth without a command print their help and exit 0") {
  CHECK(help_of({}) == help_of({"--help"}));
  CHECK(help_of({}) == help_of({"help"}));
  CHECK(help_of({"auth"}) == help_of({"auth", "--help"}));
  CHECK(help_of({"auth"}) == help_of({"help", "auth"}));
  CHECK(help_of({"auth"}).starts_with(
      "Get, check and hand out Plex tokens\n\nUsage:\n  plex auth COMMAND\n"));
  for (const std::string command : {"signin", "whoami", "transient-token", "source-info"}) {
    CHECK(help_of({"auth"}).find("\n  " + command + " ") != std::string::npos);
  }
}

TEST_CASE("-h asks nothing of anybody and wins over what else is said") {
  const FakePlex server;
  for (const KnownCommand& command : every_command()) {
    const std::string help = help_of({command.words[0], command.words[1], "-h"});
    check_run(run_plex(joined(command.words, {"-o", "json", "-h"}), fake_world(server)), 0, help,
              "");
    const std::string all = help_of({"auth", command.words[1], "--help"});
    check_run(run_plex({"auth", command.words[1], "--help", "--timeout", "x"}, fake_world(server)),
              0, all, "");
    check_run(run_plex({"auth", command.words[1], "-h", "--help"}, fake_world(server)), 0, all, "");
  }
  CHECK(server.requests().empty());
}

TEST_CASE("--version works everywhere and names the version and the libraries below") {
  const std::string version = help_of({"--version"});
  const std::string first = "plex " PLEX_VERSION "\nlibcurl ";
  CHECK(version.starts_with(first));
  CHECK(version.find("OpenSSL/") != std::string::npos);
  CHECK(version.ends_with('\n'));
  for (const Words& words :
       {Words{"-V"}, Words{"auth", "-V"}, Words{"auth", "--version"}, Words{"auth", "whoami", "-V"},
        Words{"auth", "signin", "--version"}, Words{"auth", "transient-token", "-V"},
        Words{"auth", "source-info", "-V"}, Words{"help", "-V"}}) {
    CHECK(help_of(words) == version);
  }
}

TEST_CASE("help of a word that is none exits 2 with what was meant") {
  check_run(run_plex({"help", "auth", "whoam"}), 2, "",
            "plex: error: unknown command 'whoam'\nhint: did you mean 'whoami'?\n");
  check_run(run_plex({"help", "atuh"}), 2, "",
            "plex: error: unknown command 'atuh'\nhint: did you mean 'auth'?\n");
  check_run(run_plex({"help", "exit-code"}), 2, "",
            "plex: error: unknown command 'exit-code'\nhint: did you mean 'exit-codes'?\n");
}

TEST_CASE("the topics tell of every exit status and variable") {
  const std::string codes = help_of({"help", "exit-codes"});
  for (const std::string row : {"\n  0  ", "\n  1  ", "\n  2  ", "\n  3  ", "\n  4  ", "\n  5  ",
                                "\n  6  ", "\n  7  ", "\n  8  ", "\n  9  ", "\n 10  ", "\n128+n"}) {
    CHECK(codes.find(row) != std::string::npos);
  }
  for (const std::string code : {"write_failed",
                                 "field_missing",
                                 "internal",
                                 "usage",
                                 "insecure_transport",
                                 "file_unreadable",
                                 "token_source_empty",
                                 "state_unwritable",
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
                                 "server_error",
                                 "malformed",
                                 "truncated",
                                 "too_large",
                                 "redirected",
                                 "unexpected",
                                 "rate_limited",
                                 "locked_out",
                                 "verification_code_required"}) {
    CAPTURE(code);
    CHECK(codes.find("     " + code + " ") != std::string::npos);
  }
  const std::string variables = help_of({"help", "environment"});
  for (const std::string name : {"PLEX_URL",
                                 "PLEX_TV_URL",
                                 "PLEX_TOKEN",
                                 "PLEX_TOKEN_FILE",
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
                                 "XDG_STATE_HOME"}) {
    CAPTURE(name);
    CHECK(variables.find(name) != std::string::npos);
  }
}
