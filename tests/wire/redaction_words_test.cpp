// SPDX-License-Identifier: MIT
//
// Secrets that are ordinary words: hiding them must leave the report what it is.
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/support/fake_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using Json = nlohmann::json;

}  // namespace

TEST_CASE("a secret that is a word of the report does not break the report") {
  for (const std::string word : {"error", "code", "message", "null", "exit", "host", "plex"}) {
    CAPTURE(word);
    FakePlex server;
    server.respond_always(
        signin_path,
        {.status = 400, .body = R"({"errors":[{"code":1004,"message":"it was )" + word + "\"}]}"});
    World world = fake_world(server);
    world.environment["PLEX_PASSWORD"] = word;
    const RunResult text = run_plex({"auth", "signin"}, world);
    CHECK(text.err.starts_with("plex: error: the request was refused with status 400"));
    const RunResult json = run_plex({"auth", "signin", "--json"}, world);
    CHECK(json.status == 5);
    const Json report = Json::parse(json.err, nullptr, false);
    REQUIRE_FALSE(report.is_discarded());
    CHECK(report.contains("error"));
    CHECK(report.value(Json::json_pointer("/error/code"), "") == "refused");
    CHECK(report.value(Json::json_pointer("/error/message"), "").find("it was " + word) ==
          std::string::npos);
  }
}

}  // namespace plex::test
