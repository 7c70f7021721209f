// SPDX-License-Identifier: MIT
//
// That a program on a Pty has a real terminal: it prompts, echoes, takes Ctrl-C, and its echo can
// be watched from outside. /bin/sh stands in for the program.
#include "tests/support/pty.hpp"

#include <chrono>
#include <csignal>
#include <stdexcept>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "tests/support/patience.hpp"

namespace plex::test {
namespace {

using namespace std::chrono_literals;

PtyOptions shell(std::string script) {
  PtyOptions options;
  options.program = "/bin/sh";
  options.arguments = {"-c", std::move(script)};
  options.environment = {{"PATH", "/usr/bin:/bin"}};
  return options;
}

}  // namespace

TEST_CASE("a pty shows what a program prints and what is typed") {
  Pty pty(shell("printf 'Name: '; read name; echo \"Hello $name\"; exit 4"));
  CHECK(pty.read_until("Name: ", patience) == "Name: ");
  pty.type("Ann\r");
  CHECK(pty.read_until("\r\n", patience) == "Ann\r\n");
  CHECK(pty.wait(patience) == 4);
  CHECK(pty.all_output() == "Name: Ann\r\nHello Ann\r\n");
}

TEST_CASE("a pty shows that echo is off while a program reads a password") {
  Pty pty(shell("stty -echo; printf 'Password: '; read word; stty echo; echo; echo \"[$word]\""));
  pty.read_until("Password: ", patience);
  CHECK_FALSE(pty.echo_is_on());
  pty.type("hidden\r");
  CHECK(pty.wait_for_echo(true, patience));
  CHECK(pty.wait(patience) == 0);
  CHECK(pty.echo_is_on());
  CHECK(pty.all_output() == "Password: \r\n[hidden]\r\n");
}

TEST_CASE("a pty tells when a program leaves the echo off") {
  Pty pty(shell("stty -echo"));
  CHECK(pty.wait(patience) == 0);
  CHECK_FALSE(pty.echo_is_on());
  CHECK_FALSE(pty.wait_for_echo(true, 20ms));
}

TEST_CASE("Ctrl-C on a pty interrupts the program") {
  Pty pty(shell("echo ready; exec sleep 60"));
  pty.read_until("ready", patience);
  pty.type("\x03");
  CHECK(pty.wait(patience) == 128 + SIGINT);
}

TEST_CASE("Ctrl-D on a pty ends the input of the program") {
  Pty pty(shell("echo ready; read line || exit 9"));
  pty.read_until("ready", patience);
  pty.type("\x04");
  CHECK(pty.wait(patience) == 9);
}

TEST_CASE("a signal ends a program on a pty") {
  Pty pty(shell("echo ready; exec sleep 60"));
  pty.read_until("ready", patience);
  pty.signal(SIGTERM);
  CHECK(pty.wait(patience) == 128 + SIGTERM);
}

TEST_CASE("each stream of a program on a pty can be something other than the terminal") {
  PtyOptions options = shell(
      "for i in 0 1 2; do [ -t $i ] && n=$n$i; done; cat; echo err >&2; echo tty >/dev/tty;"
      "exit 1$n");
  SUBCASE("input and output are pipes") {
    options.in = PtyStream::pipe;
    options.piped_input = "piped\n";
    options.out = PtyStream::pipe;
    Pty pty(options);
    CHECK(pty.wait(patience) == 12);
    CHECK(pty.piped_out() == "piped\n");
    CHECK(pty.all_output() == "err\r\ntty\r\n");
  }
  SUBCASE("input is empty and errors are a pipe") {
    options.in = PtyStream::dev_null;
    options.err = PtyStream::pipe;
    Pty pty(options);
    CHECK(pty.wait(patience) == 11);
    CHECK(pty.piped_err() == "err\n");
    CHECK(pty.all_output() == "tty\r\n");
  }
  SUBCASE("no stream is the terminal, which is still there") {
    options.in = PtyStream::dev_null;
    options.out = PtyStream::dev_null;
    options.err = PtyStream::dev_null;
    Pty pty(options);
    CHECK(pty.wait(patience) == 1);
    CHECK(pty.all_output() == "tty\r\n");
  }
}

TEST_CASE("a pty loses nothing of what a program prints last") {
  Pty pty(shell("i=0; while [ $i -lt 5000 ]; do echo line $i; i=$((i+1)); done"));
  CHECK(pty.wait(patience) == 0);
  const std::string shown = pty.all_output();
  CHECK(shown.substr(shown.size() - 11) == "line 4999\r\n");
}

TEST_CASE("waiting in vain on a pty quotes what was seen") {
  Pty pty(shell("echo something else; exec sleep 60"));
  pty.read_until("something", patience);
  CHECK_THROWS_WITH_AS(pty.read_until("Password", 50ms),
                       "waited for \"Password\" but the terminal stood still after \" else\r\n\"",
                       std::runtime_error);
  CHECK_THROWS_AS(pty.wait(20ms), std::runtime_error);
}

TEST_CASE("a pty does not wait for text from a program that has ended") {
  Pty pty(shell("echo bye"));
  CHECK_THROWS_WITH_AS(pty.read_until("more", patience),
                       "waited for \"more\" but the terminal ended after \"bye\r\n\"",
                       std::runtime_error);
}

}  // namespace plex::test
