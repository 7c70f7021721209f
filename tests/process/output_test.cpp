// SPDX-License-Identifier: MIT
//
// What happens to the output of the program when a stream is full, closed, or a pipe that nobody
// reads: lost results are reported, lost messages are not, and no file takes the place of a stream.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/known_commands.hpp"
#include "tests/support/plex_process.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

const std::string not_written = "plex: error: the result could not be written to standard output: ";

struct Run {
  Words words;
  KnownCommand command = {};
};

/// Everything that prints a result, in each format that is not JSON.
std::vector<Run> all_runs() {
  std::vector<Run> commands = {{{"help"}}, {{"help", "exit-codes"}}};
  for (const cmd::Command* command : cmd::all_commands(command_tree())) {
    const Words words = words_of(*command);
    commands.push_back({joined(words, {"--help"})});
    commands.push_back({joined(words, {"--version"})});
    if (command->is_group()) {
      commands.push_back({words});
    }
  }
  for (const KnownCommand& command : every_command()) {
    commands.push_back({command.words, command});
    commands.push_back({joined(command.words, {"-q"}), command});
    for (const std::string& format : command.formats) {
      if (format != "json") {
        commands.push_back({joined(command.words, {"-o", format}), command});
      }
    }
  }
  commands.push_back({joined(whoami, {"--field", "subscription.active"})});
  return commands;
}

void check_that_nothing_can_be_written(const ProcessOutput& out, const std::string& reason) {
  FakePlex server;
  // As if the token was signed out, which the other commands need.
  server.respond_always(signout_path, {.status = 204, .body = {}});
  const TemporaryDirectory state;
  for (const Run& run : all_runs()) {
    CAPTURE(command_line(run.words));
    Variables variables = variables_for(server);
    provide_sign_ins(run.command, variables, state.path());
    ProcessOptions options = plex_process(run.words, variables);
    options.out = out;
    const ProcessResult result = run_process(options);
    CHECK(result.status == 1);
    CHECK(result.err == not_written + reason + "\n");
  }
}

}  // namespace

TEST_CASE("a full disk is noticed by every command and by help and version") {
  check_that_nothing_can_be_written(ToFile{"/dev/full"}, "No space left on device");
}

TEST_CASE("a closed standard output is noticed by every command and by help and version") {
  check_that_nothing_can_be_written(Closed{}, "Bad file descriptor");
}

TEST_CASE("a result in JSON that cannot be written is an error in JSON") {
  const FakePlex server;
  ProcessOptions options = plex_process({"auth", "whoami", "-o", "json"}, variables_for(server));
  options.out = ToFile{"/dev/full"};
  const ProcessResult result = run_process(options);
  CHECK(result.status == 1);
  CHECK(result.err ==
        "{\"error\":{\"code\":\"write_failed\",\"message\":\"the result could not be written to "
        "standard output: No space left on device\",\"exit\":1,\"httpStatus\":null,"
        "\"plexCode\":null,\"host\":null,\"retryAfter\":null,\"attempts\":null,\"hint\":null}}\n");
}

TEST_CASE("whichever streams are closed no file of the program takes their place") {
  for (unsigned closed = 1; closed < 8; ++closed) {
    CAPTURE(closed);
    const FakePlex server;
    const TemporaryDirectory home;
    const std::string token = line(dana_token);
    const std::string token_file = home.write_file("token", token);
    ProcessOptions options =
        plex_process({"auth", "whoami", "-v", "--token-file", token_file},
                     {{"PLEX_TV_URL", server.plex_tv_url()}, {"XDG_STATE_HOME", home.path()}});
    const bool out_is_closed = (closed & 2U) != 0;
    options.input = (closed & 1U) != 0 ? ProcessInput(Closed{}) : ProcessInput(DevNull{});
    options.out = out_is_closed ? ProcessOutput(Closed{}) : ProcessOutput(Captured{});
    options.err = (closed & 4U) != 0 ? ProcessOutput(Closed{}) : ProcessOutput(Captured{});
    const ProcessResult result = run_process(options);
    CHECK(result.status == (out_is_closed ? 1 : 0));
    CHECK((result.out.find(dana_email) == std::string::npos) == out_is_closed);
    CHECK(home.read_file("token") == token);
    REQUIRE(server.requests().size() == 1);
    CHECK(home.read_file("plex/client-identifier") ==
          server.requests().front().header("X-Plex-Client-Identifier") + "\n");
  }
}

TEST_CASE("a failure keeps its exit code when there is no stream to tell it on") {
  const TemporaryDirectory directory;
  ProcessOptions options =
      plex_process({"auth", "whoami", "--token-file", directory.path() / "missing"},
                   {{"PLEX_CLIENT_ID", "test-client"}});
  options.input = Closed{};
  options.out = Closed{};
  options.err = Closed{};
  CHECK(run_process(options).status == 3);
}

TEST_CASE("a pipe that nobody reads ends the program quietly") {
  const FakePlex server;
  ProcessOptions options = plex_process({"auth", "whoami"}, variables_for(server));
  options.out = BrokenPipe{};
  const ProcessResult result = run_process(options);
  CHECK(result.status == 141);
  CHECK(result.err == "");
}

TEST_CASE("a pipe that nobody reads is one line of error when SIGPIPE is ignored") {
  const FakePlex server;
  for (const Words& command : {Words{"auth", "whoami"}, Words{"--help"}, Words{"--version"}}) {
    CAPTURE(command_line(command));
    ProcessOptions options = plex_process(command, variables_for(server));
    options.out = BrokenPipe{};
    options.ignore_sigpipe = true;
    const ProcessResult result = run_process(options);
    CHECK(result.status == 1);
    CHECK(result.err == not_written + "Broken pipe\n");
  }
}

TEST_CASE("a full standard error changes neither result nor exit code") {
  const FakePlex server;
  ProcessOptions options =
      plex_process({"auth", "whoami", "--field", "username", "-v"}, variables_for(server));
  for (const ProcessOutput& lost : {ProcessOutput(ToFile{"/dev/full"}), ProcessOutput(Closed{})}) {
    CAPTURE(lost.index());
    options.err = lost;
    options.environment["PLEX_TOKEN"] = dana_token;
    const ProcessResult found = run_process(options);
    CHECK(found.status == 0);
    CHECK(found.out == "dana\n");

    options.environment["PLEX_TOKEN"] = revoked_token;
    const ProcessResult refused = run_process(options);
    CHECK(refused.status == 4);
    CHECK(refused.out == "");
  }
}

}  // namespace plex::test
