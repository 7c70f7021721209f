// SPDX-License-Identifier: MIT
//
// That a running process shows its secrets to no other process and uses none that were meant for
// other programs: argument list, TLS key log, netrc. Sources of secrets are in token_file_test.cpp.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/known_commands.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/plex_process.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using namespace std::chrono_literals;

const std::string secret = "invented-SECRET-value";

/// What ps(1) shows of the program.
std::string command_line(const Process& process) {
  std::ifstream file("/proc/" + std::to_string(process.pid()) + "/cmdline");
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The command line of a run that has sent its request, with `more` after the command.
std::string command_line_while_running(const std::string& command, const Words& more) {
  const RawServer server(Script{ReadRequest{}, Stall{}});
  const Process process(
      plex_process(joined({"auth", command}, more), {{"PLEX_URL", server.url()},
                                                     {"PLEX_TV_URL", server.url()},
                                                     {"PLEX_CLIENT_ID", "test-client"}}));
  REQUIRE(server.wait_for_requests(1, patience));
  CHECK(server.requests().front().find(secret) != std::string::npos);
  return command_line(process);
}

void check_hidden(const std::string& command, const std::vector<Words>& spellings) {
  for (const Words& spelling : spellings) {
    CAPTURE(spelling.front());
    const std::string shown = command_line_while_running(command, spelling);
    CHECK(shown.find(command) != std::string::npos);
    CHECK(shown.find(secret) == std::string::npos);
    CHECK(shown.find(secret.substr(1)) == std::string::npos);
  }
}

}  // namespace

TEST_CASE("the argument list of a running process shows no token however it is spelled") {
  check_hidden("whoami", {{"-t", secret},
                          {"-t" + secret},
                          {"-t=" + secret},
                          {"-vt" + secret},
                          {"--token", secret},
                          {"--token=" + secret},
                          {"-q", "--token", secret, "--retries", "0"}});
  check_hidden("transient-token", {{"-t", secret}, {"--token=" + secret}});
}

TEST_CASE("the argument list of a running process shows no token before or after a source") {
  const std::string source = attic_source;
  check_hidden("source-info", {{source, "-t", secret}, {"-t", secret, source}});
}

TEST_CASE("the argument list of a running process shows neither password nor code") {
  const std::string password = "--password=" + secret;
  check_hidden("signin", {{"-u", "dana", "--password", secret},
                          {"-u", "dana", password},
                          {"--password", secret, "--username", "dana"},
                          {"-u", "dana", "--password=x", "--code", secret}});
}

TEST_CASE("the argument list of a running process shows no value of a header") {
  check_hidden("whoami", {{"-t", "x", "-H", "Authorization: Bearer " + secret}});
}

TEST_CASE("no TLS keys are written when SSLKEYLOGFILE asks for them") {
  FakePlexOptions https;
  https.https = true;
  const FakePlex server(https);
  const TemporaryDirectory home;
  Variables variables = variables_for(server);
  variables["PLEX_CA_BUNDLE"] = home.write_file("ca.pem", server.ca_pem());
  variables["SSLKEYLOGFILE"] = home.path() / "keys";
  const ProcessResult result = run_process(plex_process({"auth", "whoami", "-q"}, variables));
  CHECK(result.status == 0);
  CHECK(result.out == "dana\n");
  CHECK_FALSE(std::filesystem::exists(home.path() / "keys"));
}

TEST_CASE("a login in netrc is not used") {
  FakePlex server;
  // As if the token was signed out, which the other commands need.
  server.respond_always(signout_path, {.status = 204, .body = {}});
  const TemporaryDirectory home;
  home.write_file(".netrc",
                  "machine 127.0.0.1 login netrc-user password netrc-word\n"
                  "default login netrc-user password netrc-word\n");
  Variables variables = variables_for(server);
  variables["HOME"] = home.path();
  variables["NETRC"] = home.path() / ".netrc";
  std::size_t requests = 0;
  for (const KnownCommand& command : every_command()) {
    CAPTURE(command_line(command.words));
    Variables provided = variables;
    provide_sign_ins(command, provided, home.path());
    CHECK(run_process(plex_process(joined(command.words, {"-q"}), provided)).status == 0);
    requests += command.requests;
  }
  CHECK(server.requests().size() == requests);
  for (const RecordedRequest& request : server.requests()) {
    CAPTURE(request.target);
    CHECK_FALSE(request.has_header("Authorization"));
  }
}

}  // namespace plex::test
