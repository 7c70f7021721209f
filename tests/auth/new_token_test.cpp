// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

const Words backup = {"auth", "new-token", "backup"};

}  // namespace

TEST_CASE("new-token approves a code of its own and prints the token that comes of it") {
  const FakePlex server;
  const RunResult result = run_plex(joined(backup, {"-q"}), fake_world(server));
  check_run(result, 0, line(dana_token), "");
  const std::vector<RecordedRequest> requests = server.requests();
  REQUIRE(requests.size() == 3);
  CHECK(requests[0].method == "POST");
  CHECK(requests[0].header("X-Plex-Device-Name") == "backup");
  CHECK_FALSE(requests[0].has_header("X-Plex-Token"));
  CHECK(requests[1].method == "PUT");
  CHECK(requests[1].header("X-Plex-Token") == dana_token);
  CHECK(requests[1].header("X-Plex-Client-Identifier") == "test-client");
  CHECK(requests[2].method == "GET");
  const std::string own = requests[0].header("X-Plex-Client-Identifier");
  CHECK(own.size() == 36);
  CHECK(requests[2].header("X-Plex-Client-Identifier") == own);
}

TEST_CASE("new-token shows name, identifier and token in every form") {
  const FakePlex server;
  const World world = fake_world(server);
  const std::string token = dana_token;
  check_run(run_plex(backup, world), 0, "name   backup\ntoken  " + token + "\n", "");
  check_run(run_plex(joined(backup, {"-o", "env"}), world), 0,
            "PLEX_TOKEN=" + token + "\nPLEX_TOKEN_FILE=\nPLEX_ACCOUNT=\n", "");
  const std::string json = run_plex(joined(backup, {"--json"}), world).out;
  CHECK(json.starts_with("{\"name\":\"backup\",\"clientIdentifier\":\""));
  CHECK(json.ends_with("\",\"token\":\"" + token + "\"}\n"));
}

TEST_CASE("new-token refuses a name that cannot be sent before any request") {
  const FakePlex server;
  for (const std::string name : {"two\nlines", "\xff"}) {
    CHECK(run_plex({"auth", "new-token", name}, fake_world(server)).status == 2);
  }
  CHECK(server.requests().empty());
}

}  // namespace plex::test
