// SPDX-License-Identifier: MIT
//
// Signing in by code or by password at a terminal, with the sign-in kept: what is shown, how a
// person stops it, and how a browser is started. The prompts themselves are in prompt_test.cpp.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <regex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/patience.hpp"
#include "tests/support/plex_process.hpp"
#include "tests/support/programs.hpp"
#include "tests/support/pty.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

const Words login = {"auth", "login", "--store", "file"};
const std::string password_question = "Password: ";
const std::string code_question = "Verification code: ";

/// The end of one writing of the time left.
const std::string erase_rest = "\x1B[K";

/// A person at a terminal, and a state directory of their own.
struct Desk {
  explicit Desk(const FakePlex& server)
      : variables({{"PLEX_TV_URL", server.plex_tv_url()},
                   {"XDG_STATE_HOME", home.path()},
                   {"HOME", home.path()},
                   {"PATH", "/usr/bin:/bin"},
                   {"TZ", "UTC"},
                   {"NO_COLOR", "1"}}) {}

  [[nodiscard]] PtyOptions login_with(const Words& more) const {
    PtyOptions options;
    options.program = plex_program();
    options.arguments = joined(login, more);
    options.environment = variables;
    return options;
  }

  /// The user names that are kept, as a run that asks nobody prints them.
  [[nodiscard]] std::string kept() const {
    const ProcessResult result =
        run_process(plex_process({"auth", "status", "--offline", "-q"}, variables));
    return result.out;
  }

  /// Writes a script that BROWSER then names.
  void use_browser(const std::string& script) {
    variables["BROWSER"] = home.write_file("browser", "#!/bin/sh\n" + script, 0700);
  }

  [[nodiscard]] bool has(const std::string& name) const {
    return std::filesystem::exists(home.path() / name);
  }

  TemporaryDirectory home = {};
  Variables variables;
};

bool happens(const std::function<bool()>& event) {
  const auto deadline = steady_clock::now() + patience;
  while (!event()) {
    if (steady_clock::now() > deadline) {
      return false;
    }
    std::this_thread::sleep_for(5ms);
  }
  return true;
}

/// All writings of the time left, in order.
std::vector<std::string> times_left(const std::string& shown) {
  static const std::regex written("\r([0-9]+:[0-9]{2}) left \\(Ctrl-C stops\\)\x1B\\[K");
  std::vector<std::string> times;
  for (std::sregex_iterator at(shown.begin(), shown.end(), written), end; at != end; ++at) {
    times.push_back((*at)[1]);
  }
  return times;
}

/// What was written besides the time left and what erases it.
std::string without_times(const std::string& shown) {
  return std::regex_replace(shown,
                            std::regex("\r([0-9]+:[0-9]{2} left \\(Ctrl-C stops\\))?\x1B\\[K"), "");
}

/// The screen with a code, of which only the time of day is not known.
bool is_code_screen(const std::string& shown, const std::string& result) {
  const std::string begin =
      "Sign in to Plex\r\n"
      "  open   https://plex.tv/link/?pin=7RQZ\r\n"
      "  or go to plex.tv/link on any device and enter   7RQZ\r\n"
      "waiting until ";
  const std::string end = " (Ctrl-C stops)\r\n" + result;
  static const std::regex time_of_day("[0-2][0-9]:[0-5][0-9]");
  return shown.size() == begin.size() + 5 + end.size() && shown.starts_with(begin) &&
         shown.ends_with(end) && std::regex_match(shown.substr(begin.size(), 5), time_of_day);
}

/// The seconds of a time left, "14:58".
int seconds_of(const std::string& time) {
  const std::size_t colon = time.find(':');
  return std::stoi(time.substr(0, colon)) * 60 + std::stoi(time.substr(colon + 1));
}

}  // namespace

TEST_CASE("login at a terminal shows the code and rewrites the time left until it is approved") {
  FakePlex server;
  const Desk desk(server);
  Pty pty(desk.login_with({"--no-browser", "-q"}));
  pty.read_until("left (Ctrl-C stops)" + erase_rest, patience);
  pty.read_until("left (Ctrl-C stops)" + erase_rest, patience);
  server.approve(first_short_code, dana_token);
  CHECK(pty.wait(patience) == 0);
  const std::string shown = pty.all_output();
  CAPTURE(shown);
  CHECK(is_code_screen(without_times(shown), "dana\r\n"));
  const std::vector<std::string> times = times_left(shown);
  REQUIRE(times.size() >= 2);
  CHECK(seconds_of(times.front()) <= 900);
  CHECK(seconds_of(times.front()) >= 895);
  CHECK(std::is_sorted(times.rbegin(), times.rend(), [](const auto& one, const auto& other) {
    return seconds_of(one) < seconds_of(other);
  }));
  CHECK(seconds_of(times.back()) < seconds_of(times.front()));
  // What is left of the last one is erased before the result.
  CHECK(shown.ends_with(erase_rest + "\r" + erase_rest + "dana\r\n"));
  CHECK(desk.kept() == "dana\n");
}

TEST_CASE("the time left is shown only on a terminal") {
  FakePlex server;
  const Desk desk(server);
  PtyOptions options = desk.login_with({"-q"});
  options.err = PtyStream::pipe;
  Pty pty(options);
  REQUIRE(happens([&] { return !server.pins().empty(); }));
  server.approve(first_short_code, dana_token);
  CHECK(pty.wait(patience) == 0);
  CHECK(is_code_screen(replaced(pty.piped_err(), "\n", "\r\n"), ""));
  CHECK(pty.all_output() == "dana\r\n");
}

TEST_CASE("Ctrl-C while a code waits for approval ends login with 130 and keeps nothing") {
  FakePlex server;
  const Desk desk(server);
  Pty pty(desk.login_with({"--no-browser"}));
  pty.read_until("left (Ctrl-C stops)" + erase_rest, patience);
  pty.type("\x03");
  CHECK(pty.wait(patience) == 130);
  CHECK(is_code_screen(replaced(without_times(pty.all_output()), "^C", ""), ""));
  server.approve(first_short_code, dana_token);
  CHECK(desk.kept().empty());
  CHECK_FALSE(desk.has("plex/pending-sign-in.json"));
  CHECK(server.requests().size() == 1);
}

TEST_CASE("login starts the browser of BROWSER with the page of a long code and no streams") {
  FakePlex server;
  Desk desk(server);
  desk.use_browser(
      "streams=$(readlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2)\n"
      "printf '%s\\n' \"$streams\" >\"$HOME/streams\"\n"
      "printf '%s\\n' \"$@\" >\"$HOME/opened.new\"\n"
      "mv \"$HOME/opened.new\" \"$HOME/opened\"\n");
  desk.variables["BROWSER"] += " --new-window";
  Pty pty(desk.login_with({"-q"}));
  pty.read_until("waiting until", patience);
  REQUIRE(happens([&] { return desk.has("opened"); }));
  const std::string shown = pty.all_output();
  const std::string identifier = desk.home.read_file("plex/client-identifier");
  const std::string url =
      "https://app.plex.tv/auth#?clientID=" + identifier.substr(0, identifier.find('\n')) +
      "&code=" + first_strong_code + "&context%5Bdevice%5D%5Bproduct%5D=plex-cli";
  CHECK(desk.home.read_file("opened") == "--new-window\n" + url + "\n");
  CHECK(desk.home.read_file("streams") == "/dev/null\n/dev/null\n/dev/null\n");
  CHECK(shown.starts_with("Sign in to Plex\r\n  open   " + url + "\r\nwaiting until "));
  server.approve(first_strong_code, dana_token);
  CHECK(pty.wait(patience) == 0);
  CHECK(desk.kept() == "dana\n");
}

TEST_CASE("login does not wait for the browser and does not end it") {
  FakePlex server;
  Desk desk(server);
  desk.use_browser(
      ": >\"$HOME/started\"\n"
      "while [ ! -e \"$HOME/go\" ] && [ -d \"$HOME\" ]; do sleep 0.05; done\n"
      ": >\"$HOME/ended\"\n");
  Pty pty(desk.login_with({"-q"}));
  REQUIRE(happens([&] { return desk.has("started") && !server.pins().empty(); }));
  server.approve(first_strong_code, dana_token);
  CHECK(pty.wait(patience) == 0);
  CHECK_FALSE(desk.has("ended"));
  desk.home.write_file("go", "");
  CHECK(happens([&] { return desk.has("ended"); }));
}

TEST_CASE("a browser that fails or does not exist is no failure of login") {
  for (const std::string browser : {"/nowhere/browser", "false"}) {
    CAPTURE(browser);
    FakePlex server;
    Desk desk(server);
    desk.variables["BROWSER"] = browser;
    Pty pty(desk.login_with({"-q"}));
    pty.read_until("left (Ctrl-C stops)", patience);
    server.approve(first_strong_code, dana_token);
    CHECK(pty.wait(patience) == 0);
    const std::string shown = without_times(pty.all_output());
    CHECK(shown.starts_with("Sign in to Plex\r\n  open   https://app.plex.tv/auth#?clientID="));
    CHECK(shown.ends_with(" (Ctrl-C stops)\r\ndana\r\n"));
  }
}

TEST_CASE("login -u asks for the password without echo and for the code that Plex wants") {
  const FakePlex server;
  const Desk desk(server);
  Pty pty(desk.login_with({"-u", robin_username, "-q"}));
  pty.read_until(password_question, patience);
  CHECK_FALSE(pty.echo_is_on());
  pty.type("open-sesame\r");
  pty.read_until(code_question, patience);
  CHECK(pty.echo_is_on());
  pty.type("123456\r");
  CHECK(pty.wait(patience) == 0);
  CHECK(pty.echo_is_on());
  CHECK(pty.all_output() == password_question + "\r\n" + code_question + "123456\r\nrobin\r\n");
  CHECK(desk.kept() == "robin\n");
}

TEST_CASE("Ctrl-C at the prompts of login ends it with 130 and the echo on and keeps nothing") {
  for (const bool at_code : {false, true}) {
    CAPTURE(at_code);
    const FakePlex server;
    const Desk desk(server);
    Pty pty(desk.login_with({"-u", robin_username}));
    pty.read_until(password_question, patience);
    if (at_code) {
      pty.type("open-sesame\r");
      pty.read_until(code_question, patience);
    }
    pty.type("\x03");
    CHECK(pty.wait(patience) == 130);
    CHECK(pty.echo_is_on());
    CHECK(desk.kept().empty());
  }
}

}  // namespace plex::test
