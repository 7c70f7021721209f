// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/kept_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

const Words token = {"auth", "token"};

}  // namespace

TEST_CASE("token prints the bare token in use without any request") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  const std::size_t before = server.requests().size();
  check_run(machine.run(token), 0, line(dana_token), "");
  check_run(machine.run(joined(token, {"-q"})), 0, line(dana_token), "");
  check_run(machine.run(joined(token, {"--json"})), 0,
            "{\"token\":\"" + std::string(dana_token) + "\"}\n", "");
  check_run(machine.run(joined(token, {"-o", "env"})), 0,
            "PLEX_TOKEN=" + std::string(dana_token) + "\nPLEX_TOKEN_FILE=\nPLEX_ACCOUNT=\n", "");
  CHECK(server.requests().size() == before);
}

TEST_CASE("token --server prints the access token of that server") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  check_run(machine.run(joined(token, {"--server", "Attic"})), 0, line(attic_access_token), "");
  check_run(machine.run(joined(token, {"-s", "cellar"})), 0, line(cellar_access_token), "");
  check_run(machine.run(joined(token, {"-s", cellar_identifier})), 0, line(cellar_access_token),
            "");
  check_run(machine.run(joined(token, {"-s", "Nowhere"})), 5, "",
            "plex: error: the account has no server called Nowhere\n"
            "hint: 'plex auth servers' lists them; a URL starts with https:// or http://\n");
  check_run(machine.run(joined(token, {"-s", "Loft"})), 2, "",
            "plex: error: the account has 2 servers called Loft\n"
            "hint: name one by its machine identifier, which 'plex auth servers' shows\n");
}

TEST_CASE("token --account takes the token of another kept account") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(robin_token);
  machine.sign_in(dana_token);
  for (const std::string name : {"robin", "Robin@example.org", "81230022", "3333cccc4444dddd"}) {
    CAPTURE(name);
    check_run(machine.run(joined(token, {"--account", name})), 0, line(robin_token), "");
    machine.world.environment["PLEX_ACCOUNT"] = name;
    check_run(machine.run(token), 0, line(robin_token), "");
    machine.world.environment.erase("PLEX_ACCOUNT");
  }
  check_run(machine.run(joined(token, {"--account", "nobody"})), 2, "",
            "plex: error: no account called nobody is signed in\n"
            "hint: 'plex auth status' lists them; 'plex auth login' adds one\n");
}

}  // namespace plex::test
