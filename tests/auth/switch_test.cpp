// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/kept_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

TEST_CASE("switch chooses the account that other commands use, without any request") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(robin_token);
  machine.sign_in(dana_token);
  const std::size_t before = server.requests().size();
  check_run(machine.run({"auth", "switch", "robin"}), 0,
            "account  robin\n"
            "e-mail   robin@example.org\n"
            "uuid     3333cccc4444dddd\n"
            "kept in  file\n"
            "in use   yes\n",
            "");
  CHECK(server.requests().size() == before);
  CHECK(machine.run(joined(whoami, {"-q"})).out == "robin\n");
  check_run(machine.run({"auth", "switch", "dana@example.org", "-q"}), 0, "dana\n", "");
  CHECK(machine.run(joined(whoami, {"-q"})).out == "dana\n");
}

TEST_CASE("switch -o json shows the account that is in use now") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(robin_token);
  machine.sign_in(dana_token);
  const RunResult result = machine.run({"auth", "switch", "robin", "--json"});
  CHECK(result.status == 0);
  CHECK(result.out.starts_with("{\"uuid\":\"3333cccc4444dddd\",\"id\":81230022,"));
  CHECK(result.out.find("\"inUse\":true") != std::string::npos);
  CHECK(result.out.find(robin_token) == std::string::npos);
}

TEST_CASE("switch to an account that is not signed in changes nothing") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  const std::string before = machine.accounts();
  check_run(machine.run({"auth", "switch", "robin"}), 2, "",
            "plex: error: no account called robin is signed in\n"
            "hint: 'plex auth status' lists them; 'plex auth login' adds one\n");
  CHECK(machine.accounts() == before);
}

TEST_CASE("switch where nothing can be kept says that the account is not signed in") {
  check_run(run_plex({"auth", "switch", "robin"}, World()), 2, "",
            "plex: error: no account called robin is signed in\n"
            "hint: 'plex auth status' lists them; 'plex auth login' adds one\n");
}

}  // namespace plex::test
