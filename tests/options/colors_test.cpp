// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

struct Colored {
  bool out;
  bool err;
};

bool is_colored(const std::string& text) { return text.find('\x1B') != std::string::npos; }

/// What is coloured when a result goes to standard output and when an error goes to the other.
Colored colors_of(const Words& options, const Variables& variables, bool out_terminal,
                  bool err_terminal) {
  const FakePlex server;
  World world = fake_world(server);
  world.environment.insert(variables.begin(), variables.end());
  world.stdout_is_terminal = out_terminal;
  world.stderr_is_terminal = err_terminal;
  const RunResult shown = run_plex(joined(whoami, options), world);
  CHECK(shown.status == 0);
  world.environment["PLEX_TOKEN"] = unknown_token;
  const RunResult failed = run_plex(joined(whoami, options), world);
  CHECK(failed.status == 4);
  return {is_colored(shown.out), is_colored(failed.err)};
}

void check_both(const Words& options, const Variables& variables, bool terminal, bool colored) {
  CAPTURE(command_line(options));
  CAPTURE(assignments(variables));
  CAPTURE(terminal);
  const Colored colors = colors_of(options, variables, terminal, terminal);
  CHECK(colors.out == colored);
  CHECK(colors.err == colored);
}

}  // namespace

TEST_CASE("colour depends by default on each stream being a terminal") {
  for (const bool out : {false, true}) {
    CAPTURE(out);
    for (const bool err : {false, true}) {
      CAPTURE(err);
      const Colored colors = colors_of({}, {}, out, err);
      CHECK(colors.out == out);
      CHECK(colors.err == err);
    }
  }
  check_both({"--color", "auto"}, {}, true, true);
  check_both({"--color", "auto"}, {}, false, false);
}

TEST_CASE("--color beats every variable and the terminal") {
  const Variables against = {{"NO_COLOR", "1"}, {"CLICOLOR", "0"}, {"TERM", "dumb"}};
  check_both({"--color", "always"}, against, false, true);
  check_both({"--color=never"}, {{"CLICOLOR_FORCE", "1"}}, true, false);
  check_both({"--color", "never", "--color", "always"}, {}, false, true);
  check_both({"--color", "auto"}, against, true, false);
}

TEST_CASE("the colour variables are read in their order") {
  check_both({}, {{"NO_COLOR", "1"}, {"CLICOLOR_FORCE", "1"}}, true, false);
  check_both({}, {{"NO_COLOR", "0"}}, true, false);
  check_both({}, {{"NO_COLOR", ""}}, true, true);
  check_both({}, {{"CLICOLOR_FORCE", "1"}, {"CLICOLOR", "0"}, {"TERM", "dumb"}}, false, true);
  check_both({}, {{"CLICOLOR_FORCE", "0"}}, false, false);
  check_both({}, {{"CLICOLOR_FORCE", ""}}, false, false);
  check_both({}, {{"CLICOLOR", "0"}, {"TERM", "xterm"}}, true, false);
  check_both({}, {{"CLICOLOR", "1"}}, true, true);
  check_both({}, {{"CLICOLOR", "1"}}, false, false);
  check_both({}, {{"CLICOLOR", "1"}, {"TERM", "dumb"}}, true, false);
  check_both({}, {{"TERM", "dumb"}}, true, false);
  check_both({}, {{"TERM", "xterm-256color"}}, false, false);
}

TEST_CASE("colour changes nothing but colour and only tables and errors have it") {
  const FakePlex server;
  const World world = fake_world(server);
  const Words always = {"--color", "always"};
  const std::string colored = run_plex(joined(whoami, always), world).out;
  CHECK(replaced(replaced(colored, "\x1B[1m", ""), "\x1B[0m", "") == run_plex(whoami, world).out);
  for (const Words& form :
       {Words{"-o", "json"}, Words{"-o", "tsv"}, Words{"-q"}, Words{"--field", "username"}}) {
    CAPTURE(command_line(form));
    check_run(run_plex(joined(joined(whoami, form), always), world), 0,
              run_plex(joined(whoami, form), world).out, "");
  }
  World failing = fake_world(server, unknown_token);
  CHECK_FALSE(is_colored(run_plex(joined({"auth", "whoami", "--json"}, always), failing).err));
}

TEST_CASE("--color applies to help") {
  World terminal;
  terminal.stdout_is_terminal = true;
  terminal.stderr_is_terminal = true;
  CHECK(is_colored(run_plex({"auth", "whoami", "-h"}, terminal).out));
  CHECK_FALSE(is_colored(run_plex({"auth", "whoami", "--color", "never", "-h"}, terminal).out));
  CHECK(is_colored(run_plex({"auth", "whoami", "--color", "always", "-h"}).out));
  CHECK_FALSE(is_colored(run_plex({"help"}, {}).out));
}

TEST_CASE("--color applies to the report of an unknown word") {
  World terminal;
  terminal.stderr_is_terminal = true;
  CHECK(is_colored(run_plex({"auth", "whoami", "--bogus"}, terminal).err));
  CHECK_FALSE(
      is_colored(run_plex({"auth", "whoami", "--color", "never", "--bogus"}, terminal).err));
  CHECK(is_colored(run_plex({"auth", "whoami", "--color=always", "--bogus"}).err));
}

TEST_CASE("--color takes three words only") {
  for (const std::string word : {"yes", "", "Always", "on"}) {
    CAPTURE(word);
    check_run(run_plex({"auth", "whoami", "--color", word}), 2, "",
              "plex: error: --color must be auto, always or never\n");
  }
}

}  // namespace plex::test
