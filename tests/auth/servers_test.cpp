// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

const Words servers = {"auth", "servers"};

}  // namespace

TEST_CASE("servers lists the account's servers, no player, and no token") {
  const FakePlex server;
  const RunResult result = run_plex(servers, fake_world(server));
  CHECK(result.status == 0);
  CHECK(result.out.starts_with("name    owner  version"));
  for (const std::string name : {"Attic", "Cellar", "Barn", "Loft"}) {
    CAPTURE(name);
    CHECK(result.out.find("\n" + name) != std::string::npos);
  }
  CHECK(server.requests().back().target ==
        "/api/v2/resources?includeHttps=1&includeRelay=1&includeIPv6=1");
}

TEST_CASE("servers shows access tokens only when told to") {
  const FakePlex server;
  for (const Words& form : {Words{}, Words{"--json"}, Words{"-o", "tsv"}, Words{"-q"},
                            Words{"--field", "0.name"}, Words{"--reachable", "--json"}}) {
    CAPTURE(command_line(form));
    const RunResult result = run_plex(joined(servers, form), fake_world(server));
    CHECK(result.status == 0);
    CHECK((result.out + result.err).find(attic_access_token) == std::string::npos);
    CHECK((result.out + result.err).find(cellar_access_token) == std::string::npos);
  }
  const RunResult shown = run_plex(
      joined(servers, {"Attic", "--show-token", "--field", "0.accessToken"}), fake_world(server));
  check_run(shown, 0, line(attic_access_token), "");
}

TEST_CASE("servers NAME -o env gives what a shell needs to use that server") {
  const FakePlex server;
  check_run(run_plex(joined(servers, {"Attic", "-o", "env"}), fake_world(server)), 0,
            "PLEX_TOKEN=" + std::string(attic_access_token) + "\nPLEX_URL=" + server.server_url() +
                "\nPLEX_TOKEN_FILE=\nPLEX_ACCOUNT=\n",
            "");
  check_run(run_plex(joined(servers, {"-o", "env"}), fake_world(server)), 2, "",
            "plex: error: -o env needs the name of one server\n"
            "hint: plex auth servers NAME -o env\n");
}

TEST_CASE("servers --owned and --connection leave out the others") {
  const FakePlex server;
  const std::string owned =
      run_plex(joined(servers, {"--owned", "-o", "tsv"}), fake_world(server)).out;
  CHECK(owned.find("Cellar\t") == std::string::npos);
  CHECK(owned.find("Attic\tyou\t") != std::string::npos);
  const std::string remote =
      run_plex(joined(servers, {"Attic", "--connection", "remote", "-q"}), fake_world(server)).out;
  CHECK(remote.starts_with("https://"));
}

TEST_CASE(
    "servers --reachable says which address works, why another does not, and sends no token") {
  const FakePlex server;
  const RunResult result = run_plex(joined(servers, {"Attic", "--reachable"}), fake_world(server));
  CHECK(result.status == 0);
  CHECK(result.out.find("local   yes") != std::string::npos);
  for (const RecordedRequest& request : server.requests()) {
    if (request.path == "/identity") {
      CHECK_FALSE(request.has_header("X-Plex-Token"));
      CHECK_FALSE(request.has_header("X-Plex-Client-Identifier"));
    }
  }
  const std::string json =
      run_plex(joined(servers, {"Attic", "--reachable", "--json"}), fake_world(server)).out;
  CHECK(json.find("\"uri\":\"" + server.server_url() + "\"") != std::string::npos);
  CHECK(json.find("\"reachable\":true") != std::string::npos);
  CHECK(json.find("\"reachable\":false") != std::string::npos);
}

TEST_CASE("servers --reachable names the --resolve that gets past DNS rebinding protection") {
  FakePlex server;
  const RunResult result = run_plex(joined(servers, {"Cellar", "--reachable"}), fake_world(server));
  CHECK(result.status == 0);
  CHECK(result.err ==
        "plex: note: the name 10-7-7-7.0b2c0000000000000000000000000e0f.plex.direct does not "
        "resolve, probably because of DNS rebinding protection; commands reach the server with "
        "--resolve 10-7-7-7.0b2c0000000000000000000000000e0f.plex.direct:32400:10.7.7.7\n");
}

TEST_CASE("servers of an account without any is an empty result and a note") {
  const FakePlex server;
  check_run(run_plex(servers, fake_world(server, frida_token)), 0, "",
            "plex: note: the account has no such server\n");
  check_run(run_plex(joined(servers, {"--json"}), fake_world(server, frida_token)), 0, "[]\n",
            "plex: note: the account has no such server\n");
}

}  // namespace plex::test
