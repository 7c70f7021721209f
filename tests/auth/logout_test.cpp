// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/kept_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

bool is_kept(const Machine& machine, const std::string& name) {
  return machine.run(joined(status, {"--offline", "--json"})).out.find("\"" + name + "\"") !=
         std::string::npos;
}

}  // namespace

TEST_CASE("logout makes plex.tv revoke the token and then forgets it") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  check_run(machine.run(logout), 0, "signed out  dana\n", "");
  const RecordedRequest request = server.requests().back();
  CHECK(request.method == "DELETE");
  CHECK(request.path == signout_path);
  CHECK(request.header("X-Plex-Token") == dana_token);
  CHECK(machine.accounts().find(dana_token) == std::string::npos);
  check_run(machine.run(whoami), 4, "",
            "plex: error: no token was given and nobody is signed in\n"
            "hint: sign in with 'plex auth login', or pass --token-file FILE or set PLEX_TOKEN\n");
}

TEST_CASE("logout -o json and tsv show who was signed out and no token") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  check_run(machine.run(joined(logout, {"--local", "--json"})), 0,
            "[{\"uuid\":\"0f3c9a7712bd4e55\",\"id\":81230011,\"username\":\"dana\","
            "\"email\":\"dana@example.org\",\"plexTv\":\"" +
                server.plex_tv_url() +
                "\",\"store\":\"file\",\"inUse\":false,\"source\":\"sign-in\","
                "\"signedInAt\":\"2026-01-02T03:04:05Z\",\"state\":\"unchecked\","
                "\"error\":null}]\n",
            "");
  machine.sign_in(dana_token);
  check_run(machine.run(joined(logout, {"--local", "-o", "tsv"})), 0, "dana\t0f3c9a7712bd4e55\n",
            "");
}

TEST_CASE("logout with nobody signed in is a note and succeeds in every form") {
  FakePlex server;
  Machine machine(server);
  check_run(machine.run(logout), 0, "", "plex: note: nobody is signed in\n");
  check_run(machine.run(joined(logout, {"-q"})), 0, "", "");
  CHECK(machine.run(joined(logout, {"--json"})).out == "[]\n");
  CHECK(server.requests().empty());
}

TEST_CASE("logout keeps the sign-in when plex.tv cannot revoke the token") {
  struct Row {
    CannedResponse response;
    int status;
  };
  for (const Row& row : {Row{{.status = 503}, 8}, Row{{.status = 429}, 9}}) {
    CAPTURE(row.response.status);
    FakePlex server;
    Machine machine(server);
    machine.sign_in(dana_token);
    server.respond_always(signout_path, row.response);
    CHECK(machine.run(joined(logout, {"--retries", "0"})).status == row.status);
    CHECK(is_kept(machine, "dana"));
  }
}

TEST_CASE("logout forgets a token that plex.tv does not accept any more") {
  for (const int refusal : {401, 422}) {
    CAPTURE(refusal);
    FakePlex server;
    Machine machine(server);
    machine.sign_in(dana_token);
    server.respond_next(
        signout_path,
        {refusal, "application/xml", "<errors> <error>Invalid token</error> </errors>", {}});
    check_run(machine.run(logout), 0, "signed out  dana\n",
              "plex: note: plex.tv had already revoked the token of dana\n");
    CHECK_FALSE(is_kept(machine, "dana"));
  }
}

TEST_CASE("logout --local forgets without any request") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  const std::size_t before = server.requests().size();
  check_run(machine.run(joined(logout, {"--local", "-q"})), 0, "dana\n", "");
  CHECK(server.requests().size() == before);
  CHECK_FALSE(is_kept(machine, "dana"));
}

TEST_CASE("logout --account leaves the others and --all leaves nobody") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  machine.sign_in(robin_token);
  machine.sign_in(frida_token);
  check_run(machine.run(joined(logout, {"--account", "robin", "-q"})), 0, "robin\n", "");
  CHECK(is_kept(machine, "dana"));
  CHECK(is_kept(machine, "frida"));
  check_run(machine.run(joined(logout, {"--all", "-q"})), 0, "dana\nfrida\n", "");
  CHECK(machine.run(joined(status, {"--offline", "--json"})).out == "[]\n");
}

TEST_CASE("logout --all says who was signed out before it failed, and keeps the others") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  machine.sign_in(robin_token);
  server.respond_next(signout_path, {204, "", "", {}});
  server.respond_next(signout_path, {503, "", "", {}});
  const RunResult result = machine.run(joined(logout, {"--all", "--retries", "0"}));
  CHECK(result.status == 8);
  CHECK(result.out.empty());
  CHECK(result.err.find("plex: note: signed out dana\nplex: error: ") != std::string::npos);
  CHECK_FALSE(is_kept(machine, "dana"));
  CHECK(is_kept(machine, "robin"));
}

TEST_CASE("logout says which account is in use afterwards, and takes none of several by itself") {
  FakePlex server;
  Machine machine(server);
  machine.sign_in(dana_token);
  machine.sign_in(robin_token);
  check_run(machine.run(logout), 0, "signed out  robin\n",
            "plex: note: the account in use is now dana\n");
  CHECK(machine.run(joined(whoami, {"-q"})).out == "dana\n");
  machine.sign_in(emil_token);
  machine.sign_in(frida_token);
  check_run(machine.run(logout), 0, "signed out  frida\n", "");
  check_run(machine.run(whoami), 4, "",
            "plex: error: no account is in use\n"
            "hint: choose one with 'plex auth switch ACCOUNT'\n");
}

TEST_CASE("logout removes the token from the keyring too") {
  FakePlex server;
  Machine machine(server);
  MemoryKeyring keyring;
  machine.world.keyring = keyring.keyring();
  machine.sign_in(dana_token);
  REQUIRE(keyring.tokens.size() == 1);
  CHECK(machine.run(logout).status == 0);
  CHECK(keyring.tokens.empty());
}

}  // namespace plex::test
