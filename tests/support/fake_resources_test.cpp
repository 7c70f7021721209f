// SPDX-License-Identifier: MIT
#include "tests/support/fake_resources.hpp"

#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/support/fake_plex.hpp"
#include "tests/support/fake_plex_client.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using Json = nlohmann::json;

std::string everything() {
  return std::string(account_resources_path) + "?includeHttps=1&includeRelay=1&includeIPv6=1";
}

Json resources_of(const FakePlexServer& server, const std::string& target) {
  return Json::parse(get(server, target, plex_headers(dana_token)).body);
}

Json uris(const Json& resource) {
  Json list = Json::array();
  for (const Json& connection : resource["connections"]) {
    list.push_back(connection["uri"]);
  }
  return list;
}

}  // namespace

TEST_CASE("plex.tv lists the servers and the player of an account and where each can be reached") {
  const FakePlex server;
  const Json resources = resources_of(server, everything());
  REQUIRE(resources.size() == 6);
  const Json& own = resources[0];
  CHECK(own["name"] == "Attic");
  CHECK(own["clientIdentifier"] == attic_identifier);
  CHECK(own["accessToken"] == attic_access_token);
  CHECK(own["owned"] == true);
  CHECK(uris(own) ==
        Json({server.server_url(),
              "https://203-0-113-9.0a1b0000000000000000000000000c0d.plex.direct:32403",
              "https://198-51-100-4.0a1b0000000000000000000000000c0d.plex.direct:8443"}));
  CHECK(own["connections"][0]["port"] == server.port());
  CHECK(own["connections"][0]["local"] == true);
  CHECK(own["connections"][2]["relay"] == true);
  CHECK(resources[2]["name"] == "Barn");
  CHECK(resources[2]["presence"] == false);
  CHECK(uris(resources[2]) == Json({"https://127.0.0.1:1"}));
  CHECK(resources[3]["name"] == resources[4]["name"]);
  CHECK(resources[3]["clientIdentifier"] != resources[4]["clientIdentifier"]);
  CHECK(resources[5]["provides"] == "client,player, pubsub-player");
  CHECK_FALSE(resources[5].contains("accessToken"));
  CHECK_FALSE(resources[5].contains("connections"));
}

TEST_CASE("plex.tv describes a shared server with booleans of other types") {
  const FakePlex server;
  const Json cellar = resources_of(server, everything())[1];
  CHECK(cellar["owned"].dump() == "0");
  CHECK(cellar["relay"].dump() == "\"0\"");
  CHECK(cellar["presence"].dump() == "1");
  CHECK(cellar["sourceTitle"] == robin_username);
  CHECK(cellar["ownerId"] == 81230022);
  CHECK(cellar["accessToken"] == cellar_access_token);
  CHECK(uris(cellar) == Json({"https://10-7-7-7.0b2c0000000000000000000000000e0f.plex.direct:32400",
                              server.server_url() + "/cellar"}));
  CHECK(cellar["connections"][0]["local"].dump() == "1");
}

TEST_CASE("plex.tv names relays and https only when they are asked for") {
  const FakePlex server;
  const Json own = resources_of(server, account_resources_path)[0];
  CHECK(uris(own) == Json({server.server_url(), "http://203.0.113.9:32403"}));
  const FakePlex secure({.https = true});
  RecordedRequest all;
  all.target = everything();
  CHECK(Json::parse(dana_resources(secure.server_url(), all))[0]["connections"][0]["protocol"] ==
        "https");
}

TEST_CASE("plex.tv lists nothing for other accounts and refuses what is no account") {
  const FakePlex server;
  CHECK(get(server, everything(), plex_headers(frida_token)).body == "[]");
  CHECK(resources_of(server, everything()) ==
        Json::parse(get(server, everything(), plex_headers(dana_jwt)).body));
  CHECK(get(server, everything(), plex_headers()).status == 401);
  CHECK(get(server, everything(), plex_headers(attic_access_token)).status == 401);
  CHECK(get(server, everything(), plex_headers(revoked_token)).status == 422);
  CHECK(get(server, everything(), {{"X-Plex-Token", dana_token}}).status == 400);
  CHECK(get(server, everything(),
            {{"X-Plex-Client-Identifier", "test-client"}, {"X-Plex-Token", dana_token}})
            .body == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<resources/>\n");
}

TEST_CASE("the routes of plex.tv that are unusable do not exist") {
  const FakePlexServer server;
  for (const char* path : {"/api/resources?includeHttps=1", "/pins.xml", "/devices.xml",
                           "/api/v2/devices", "/api/v2/pins/", "/api/v2/pins/link"}) {
    CAPTURE(path);
    CHECK(get(server, path, plex_headers(dana_token)).status == 404);
  }
  CHECK(server.unexpected().size() == 6);
}

}  // namespace plex::test
