// SPDX-License-Identifier: MIT
//
// Runs of the real program that change the kept sign-ins at the same time: none loses what another
// has kept, and those that only read never see half a change. The store alone is in
// account_store_test.cpp.
#include <chrono>
#include <cstddef>
#include <list>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/support/fake_plex_payloads.hpp"
#include "tests/support/plex_process.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using Json = nlohmann::json;

/// A machine whose sign-ins are in a file, and on which several programs run at the same time.
struct SharedHome {
  explicit SharedHome(const FakePlex& server)
      : variables({{"PLEX_TV_URL", server.plex_tv_url()},
                   {"PLEX_STORE", "file"},
                   {"XDG_STATE_HOME", home.path()},
                   {"HOME", home.path()}}) {}

  [[nodiscard]] ProcessOptions plex(const Words& words) const {
    return plex_process(joined({"auth"}, words), variables);
  }

  [[nodiscard]] ProcessOptions login(const std::string& token) const {
    ProcessOptions options = plex({"login", "--token-file", "-", "-q"});
    options.input = FromText{line(token)};
    return options;
  }

  /// Runs this line of a shell, which finds the program as "$plex".
  [[nodiscard]] ProcessOptions shell(const std::string& script) const {
    ProcessOptions options;
    options.program = "/bin/sh";
    options.arguments = {"-c", script};
    options.environment = variables;
    options.environment["PATH"] = "/usr/bin:/bin";
    options.environment["plex"] = plex_program();
    options.limit = std::chrono::minutes{1};
    return options;
  }

  void sign_in(const std::string& token) const { REQUIRE(run_process(login(token)).status == 0); }

  /// The user names that are kept.
  [[nodiscard]] std::multiset<std::string> kept() const {
    std::multiset<std::string> names;
    const ProcessResult result = run_process(plex({"status", "--offline", "--json"}));
    for (const Json& each : Json::parse(result.out)) {
      names.insert(each.at("username"));
    }
    return names;
  }

  TemporaryDirectory home = {};
  Variables variables;
};

/// Starts all of these before it waits for any, and checks that all succeed and say nothing else.
void run_together(const std::vector<ProcessOptions>& runs, const std::vector<std::string>& out) {
  std::list<Process> processes;
  for (const ProcessOptions& run : runs) {
    processes.emplace_back(run);
  }
  std::size_t at = 0;
  for (Process& process : processes) {
    const ProcessResult result = process.wait();
    CHECK(result.status == 0);
    CHECK(result.out == out[at++]);
    CHECK(result.err == "");
  }
}

/// The account of this number, as plex.tv shows it for its token.
CannedResponse numbered_account(int number) {
  Json account = Json::parse(dana_account());
  const std::string name = "user-" + std::to_string(number);
  account["id"] = 90'000'000 + number;
  account["uuid"] = "uuid-of-" + name;
  account["username"] = name;
  account["email"] = name + "@example.org";
  account["authToken"] = "token-of-" + name;
  return {.body = account.dump()};
}

/// The one of dana and robin that this list says is in use.
std::string account_in_use(const std::string& list) {
  const Json accounts = Json::parse(list);
  REQUIRE(accounts.size() == 2);
  CHECK(accounts[0].at("username") == "dana");
  CHECK(accounts[1].at("username") == "robin");
  CHECK(accounts[0].at("inUse") != accounts[1].at("inUse"));
  return accounts[accounts[0].at("inUse") == true ? 0 : 1].at("username");
}

}  // namespace

TEST_CASE("two logins at once are both kept, 25 times") {
  const FakePlex server;
  for (int round = 0; round < 25; ++round) {
    CAPTURE(round);
    const SharedHome machine(server);
    run_together({machine.login(dana_token), machine.login(robin_token)}, {"dana\n", "robin\n"});
    CHECK(machine.kept() == std::multiset<std::string>{"dana", "robin"});
  }
}

TEST_CASE("a hundred logins by four shells at once are all kept") {
  FakePlex server;
  const SharedHome machine(server);
  for (int number = 0; number < 100; ++number) {
    server.respond_next(user_path, numbered_account(number));
  }
  std::list<Process> shells;
  for (int shell = 0; shell < 4; ++shell) {
    shells.emplace_back(machine.shell(
        "for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do\n"
        "  echo any-token-of-this-run | \"$plex\" auth login --token-file - -q || exit 1\n"
        "done"));
  }
  std::multiset<std::string> said;
  for (Process& shell : shells) {
    const ProcessResult result = shell.wait();
    CHECK(result.status == 0);
    CHECK(result.err == "");
    for (std::size_t at = 0; at < result.out.size(); at = result.out.find('\n', at) + 1) {
      said.insert(result.out.substr(at, result.out.find('\n', at) - at));
    }
  }
  CHECK(said.size() == 100);
  CHECK(machine.kept() == said);
}

TEST_CASE("a logout and a login of another account at once leave just the other, 25 times") {
  const FakePlex server;
  for (int round = 0; round < 25; ++round) {
    CAPTURE(round);
    const SharedHome machine(server);
    machine.sign_in(frida_token);
    const ProcessOptions logout = machine.plex({"logout", "--local", "--account", "frida", "-q"});
    run_together({logout, machine.login(robin_token)}, {"frida\n", "robin\n"});
    CHECK(machine.kept() == std::multiset<std::string>{"robin"});
  }
}

TEST_CASE("readers see one of two valid answers while others switch to and fro") {
  const FakePlex server;
  const SharedHome machine(server);
  machine.sign_in(dana_token);
  machine.sign_in(robin_token);
  const std::string to_and_fro =
      "while [ ! -e \"$HOME/stop\" ]; do\n"
      "  \"$plex\" auth switch dana -q && \"$plex\" auth switch robin -q || exit 1\n"
      "done";
  Process one(machine.shell(to_and_fro));
  Process other(machine.shell(to_and_fro));
  std::map<std::string, int> tokens;
  std::map<std::string, int> in_use;
  int readings = 0;
  // Until both answers were seen, so that some of the readings were made between changes.
  while (readings < 40 || (readings < 1000 && (tokens.size() < 2 || in_use.size() < 2))) {
    ++readings;
    const ProcessResult token = run_process(machine.plex({"token"}));
    CHECK(token.status == 0);
    CHECK(token.err == "");
    ++tokens[token.out];
    const ProcessResult status = run_process(machine.plex({"status", "--offline", "--json"}));
    CHECK(status.status == 0);
    CHECK(status.err == "");
    ++in_use[account_in_use(status.out)];
  }
  machine.home.write_file("stop", "");
  CHECK(one.wait().status == 0);
  CHECK(other.wait().status == 0);
  CHECK(tokens.size() == 2);
  CHECK(tokens[line(dana_token)] + tokens[line(robin_token)] == readings);
  CHECK(in_use["dana"] + in_use["robin"] == readings);
}

}  // namespace plex::test
