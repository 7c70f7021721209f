// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cmd/help/text_wrap.hpp"
#include "cmd/help/topics.hpp"
#include "src/plex/service.hpp"
#include "src/text/visible.hpp"
#include "tests/support/fake_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

/// Every way to ask for a help text.
std::vector<Words> all_help() {
  std::vector<Words> all;
  for (const cmd::Command* command : cmd::all_commands(command_tree())) {
    const Words words = words_of(*command);
    all.push_back(joined(words, {"-h"}));
    all.push_back(joined(words, {"--help"}));
    all.push_back(joined({"help"}, words));
    if (command->is_group()) {
      all.push_back(words);
    }
  }
  for (const std::string& topic : cmd::topic_names()) {
    all.push_back({"help", topic});
  }
  return all;
}

/// Of every command, also of one that sends no request.
const Words offline_options = {"-o, --output", "--json",        "-q, --quiet",
                               "--field",      "-v, --verbose", "--no-input",
                               "--color",      "-h, --help",    "-V, --version"};

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
  for (const Words& words : all_help()) {
    CAPTURE(command_line(words));
    const std::string help = help_of(words);
    CHECK_FALSE(help.empty());
    CHECK(help.ends_with('\n'));
    CHECK(help.find('\x1B') == std::string::npos);
    CHECK(help.find('\t') == std::string::npos);
    std::istringstream lines(help);
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      CHECK(display_width(line) <= 80);
      CHECK_FALSE(line.ends_with(' '));
    }
  }
}

TEST_CASE("help of every command names every option that it takes and its variable") {
  const Words token = {"-t, --token",  "--token-file",      "--account",
                       "[PLEX_TOKEN]", "[PLEX_TOKEN_FILE]", "[PLEX_ACCOUNT]"};
  const Words server = {"-s, --server", "[PLEX_URL]"};
  const Words plex_tv = {"--plex-tv-url", "[PLEX_TV_URL]"};
  const std::map<std::string, Words> own = {
      {"whoami", {"--show-token"}},
      {"logout", {"--account", "--all", "--local", "[PLEX_ACCOUNT]"}},
      {"status", {"--offline"}},
      {"switch", {"ACCOUNT"}},
      {"token", {"-s, --server"}},
      {"servers", {"NAME", "--owned", "--connection", "--reachable", "--show-token"}},
      {"new-token", {"NAME"}},
      {"login",
       {"-u, --username", "--password", "--password-file", "--password-stdin", "--code",
        "--remember-me", "[PLEX_USERNAME]", "[PLEX_PASSWORD]", "[PLEX_PASSWORD_FILE]",
        "[PLEX_VERIFICATION_CODE]", "--token-file", "--no-browser", "--no-wait", "--resume",
        "--store", "[PLEX_STORE]"}},
      {"source-info", {"--refresh", "--connection", "SOURCE"}},
      {"signin",
       {"-u, --username", "--password", "--password-file", "--password-stdin", "--code",
        "--remember-me", "[PLEX_USERNAME]", "[PLEX_PASSWORD]", "[PLEX_PASSWORD_FILE]",
        "[PLEX_VERIFICATION_CODE]"}}};
  const Words variables = {"[PLEX_TIMEOUT]", "[PLEX_RETRIES]", "[PLEX_CLIENT_ID]",
                           "[PLEX_CA_BUNDLE]", "[CI]"};
  for (const KnownCommand& command : every_command()) {
    CAPTURE(command_line(command.name));
    const std::string help = help_of(joined(command.name, {"--help"}));
    Words expected = command.requests > 0 ? joined(common_options, variables) : offline_options;
    if (!command.uses_sign_in()) {
      expected =
          joined(expected, command.service == plex::Service::media_server ? server : plex_tv);
    }
    expected = joined(expected, command.takes_token ? token : Words{});
    if (const auto found = own.find(command.name.back()); found != own.end()) {
      expected = joined(expected, found->second);
    }
    for (const std::string& option : expected) {
      CAPTURE(option);
      CHECK(names(help, option));
    }
    CHECK(help == help_of(joined({"help"}, command.name)));
  }
}

TEST_CASE("-h shows on one screen the options that most people need and points to --help") {
  for (const KnownCommand& command : every_command()) {
    CAPTURE(command_line(command.name));
    const std::string brief = help_of(joined(command.name, {"-h"}));
    CHECK(std::count(brief.begin(), brief.end(), '\n') <= 40);
    CHECK(brief.ends_with("\n'" + command_line(command.name) + " --help' shows all options.\n"));
    for (const char* option : {"-o, --output", "-q, --quiet", "--field", "-h, --help"}) {
      CAPTURE(option);
      CHECK(names(brief, option));
    }
    CHECK_FALSE(names(brief, "--retry-exponent"));
    const std::string full = help_of(joined(command.name, {"--help"}));
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
  for (const KnownCommand& command : every_command()) {
    CAPTURE(command_line(command.name));
    CHECK(help_of({"auth"}).find("\n  " + command.name.back() + " ") != std::string::npos);
  }
}

TEST_CASE("-h sends nothing and wins over all other arguments") {
  const FakePlex server;
  for (const KnownCommand& command : every_command()) {
    CAPTURE(command_line(command.name));
    const std::string help = help_of(joined(command.name, {"-h"}));
    check_run(run_plex(joined(command.words, {"-o", "json", "-h"}), fake_world(server)), 0, help,
              "");
    const std::string all = help_of(joined(command.name, {"--help"}));
    check_run(run_plex(joined(command.name, {"--help", "--timeout", "x"}), fake_world(server)), 0,
              all, "");
    check_run(run_plex(joined(command.name, {"-h", "--help"}), fake_world(server)), 0, all, "");
  }
  CHECK(server.requests().empty());
}

TEST_CASE("--version works everywhere and names the version and the libraries used") {
  const std::string version = help_of({"--version"});
  const std::string first = "plex " PLEX_VERSION "\nlibcurl ";
  CHECK(version.starts_with(first));
  CHECK(version.find("OpenSSL/") != std::string::npos);
  CHECK(version.ends_with('\n'));
  for (const cmd::Command* command : cmd::all_commands(command_tree())) {
    CAPTURE(command_line(words_of(*command)));
    CHECK(help_of(joined(words_of(*command), {"-V"})) == version);
    CHECK(help_of(joined(words_of(*command), {"--version"})) == version);
  }
}

TEST_CASE("help for an unknown word exits 2 with a suggestion") {
  check_run(run_plex({"help", "auth", "whoam"}), 2, "",
            "plex: error: unknown command 'whoam'\nhint: did you mean 'whoami'?\n");
  check_run(run_plex({"help", "atuh"}), 2, "",
            "plex: error: unknown command 'atuh'\nhint: did you mean 'auth'?\n");
  check_run(run_plex({"help", "exit-code"}), 2, "",
            "plex: error: unknown command 'exit-code'\nhint: did you mean 'exit-codes'?\n");
}

TEST_CASE("--help ends with the page of the manual and the topic on exit codes") {
  for (const cmd::Command* command : cmd::all_commands(command_tree())) {
    std::string page = command->full_name;
    std::replace(page.begin(), page.end(), ' ', '-');
    CAPTURE(page);
    CHECK(help_of(joined(words_of(*command), {"--help"}))
              .ends_with("\n\n'man " + page +
                         "' is the manual.\n'plex help exit-codes' lists the exit codes.\n"));
  }
}

TEST_CASE("-q of every command says what it prints") {
  const std::map<std::string, std::string> printed = {{"login", "the user name"},
                                                      {"logout", "the user names"},
                                                      {"status", "the name of the account in use"},
                                                      {"switch", "the user name"},
                                                      {"token", "the token"},
                                                      {"whoami", "the user name"},
                                                      {"servers", "the address of each server"},
                                                      {"transient-token", "the token"},
                                                      {"source-info", "the URIs"},
                                                      {"claim-token", "the claim token"},
                                                      {"new-token", "the token"},
                                                      {"signin", "the token"}};
  std::size_t commands = 0;
  for (const cmd::Command* command : cmd::all_commands(command_tree())) {
    if (command->is_group() || command->name == "help") {
      continue;
    }
    CAPTURE(command->full_name);
    const std::string entry = cmd::entry_text(
        "-q, --quiet", "print only " + printed.at(command->name) + ", without notes",
        cmd::help_column);
    CHECK(help_of(joined(words_of(*command), {"-h"})).find(entry) != std::string::npos);
    ++commands;
  }
  CHECK(commands == printed.size());
}

}  // namespace plex::test
