// SPDX-License-Identifier: MIT
//
// Which token a run uses, how messages name it, and where a kept one may go.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/kept_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

/// The last token that `server` was sent; empty if the last request had none.
std::string last_token(const FakePlex& server) {
  return server.requests().back().header("X-Plex-Token");
}

bool was_sent_a_token(const FakePlex& server) {
  for (const RecordedRequest& request : server.requests()) {
    if (request.has_header("X-Plex-Token")) {
      return true;
    }
  }
  return false;
}

/// A machine on which robin and dana are signed in, and dana's account is in use.
void sign_in_two(Machine& machine) {
  machine.sign_in(robin_token);
  machine.sign_in(dana_token);
}

}  // namespace

TEST_CASE("options come before --account, which comes before variables and the account in use") {
  FakePlex server;
  Machine machine(server);
  sign_in_two(machine);
  const auto file = machine.state.write_file("token.txt", frida_token);
  struct Row {
    Words words;
    Variables variables;
    const char* token;
    const char* source;
  };
  for (const Row& row : {
           Row{{"--token", emil_token, "--account", "robin"},
               {{"PLEX_TOKEN", frida_token}},
               emil_token,
               "--token"},
           Row{{"--account", "robin"},
               {{"PLEX_TOKEN", frida_token}},
               robin_token,
               "the sign-in of robin"},
           Row{{},
               {{"PLEX_TOKEN", frida_token}, {"PLEX_ACCOUNT", "robin"}},
               frida_token,
               "PLEX_TOKEN"},
           Row{{},
               {{"PLEX_TOKEN_FILE", file.string()}, {"PLEX_ACCOUNT", "robin"}},
               frida_token,
               nullptr},
           Row{{}, {{"PLEX_ACCOUNT", "robin"}}, robin_token, "the sign-in of robin"},
           Row{{}, {}, dana_token, "the sign-in of dana"},
       }) {
    CAPTURE(command_line(row.words));
    CAPTURE(assignments(row.variables));
    World world = machine.world;
    world.environment.insert(row.variables.begin(), row.variables.end());
    const std::string source =
        row.source == nullptr ? "PLEX_TOKEN_FILE " + file.string() : std::string(row.source);
    const RunResult result = run_plex(joined(joined(whoami, {"-q", "-v"}), row.words), world);
    CHECK(result.status == 0);
    CHECK(last_token(server) == row.token);
    CHECK(result.err.find("* the token is that of " + source + "\n") != std::string::npos);
  }
}

TEST_CASE("a rejected token of a variable is named, with the sign-in that it hides") {
  FakePlex server;
  Machine machine(server);
  machine.world.environment["PLEX_TOKEN"] = unknown_token;
  const RunResult alone = machine.run(whoami);
  CHECK(alone.status == 4);
  CHECK(alone.err ==
        "plex: error: plex.tv does not accept the token of PLEX_TOKEN; server said: \"User could "
        "not be authenticated\" (" +
            server.host() + ")\nhint: sign in again with 'plex auth login'\n");
  machine.world.environment.erase("PLEX_TOKEN");
  machine.sign_in(dana_token);
  machine.world.environment["PLEX_TOKEN"] = unknown_token;
  CHECK(machine.run(whoami).err.ends_with("hint: unset PLEX_TOKEN to use the sign-in of dana\n"));
}

TEST_CASE("a kept token is never forgotten because it was rejected") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  const std::string before = machine.accounts();
  server.respond_next(user_path, {401, "", "", {}});
  const RunResult result = machine.run(whoami);
  CHECK(result.status == 4);
  CHECK(result.err.starts_with(
      "plex: error: plex.tv does not accept the token of the sign-in of dana"));
  CHECK(machine.accounts() == before);
  CHECK(machine.run(whoami).status == 0);
}

TEST_CASE("a kept token is sent with the client identifier of its sign-in") {
  FakePlex server;
  Machine machine(server);
  sign_in_two(machine);
  REQUIRE(machine.run(whoami).status == 0);
  const std::string of_dana = server.requests().back().header("X-Plex-Client-Identifier");
  REQUIRE(machine.run(joined(whoami, {"--account", "robin"})).status == 0);
  const std::string of_robin = server.requests().back().header("X-Plex-Client-Identifier");
  CHECK(of_dana != of_robin);
  CHECK(machine.accounts().find(of_dana) != std::string::npos);
  CHECK(machine.accounts().find(of_robin) != std::string::npos);
}

TEST_CASE("a kept token goes to no other plex.tv than its own") {
  FakePlex server;
  const FakePlex other;
  Machine machine(server);
  machine.sign_in(dana_token);
  machine.world.environment["PLEX_TV_URL"] = other.plex_tv_url();
  for (const Words& words : {whoami, Words{"auth", "servers"}, Words{"auth", "claim-token"},
                             Words{"auth", "new-token", "x"}, joined(transient, {"-s", "Attic"})}) {
    CAPTURE(command_line(words));
    CHECK(machine.run(words).status == 4);
    const RunResult result = machine.run(joined(words, {"--json"}));
    CHECK(result.err.find("\"code\":\"token_missing\"") != std::string::npos);
  }
  CHECK(other.requests().empty());
}

TEST_CASE("a sign-in is used with its own plex.tv if no other one is named") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  machine.world.environment.erase("PLEX_TV_URL");
  CHECK(machine.run(joined(whoami, {"-q"})).out == "dana\n");
}

TEST_CASE("a kept token stays away from a server that plex.tv does not list") {
  FakePlex server;
  const FakePlex stranger({.everywhere = true});
  Machine machine(server);
  machine.sign_in(dana_token);
  const std::string url = "http://127.0.0.2:" + std::to_string(stranger.port());
  server.respond_always("/unused", {});
  const RunResult result = machine.run(joined(transient, {"-s", "http://192.0.2.1:32400"}));
  CHECK(result.status == 4);
  CHECK(result.err ==
        "plex: error: the sign-in of dana knows no server at 192.0.2.1:32400\n"
        "hint: 'plex auth servers' lists its servers; for another one pass --token-file FILE\n");
  CHECK_FALSE(was_sent_a_token(stranger));
}

TEST_CASE("a server on loopback gets its own access token, never that of the account") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  CHECK(machine.run(joined(transient, {"-s", server.server_url()})).status == 0);
  CHECK(last_token(server) == attic_access_token);
}

TEST_CASE("a server on loopback that the account does not have gets no token") {
  FakePlex server;
  FakePlex stranger;
  stranger.respond_always(
      "/identity",
      {.body = R"({"MediaContainer":{"machineIdentifier":"0123456789abcdef0123456789"}})"});
  Machine machine(server);
  machine.sign_in(dana_token);
  CHECK(machine.run(joined(transient, {"-s", stranger.server_url()})).status == 4);
  CHECK_FALSE(was_sent_a_token(stranger));
}

TEST_CASE("tokens of options and variables are the user's own word and go anywhere") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  const RunResult result =
      machine.run(joined(transient, {"-s", server.server_url(), "--token", kid_token}));
  CHECK(result.status == 0);
  CHECK(last_token(server) == kid_token);
}

TEST_CASE("-s NAME uses the first connection of the server that answers, and its own token") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  for (const std::string name : {"Attic", "attic", attic_identifier}) {
    CAPTURE(name);
    const RunResult result = machine.run(joined(transient, {"-s", name, "--field", "server"}));
    CHECK(result.status == 0);
    CHECK(result.out == server.server_url() + "\n");
    CHECK(last_token(server) == attic_access_token);
  }
  machine.world.environment["PLEX_URL"] = "Attic";
  CHECK(machine.run(joined(attic, {"-q"})).status == 0);
}

TEST_CASE("-s NAME works with a token of a variable too") {
  const FakePlex server;
  World world = fake_world(server);
  world.environment["PLEX_URL"] = "Attic";
  CHECK(run_plex(transient, world).status == 0);
  CHECK(last_token(server) == attic_access_token);
}

TEST_CASE("-s NAME never goes to a server whose certificate is not verified") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  check_run(machine.run(joined(transient, {"-s", "Attic", "--insecure"})), 2, "",
            "plex: error: --insecure cannot be used with the name of a server\n"
            "hint: name the server by its URL\n");
}

TEST_CASE("-s NAME of a server that answers nowhere says so") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  const RunResult result = machine.run(joined(transient, {"-s", "Barn"}));
  CHECK(result.status == 6);
  CHECK(result.err ==
        "plex: error: the server Barn answers at none of its 1 addresses\n"
        "hint: 'plex auth servers NAME --reachable' shows why\n");
}

TEST_CASE("a run with a token of its own opens neither the store nor the keyring") {
  FakePlex server;
  Machine machine(server);
  machine.state.write_file("plex/accounts.json", "not a store");
  MemoryKeyring keyring;
  machine.world.keyring = keyring.keyring();
  machine.world.environment["PLEX_TOKEN"] = dana_token;
  machine.world.environment["PLEX_URL"] = server.server_url();
  for (const Words& words : {whoami, transient, Words{"auth", "servers"}, Words{"auth", "token"}}) {
    CAPTURE(command_line(words));
    CHECK(machine.run(words).status == 0);
  }
  CHECK(keyring.calls == 0);
}

}  // namespace plex::test
