// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/kept_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

std::string state_of(const RunResult& result) { return result.out; }

}  // namespace

TEST_CASE("status lists the sign-ins, marks the one in use and says which tokens work") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(robin_token);
  machine.sign_in(dana_token);
  check_run(machine.run(status), 0,
            "in use  account  source   kept in  since       state\n"
            "        robin    sign-in  file     2026-01-02  works\n"
            "*       dana     sign-in  file     2026-01-02  works\n",
            "");
  check_run(machine.run(joined(status, {"-q"})), 0, "dana\n", "");
  CHECK(machine.run(joined(status, {"-o", "tsv"})).out ==
        "false\trobin\t3333cccc4444dddd\tsign-in\tfile\t2026-01-02T03:04:05Z\tworks\n"
        "true\tdana\t0f3c9a7712bd4e55\tsign-in\tfile\t2026-01-02T03:04:05Z\tworks\n");
}

TEST_CASE("status --offline sends no request and calls nothing checked") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  const std::size_t before = server.requests().size();
  check_run(machine.run(joined(status, {"--offline"})), 0,
            "in use  account  source   kept in  since       state\n"
            "*       dana     sign-in  file     2026-01-02  not checked\n",
            "");
  CHECK(server.requests().size() == before);
}

TEST_CASE("status exits with what is wrong with the token in use, and still prints all") {
  struct Row {
    CannedResponse response;
    int status;
    const char* state;
    const char* error;
  };
  for (const Row& row :
       {Row{{401, "", "", {}},
            4,
            "rejected",
            "plex: error: plex.tv does not accept the token of the sign-in of dana"},
        Row{{498, "", "", {}},
            4,
            "expired",
            "plex: error: the token of the sign-in of dana has expired"},
        Row{{503, "", "", {}},
            8,
            "could not be checked: the service failed with status 503",
            "plex: error: the service failed with status 503"},
        Row{{429, "", "", {}},
            9,
            "could not be checked: too many requests",
            "plex: error: too many requests"}}) {
    CAPTURE(row.response.status);
    FakePlex server;
    Machine machine(server);
    machine.sign_in(dana_token);
    server.respond_always(user_path, row.response);
    const RunResult result = machine.run(joined(status, {"--retries", "0"}));
    CHECK(result.status == row.status);
    CHECK(result.out ==
          "in use  account  source   kept in  since       state\n"
          "*       dana     sign-in  file     2026-01-02  " +
              std::string(row.state) + "\n");
    CHECK(result.err.starts_with(row.error));
  }
}

TEST_CASE("status shows the token of a variable first, as the one in use") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  machine.world.environment["PLEX_TOKEN"] = frida_token;
  check_run(machine.run(status), 0,
            "in use  account  source      kept in  since       state\n"
            "*       frida    PLEX_TOKEN  -        -           works\n"
            "        dana     sign-in     file     2026-01-02  works\n",
            "");
}

TEST_CASE("status is that of a good variable even if a kept token is bad") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  machine.world.environment["PLEX_TOKEN"] = frida_token;
  REQUIRE(run_plex({"auth", "logout", "--account", "dana"}, machine.world).status == 0);
  CHECK(machine.run(status).status == 0);
}

TEST_CASE("status with nobody signed in is exit 4 and an empty list") {
  FakePlex server;
  Machine machine(server);
  check_run(machine.run(joined(status, {"--json"})), 4, "[]\n",
            "{\"error\":{\"code\":\"token_missing\",\"message\":\"no token was given and nobody is "
            "signed in\",\"exit\":4,\"httpStatus\":null,\"plexCode\":null,\"host\":null,"
            "\"retryAfter\":null,\"attempts\":null,\"hint\":\"sign in with 'plex auth login', or "
            "pass --token-file FILE or set PLEX_TOKEN\"}}\n");
}

TEST_CASE("status does not take a failure of the keyring for a missing or bad token") {
  FakePlex server;
  Machine machine(server);
  MemoryKeyring keyring;
  machine.world.keyring = keyring.keyring();
  machine.sign_in(dana_token);
  keyring.state = cmd::KeyringState::locked;
  const RunResult result = machine.run(status);
  CHECK(result.status == 3);
  CHECK(state_of(result) ==
        "in use  account  source   kept in  since       state\n"
        "*       dana     sign-in  keyring  2026-01-02  could not be checked: the keyring is "
        "locked\n");
}

}  // namespace plex::test
