// SPDX-License-Identifier: MIT
//
// When nobody may be asked: the program never waits for an answer, and its message names what to
// give instead. How a person is asked is in prompt_test.cpp.
#include <chrono>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/known_commands.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/plex_process.hpp"
#include "tests/support/programs.hpp"
#include "tests/support/pty.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using namespace std::chrono_literals;

/// A way to start the program on a terminal so that nobody may be asked.
struct Reason {
  std::string why;
  PtyStream in = PtyStream::terminal;
  PtyStream err = PtyStream::terminal;
  Words more = {};
  Variables variables = {};
};

const std::vector<Reason>& reasons() {
  static const std::vector<Reason> all = {
      {"standard input is a pipe", PtyStream::pipe, PtyStream::terminal, {}, {}},
      {"standard input is /dev/null", PtyStream::dev_null, PtyStream::terminal, {}, {}},
      {"standard error is a pipe", PtyStream::terminal, PtyStream::pipe, {}, {}},
      {"--no-input", PtyStream::terminal, PtyStream::terminal, {"--no-input"}, {}},
      {"CI", PtyStream::terminal, PtyStream::terminal, {}, {{"CI", "true"}}},
  };
  return all;
}

PtyOptions on_terminal(const Reason& reason, const FakePlex& server, const Words& arguments) {
  PtyOptions options;
  options.program = plex_program();
  options.arguments = joined(arguments, reason.more);
  options.environment = reason.variables;
  options.environment["PLEX_URL"] = server.server_url();
  options.environment["PLEX_TV_URL"] = server.plex_tv_url();
  options.environment["PLEX_CLIENT_ID"] = "test-client";
  options.environment["NO_COLOR"] = "1";
  options.in = reason.in;
  options.err = reason.err;
  options.piped_input = "robin\nopen-sesame\n123456\n";
  return options;
}

/// Runs it when nobody may be asked, for every reason there is.
void check_refusal(const Words& arguments, int status, const std::string& message) {
  for (const Reason& reason : reasons()) {
    CAPTURE(reason.why);
    const FakePlex server;
    Pty pty(on_terminal(reason, server, arguments));
    CHECK(pty.wait(patience) == status);
    const std::string shown = replaced(pty.all_output() + pty.piped_err(), "\r", "");
    CHECK(replaced(shown, server.host(), "HOST") == message);
    CHECK(pty.echo_is_on());
  }
}

}  // namespace

TEST_CASE("signin without a name that nobody may be asked for is a usage error") {
  check_refusal({"auth", "signin"}, 2,
                "plex: error: no user name was given\n"
                "hint: pass --username NAME or set PLEX_USERNAME\n");
}

TEST_CASE("signin without a password that nobody may be asked for is a usage error") {
  check_refusal({"auth", "signin", "-u", robin_username}, 2,
                "plex: error: no password was given\n"
                "hint: pass --password-file FILE or set PLEX_PASSWORD\n");
}

TEST_CASE("signin without a code that nobody may be asked for exits 10") {
  check_refusal({"auth", "signin", "-u", robin_username, "--password", robin_password}, 10,
                "plex: error: this account uses two-factor authentication, so a verification code "
                "is required; server said: \"Please enter the verification code\" (HOST)\nhint: "
                "add --code CODE or set PLEX_VERIFICATION_CODE\n");
}

TEST_CASE("the commands that take a token never ask for one") {
  const std::string message =
      "plex: error: no token was given and nobody is signed in\n"
      "hint: sign in with 'plex auth login', or pass --token-file FILE or set PLEX_TOKEN\n";
  const FakePlex server;
  for (const KnownCommand& command : every_command()) {
    if (command.takes_token) {
      CAPTURE(command_line(command.words));
      check_refusal(command.words, 4, message);
      Pty pty(on_terminal({}, server, command.words));
      CHECK(pty.wait(patience) == 4);
    }
  }
  CHECK(server.requests().empty());
}

TEST_CASE("an empty CI variable counts as unset so the person is asked") {
  const FakePlex server;
  Reason none;
  none.variables = {{"CI", ""}};
  Pty pty(on_terminal(none, server, {"auth", "signin"}));
  CHECK(pty.read_until(": ", patience) == "Plex user name or e-mail: ");
}

}  // namespace plex::test
