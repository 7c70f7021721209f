// SPDX-License-Identifier: MIT
//
// plex auth login: by code, by password, with a token; what is kept, and where.
#include <chrono>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/kept_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

constexpr const char* code_screen =
    "Sign in to Plex\n"
    "  open   https://plex.tv/link/?pin=7RQZ\n"
    "  or go to plex.tv/link on any device and enter   7RQZ\n"
    "waiting until 03:19 (Ctrl-C stops)\n";

std::string signed_in_table(const Machine& machine) {
  return "account  dana\n"
         "e-mail   dana@example.org\n"
         "uuid     0f3c9a7712bd4e55\n"
         "kept in  the file " +
         (machine.state.path() / "plex" / "accounts.json").string() +
         "\n"
         "in use   yes\n";
}

}  // namespace

TEST_CASE("login shows a code, waits for its approval, checks the token and keeps it") {
  FakePlex server;
  Machine machine(server);
  machine.approve_while_waiting(dana_token);
  check_run(machine.run(login), 0, signed_in_table(machine), code_screen);
  CHECK(run_plex({"auth", "whoami", "-q"}, machine.world).out == "dana\n");
  CHECK(mode_of(machine.state.path() / "plex" / "accounts.json") == 0600);
}

TEST_CASE("login -o json prints who signed in and where, and no secret") {
  FakePlex server;
  Machine machine(server);
  machine.approve_while_waiting(dana_token);
  const RunResult result = machine.run(joined(login, {"--json"}));
  CHECK(result.status == 0);
  CHECK(result.out ==
        "{\"uuid\":\"0f3c9a7712bd4e55\",\"id\":81230011,\"username\":\"dana\","
        "\"email\":\"dana@example.org\",\"plexTv\":\"" +
            server.plex_tv_url() +
            "\",\"store\":\"file\",\"inUse\":true,\"source\":\"sign-in\","
            "\"signedInAt\":\"2026-01-02T03:04:07Z\",\"state\":\"works\","
            "\"error\":null}\n");
}

TEST_CASE("login polls with the client identifier that got the code and keeps it for the token") {
  FakePlex server;
  Machine machine(server);
  machine.approve_while_waiting(dana_token);
  REQUIRE(machine.run(login).status == 0);
  const std::string identifier = machine.state.read_file("plex/client-identifier");
  for (const RecordedRequest& request : server.requests()) {
    CAPTURE(request.path);
    CHECK(request.header("X-Plex-Client-Identifier") + "\n" == identifier);
  }
  CHECK(machine.accounts().find(identifier.substr(0, identifier.size() - 1)) != std::string::npos);
}

TEST_CASE("login ends with code_expired if nobody approves the code and keeps nothing") {
  FakePlex server;
  Machine machine(server);
  machine.world.on_wait = [&server](Milliseconds wait) {
    server.advance_clock(std::chrono::ceil<std::chrono::seconds>(wait));
  };
  const RunResult result = machine.run(login);
  CHECK(result.status == 7);
  CHECK(result.out.empty());
  CHECK(run_plex(joined(status, {"--offline", "--json"}), machine.world).out == "[]\n");
}

TEST_CASE("login --no-wait prints the code and --resume finishes the sign-in") {
  FakePlex server;
  Machine machine(server);
  const RunResult begun = machine.run(joined(login, {"--no-wait", "--json"}));
  check_run(begun, 0,
            "{\"code\":\"7RQZ\",\"url\":\"https://plex.tv/link/?pin=7RQZ\","
            "\"expiresAt\":\"2026-01-02T03:19:05Z\"}\n",
            "");
  const RunResult pending = machine.run(joined(login, {"--resume", "--no-wait"}));
  check_run(pending, 11, "",
            "plex: error: nobody has approved the code yet\nhint: approve it, then try again\n");
  server.approve("7RQZ", dana_token);
  const RunResult done = machine.run(joined(login, {"--resume", "--no-wait", "-q"}));
  check_run(done, 0, "dana\n", "");
  check_run(machine.run(joined(login, {"--resume"})), 2, "",
            "plex: error: there is no sign-in to resume\n"
            "hint: start one with 'plex auth login --no-wait'\n");
}

TEST_CASE("login opens a browser with a long code on a terminal if there is one") {
  FakePlex server;
  Machine machine(server);
  machine.world.stderr_is_terminal = true;
  machine.world.environment["BROWSER"] = "firefox --new-window";
  machine.world.environment["NO_COLOR"] = "1";
  machine.approve_while_waiting(dana_token);
  const RunResult result = machine.run(joined(login, {"-q"}));
  CHECK(result.status == 0);
  REQUIRE(result.opened.size() == 1);
  CHECK(result.opened.front().starts_with(
      "firefox --new-window https://app.plex.tv/auth#?clientID="));
}

TEST_CASE("login opens no browser where none may be opened and shows a short code") {
  struct Row {
    bool terminal;
    Words words;
    Variables variables;
  };
  for (const Row& row :
       {Row{false, {}, {}}, Row{true, {"--no-browser"}, {}}, Row{true, {}, {{"BROWSER", ""}}}}) {
    CAPTURE(command_line(row.words));
    FakePlex server;
    Machine machine(server);
    machine.world.stderr_is_terminal = row.terminal;
    machine.world.environment["BROWSER"] = "firefox";
    machine.world.environment["NO_COLOR"] = "1";
    for (const auto& [name, value] : row.variables) {
      machine.world.environment[name] = value;
    }
    machine.approve_while_waiting(dana_token);
    const RunResult result = machine.run(joined(login, row.words));
    CHECK(result.status == 0);
    CHECK(result.opened.empty());
    CHECK(result.err.starts_with("Sign in to Plex\n  open   https://plex.tv/link/?pin=7RQZ\n"));
  }
}

TEST_CASE("login without a person needs a token, a password or --no-wait") {
  const FakePlex server;
  FakePlex unused;
  Machine machine(unused);
  for (const Words& words : {Words{"--no-input"}, Words{}}) {
    machine.world.environment["CI"] = words.empty() ? "true" : "";
    check_run(
        machine.run(joined(login, words)), 2, "",
        "plex: error: nobody is here to approve a code\n"
        "hint: get one with --no-wait and approve it elsewhere, or pass --token-file FILE, or "
        "--username and a password\n");
  }
  CHECK(unused.requests().empty());
}

TEST_CASE("login with a user name and a password signs in as signin does and keeps the token") {
  FakePlex server;
  Machine machine(server);
  machine.world.input = std::string(dana_password) + "\n";
  check_run(machine.run(joined(login, {"-u", "dana", "--password-stdin", "-q"})), 0, "dana\n", "");
  CHECK(machine.run(joined(whoami, {"-q"})).out == "dana\n");
}

TEST_CASE("login keeps a token only if plex.tv accepts it") {
  FakePlex server;
  Machine machine(server);
  machine.world.input = std::string(unknown_token) + "\n";
  CHECK(machine.run(joined(login, {"--token-file", "-"})).status == 4);
  CHECK(machine.run(joined(status, {"--offline", "--json"})).out == "[]\n");
}

TEST_CASE("login stores, exits 0 and warns when a variable comes first") {
  FakePlex server;
  Machine machine(server);
  machine.world.environment["PLEX_TOKEN"] = robin_token;
  machine.world.input = std::string(dana_token) + "\n";
  check_run(machine.run(joined(login, {"--token-file", "-", "-q"})), 0, "dana\n",
            "plex: warning: PLEX_TOKEN is set and comes first; unset it to use this sign-in\n");
  CHECK(machine.run(joined(whoami, {"-q"})).out == "robin\n");
  machine.world.environment.erase("PLEX_TOKEN");
  CHECK(machine.run(joined(whoami, {"-q"})).out == "dana\n");
}

TEST_CASE("signin still keeps nothing but the client identifier") {
  FakePlex server;
  Machine machine(server);
  machine.world.input = std::string(dana_password) + "\n";
  CHECK(machine.run(joined(signin, {"-u", "dana", "--password-stdin", "-q"})).out ==
        line(dana_token));
  CHECK(machine.accounts().empty());
  CHECK(machine.run(whoami).status == 4);
}

TEST_CASE("login takes options of one way to sign in only") {
  FakePlex server;
  Machine machine(server);
  struct Row {
    Words words;
    const char* conflict;
  };
  for (const Row& row : {Row{{"--no-wait", "--token-file", "t"}, "--no-wait and --token-file"},
                         Row{{"--resume", "-u", "dana"}, "--resume and --username"},
                         Row{{"--resume", "--store", "file"}, "--resume and --store"},
                         Row{{"-u", "dana", "--token-file", "t"}, "--username and --token-file"},
                         Row{{"--no-browser", "--code", "123456"}, "--no-browser and --code"}}) {
    CAPTURE(command_line(row.words));
    check_run(machine.run(joined(login, row.words)), 2, "",
              "plex: error: " + std::string(row.conflict) + " cannot be used together\n");
  }
  CHECK(server.requests().empty());
}

TEST_CASE("login keeps the token in the keyring if it is ready and the file has no token") {
  FakePlex server;
  Machine machine(server);
  MemoryKeyring keyring;
  machine.world.keyring = keyring.keyring();
  machine.sign_in(dana_token);
  CHECK(keyring.tokens.at("0f3c9a7712bd4e55") == dana_token);
  CHECK(machine.accounts().find(dana_token) == std::string::npos);
  CHECK(machine.run(joined(whoami, {"-q"})).out == "dana\n");
}

TEST_CASE("login falls back to the file only where there is no keyring") {
  struct Row {
    cmd::KeyringState state;
    int status;
    const char* err;
  };
  for (const Row& row :
       {Row{cmd::KeyringState::unavailable, 0, ""}, Row{cmd::KeyringState::no_collection, 0, ""},
        Row{cmd::KeyringState::locked, 3,
            "plex: error: the keyring is locked\n"
            "hint: unlock it, or keep the token in a file with --store file\n"},
        Row{cmd::KeyringState::silent, 3,
            "plex: error: the keyring did not answer within 1 s\n"
            "hint: keep the token in a file with --store file\n"}}) {
    CAPTURE(static_cast<int>(row.state));
    FakePlex server;
    Machine machine(server);
    MemoryKeyring keyring;
    keyring.state = row.state;
    machine.world.keyring = keyring.keyring();
    machine.world.input = std::string(dana_token) + "\n";
    check_run(machine.run(joined(login, {"--token-file", "-", "-q"})), row.status,
              row.status == 0 ? "dana\n" : "", row.err);
  }
}

TEST_CASE("login does not replace a keyring that is gone by a file without being told") {
  FakePlex server;
  Machine machine(server);
  MemoryKeyring keyring;
  machine.world.keyring = keyring.keyring();
  machine.sign_in(dana_token);
  keyring.state = cmd::KeyringState::unavailable;
  machine.world.input = std::string(robin_token) + "\n";
  check_run(machine.run(joined(login, {"--token-file", "-"})), 3, "",
            "plex: error: there is no keyring here\n"
            "hint: keep the token in a file with --store file\n");
  CHECK(machine.run(joined(login, {"--token-file", "-", "--store", "file", "-q"})).status == 0);
}

TEST_CASE("a kept token that the keyring does not give up is no missing sign-in") {
  struct Row {
    cmd::KeyringState state;
    const char* code;
  };
  for (const Row& row : {Row{cmd::KeyringState::locked, "store_locked"},
                         Row{cmd::KeyringState::unavailable, "store_unavailable"},
                         Row{cmd::KeyringState::ready, "store_unreadable"}}) {
    CAPTURE(row.code);
    FakePlex server;
    Machine machine(server);
    MemoryKeyring keyring;
    machine.world.keyring = keyring.keyring();
    machine.sign_in(dana_token);
    keyring.state = row.state;
    keyring.tokens.clear();
    const RunResult result = machine.run(joined(whoami, {"--json"}));
    CHECK(result.status == 3);
    CHECK(result.err.find("\"code\":\"" + std::string(row.code) + "\"") != std::string::npos);
  }
}

}  // namespace plex::test
