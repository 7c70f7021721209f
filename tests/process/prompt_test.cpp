// SPDX-License-Identifier: MIT
//
// Signing in at a terminal: what is asked and shown, how a person cancels, and that the echo is on
// again afterwards. When a question may be asked at all is in prompt_refusal_test.cpp.
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/fastest_runs.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/plex_process.hpp"
#include "tests/support/programs.hpp"
#include "tests/support/pty.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using namespace std::chrono_literals;

const std::string name_question = "Plex user name or e-mail: ";
const std::string password_question = "Password: ";
const std::string code_question = "Verification code: ";

PtyOptions signin_on_terminal(const FakePlex& server, const Words& more = {}) {
  PtyOptions options;
  options.program = plex_program();
  options.arguments = joined(signin, more);
  options.environment = {
      {"PLEX_TV_URL", server.plex_tv_url()}, {"PLEX_CLIENT_ID", "test-client"}, {"NO_COLOR", "1"}};
  return options;
}

/// One of the prompts, and what is typed at those before it.
struct Stage {
  std::string question;
  std::vector<std::string> answers;
  bool echo;
};

const std::vector<Stage>& stages() {
  static const std::vector<Stage> all = {{name_question, {}, true},
                                         {password_question, {robin_username}, false},
                                         {code_question, {robin_username, robin_password}, true}};
  return all;
}

/// Answers all prompts before that of the stage and waits until that one is asked.
void go_to(const Stage& stage, Pty& pty) {
  for (std::size_t at = 0; at < stage.answers.size(); ++at) {
    pty.read_until(stages()[at].question, patience);
    pty.type(stage.answers[at] + "\r");
  }
  pty.read_until(stage.question, patience);
}

/// Types all of this while the program cannot read, and lets it go on once the terminal has shown
/// `echo`, so that all of it is there when the program reads the first line.
void type_ahead(const std::string& text, const std::string& echo, Pty& pty) {
  pty.signal(SIGSTOP);
  pty.type(text);
  pty.read_until(echo, patience);
  pty.signal(SIGCONT);
}

/// What the program has used of the processor so far.
std::chrono::milliseconds processor_time_of(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  const std::string stat{std::istreambuf_iterator<char>(file), {}};
  // After the name in parentheses come 11 other fields.
  std::istringstream fields(stat.substr(stat.rfind(')') + 1));
  std::string skipped;
  for (int field = 0; field < 11; ++field) {
    fields >> skipped;
  }
  long user = -1;
  long system = -1;
  fields >> user >> system;
  REQUIRE(system >= 0);
  return std::chrono::milliseconds((user + system) * 1000 / ::sysconf(_SC_CLK_TCK));
}

}  // namespace

TEST_CASE("signin asks for name password and code and shows all but the password") {
  const FakePlex server;
  Pty pty(signin_on_terminal(server, {"-q"}));
  pty.read_until(name_question, patience);
  CHECK(pty.echo_is_on());
  pty.type("robin\r");
  pty.read_until(password_question, patience);
  CHECK_FALSE(pty.echo_is_on());
  pty.type("open-sesame\r");
  pty.read_until(code_question, patience);
  CHECK(pty.echo_is_on());
  pty.type("123456\r");
  CHECK(pty.wait(patience) == 0);
  CHECK(pty.echo_is_on());
  CHECK(pty.all_output() == name_question + "robin\r\n" + password_question + "\r\n" +
                                code_question + "123456\r\n" + robin_token + "\r\n");

  const std::vector<RecordedRequest> requests = server.requests();
  REQUIRE(requests.size() == 2);
  CHECK_FALSE(requests[0].has_form("verificationCode"));
  CHECK(requests[1].form("login") == robin_username);
  CHECK(requests[1].form("password") == robin_password);
  CHECK(requests[1].form("verificationCode") == robin_code);
}

TEST_CASE("signin asks only for what it was not given") {
  const FakePlex server;
  PtyOptions options = signin_on_terminal(server, {"-q", "--username", robin_username});
  options.environment["PLEX_VERIFICATION_CODE"] = robin_code;
  Pty pty(options);
  pty.read_until(password_question, patience);
  pty.type("open-sesame\r");
  CHECK(pty.wait(patience) == 0);
  CHECK(pty.all_output() == password_question + "\r\n" + robin_token + "\r\n");
  CHECK(server.requests().size() == 1);
}

TEST_CASE("a typed password arrives unchanged whatever characters it has") {
  const FakePlex server;
  Pty pty(signin_on_terminal(server, {"-q", "-u", dana_username}));
  pty.read_until(password_question, patience);
  pty.type(std::string(dana_password) + "\r");
  CHECK(pty.wait(patience) == 0);
  REQUIRE(server.requests().size() == 1);
  CHECK(server.requests().front().form("password") == dana_password);
}

TEST_CASE("what was typed before the prompt for the password is not taken as the password") {
  const FakePlex server;
  Pty pty(signin_on_terminal(server, {"-q"}));
  go_to(stages().front(), pty);
  type_ahead("dana\rtyped-too-early\r", "typed-too-early\r\n", pty);
  pty.read_until(password_question, patience);
  pty.type(std::string(dana_password) + "\r");
  CHECK(pty.wait(patience) == 0);
  REQUIRE(server.requests().size() == 1);
  CHECK(server.requests().front().form("password") == dana_password);
}

TEST_CASE("what was typed after the password is not taken as the code") {
  const FakePlex server;
  Pty pty(signin_on_terminal(server, {"-q", "-u", robin_username}));
  pty.read_until(password_question, patience);
  type_ahead("open-sesame\r000000\r", "\r\n\r\n", pty);
  pty.read_until(code_question, patience);
  pty.type("123456\r");
  CHECK(pty.wait(patience) == 0);
  REQUIRE(server.requests().size() == 2);
  CHECK(server.requests().back().form("verificationCode") == robin_code);
}

TEST_CASE("prompts go to the terminal and only the token to a redirected standard output") {
  const FakePlex server;
  PtyOptions options = signin_on_terminal(server, {"-q"});
  options.out = PtyStream::pipe;
  Pty pty(options);
  go_to(stages().back(), pty);
  pty.type("123456\r");
  CHECK(pty.wait(patience) == 0);
  CHECK(pty.piped_out() == line(robin_token));
  CHECK(pty.all_output().find(robin_token) == std::string::npos);
}

TEST_CASE("the time that a person takes to answer does not count") {
  const FakePlex server;
  Pty pty(signin_on_terminal(server, {"-q", "-u", frida_username, "--timeout", "1"}));
  pty.read_until(password_question, patience);
  std::this_thread::sleep_for(1100ms);
  pty.type("libre\r");
  CHECK(pty.wait(patience) == 0);
}

TEST_CASE("typing a token for standard input or the terminal does not use up the time limit") {
  for (const std::string file : {"-", "/dev/tty", "/dev/stdin"}) {
    CAPTURE(file);
    const FakePlex server;
    PtyOptions options = signin_on_terminal(server);
    options.arguments = {"auth", "whoami", "-q", "--timeout", "1", "--token-file", file};
    Pty pty(options);
    std::this_thread::sleep_for(1100ms);
    CHECK(processor_time_of(pty.pid()) < 500ms);
    pty.type(std::string(dana_token) + "\r\x04");
    CHECK(pty.wait(patience) == 0);
    CHECK(pty.all_output().ends_with("dana\r\n"));
  }
}

TEST_CASE("a typed code that is wrong is not asked for again") {
  const FakePlex server;
  Pty pty(signin_on_terminal(server, {"-q"}));
  go_to(stages().back(), pty);
  pty.type("000000\r");
  CHECK(pty.wait(patience) == 4);
  CHECK(server.requests().size() == 2);
}

TEST_CASE("Ctrl-C at any prompt ends the program with 130 and the echo on") {
  FastestRuns runs;
  for (const Stage& stage : stages()) {
    for (int times = 0; times < 3; ++times) {
      CAPTURE(times);
      CAPTURE(stage.question);
      const FakePlex server;
      Pty pty(signin_on_terminal(server));
      go_to(stage, pty);
      CHECK(pty.echo_is_on() == stage.echo);
      const auto typed = std::chrono::steady_clock::now();
      pty.type("\x03");
      CHECK(pty.wait(patience) == 130);
      runs.add(stage.question, std::chrono::steady_clock::now() - typed);
      CHECK(pty.echo_is_on());
    }
  }
  runs.check_at_once();
}

TEST_CASE("a signal at any prompt ends the program by that signal and with the echo on") {
  FastestRuns runs;
  for (const Stage& stage : stages()) {
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGPIPE,
                             SIGVTALRM, SIGPROF, SIGXCPU, SIGIO, SIGPWR}) {
      CAPTURE(stage.question);
      CAPTURE(number);
      const FakePlex server;
      Pty pty(signin_on_terminal(server));
      go_to(stage, pty);
      pty.type("half an answer");
      const auto sent = std::chrono::steady_clock::now();
      pty.signal(number);
      CHECK(pty.wait(patience) == 128 + number);
      const auto took = std::chrono::steady_clock::now() - sent;
      runs.add(stage.question, took);
      runs.add("signal " + std::to_string(number), took);
      CHECK(pty.echo_is_on());
    }
  }
  runs.check_at_once();
}

TEST_CASE("Ctrl-D at any prompt cancels with 2 and the echo on") {
  const std::array<std::string, 3> things = {"user name", "password", "verification code"};
  for (std::size_t at = 0; at < things.size(); ++at) {
    CAPTURE(things[at]);
    const FakePlex server;
    Pty pty(signin_on_terminal(server));
    go_to(stages()[at], pty);
    pty.type("\x04");
    CHECK(pty.wait(patience) == 2);
    CHECK(pty.echo_is_on());
    const std::string shown = pty.all_output();
    const std::string last =
        stages()[at].question + "\r\nplex: error: cancelled at the " + things[at] + " prompt\r\n";
    CHECK(shown.substr(shown.find(stages()[at].question)) == last);
    CHECK(server.requests().size() == (at == 2 ? 1 : 0));
  }
}

TEST_CASE("an empty answer is not a password and nothing is sent") {
  const FakePlex server;
  Pty pty(signin_on_terminal(server, {"-u", robin_username}));
  pty.read_until(password_question, patience);
  pty.type("\r");
  CHECK(pty.wait(patience) == 3);
  CHECK(pty.echo_is_on());
  CHECK(server.requests().empty());
}

TEST_CASE("Ctrl-Z at the password stops with the echo on and asks again when continued") {
  const FakePlex server;
  PtyOptions options = signin_on_terminal(server);
  // A shell with job control is needed: the kernel does not stop a program that nobody could
  // continue.
  options.arguments = {"-c",
                       "set -m; \"$0\" auth signin -q -u robin --code 123456; echo \"at $?\"; "
                       "read -r line; fg >/dev/null; echo \"then $?\"",
                       plex_program()};
  options.program = "/bin/sh";
  Pty pty(options);
  pty.read_until(password_question, patience);
  CHECK_FALSE(pty.echo_is_on());
  pty.type("half an ans\x1A");
  pty.read_until("at " + std::to_string(128 + SIGTSTP) + "\r\n", patience);
  CHECK(pty.echo_is_on());
  pty.type("\r");
  pty.read_until(password_question, patience);
  CHECK_FALSE(pty.echo_is_on());
  pty.type("open-sesame\r");
  pty.read_until(std::string(robin_token) + "\r\nthen 0\r\n", patience);
  CHECK(pty.wait(patience) == 0);
  CHECK(pty.echo_is_on());
  REQUIRE(server.requests().size() == 1);
  CHECK(server.requests().front().form("password") == robin_password);
}

}  // namespace plex::test
