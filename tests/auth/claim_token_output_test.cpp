// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

const Words claim = {"auth", "claim-token"};

}  // namespace

TEST_CASE("claim-token prints the claim token in every form") {
  const FakePlex server;
  const World world = fake_world(server);
  const std::string token = claim_token_of_dana;
  check_run(run_plex(claim, world), 0, "claim token  " + token + "\nvalid for    about 4 minutes\n",
            "");
  check_run(run_plex(joined(claim, {"-q"}), world), 0, token + "\n", "");
  check_run(run_plex(joined(claim, {"--json"}), world), 0,
            "{\"token\":\"" + token + "\",\"expiresAtLatest\":\"2026-01-02T03:08:05Z\"}\n", "");
  check_run(run_plex(joined(claim, {"-o", "env"}), world), 0, "PLEX_CLAIM=" + token + "\n", "");
  CHECK(server.requests().front().target == claim_path);
}

TEST_CASE("claim-token shows what plex.tv said when it refuses") {
  FakePlex server;
  server.respond_next(claim_path,
                      {403, "application/json", R"({"error":"not for managed users"})", {}});
  const RunResult result = run_plex(claim, fake_world(server));
  CHECK(result.status == 5);
  CHECK(result.err.find("server said: \"not for managed users\"") != std::string::npos);
}

TEST_CASE("claim-token needs a plex.tv URL that ends in v2 and sends nothing otherwise") {
  const FakePlex server;
  World world = fake_world(server);
  world.environment["PLEX_TV_URL"] = "http://" + server.host() + "/api";
  CHECK(run_plex(claim, world).status == 2);
  CHECK(server.requests().empty());
}

}  // namespace plex::test
