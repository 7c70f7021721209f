// SPDX-License-Identifier: MIT
#include "tests/support/fake_server_routes.hpp"

#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/support/fake_plex.hpp"
#include "tests/support/fake_plex_client.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/fake_plex_sources.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

constexpr const char* token_target = "/security/token?type=delegation&scope=all";
constexpr const char* unauthorized_page =
    "<html><head><title>Unauthorized</title></head><body><h1>401 Unauthorized</h1></body></html>";

ReceivedResponse post(const FakePlexServer& server, const std::string& target,
                      const std::string& token) {
  return send_request(server, "POST", target, plex_headers(token));
}

ReceivedResponse ask_for_source(const FakePlexServer& server, const std::string& source,
                                const std::string& token) {
  return get(server, "/security/resources?source=" + source, plex_headers(token));
}

}  // namespace

TEST_CASE("a server hands out transient tokens by GET and by POST, also behind a proxy") {
  const FakePlex server;
  const ReceivedResponse first = get(server, token_target, plex_headers(dana_token));
  CHECK(first.status == 200);
  CHECK(first.body ==
        std::string(R"({"MediaContainer":{"size":0,"token":")") + first_transient_token + R"("}})");
  const ReceivedResponse second = post(server, token_target, shared_user_token);
  CHECK(second.body.find("-000000000002") != std::string::npos);
  const ReceivedResponse proxied =
      get(server, std::string("/plex") + token_target, plex_headers(first_transient_token));
  CHECK(proxied.body.find("-000000000003") != std::string::npos);
  const ReceivedResponse xml = get(server, token_target, {{"X-Plex-Token", dana_token}});
  CHECK(xml.body ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<MediaContainer size=\"0\" "
        "token=\"transient-7d1c2a90-1b44-4e0c-9a55-000000000004\">\n</MediaContainer>\n");
}

TEST_CASE("a server requires both parameters of a transient token with their only value") {
  const FakePlex server;
  for (const char* query : {"", "?type=delegation", "?scope=all", "?type=delegation&scope=some",
                            "?type=other&scope=all", "?type=delegation&scope=all&scope=all"}) {
    CAPTURE(query);
    const ReceivedResponse answer =
        get(server, std::string(token_path) + query, plex_headers(dana_token));
    CHECK(answer.status == 400);
    CHECK(answer.header("Content-Type") == "text/html");
  }
}

TEST_CASE("a server refuses every token that is not its own with an HTML page") {
  const FakePlex server;
  for (const char* token : {"", unknown_token, revoked_token, dana_jwt, expired_jwt, frida_token,
                            "transient-7d1c2a90-1b44-4e0c-9a55-000000000001"}) {
    CAPTURE(token);
    const ReceivedResponse answer = get(server, token_target, plex_headers(token));
    CHECK(answer.status == 401);
    CHECK(answer.body == unauthorized_page);
    CHECK(ask_for_source(server, attic_source, token).body == unauthorized_page);
  }
}

TEST_CASE("a server that wants POST refuses GET with 405") {
  FakePlex server;
  server.allow_only_post_for_transient_token();
  const ReceivedResponse refused = get(server, token_target, plex_headers(dana_token));
  CHECK(refused.status == 405);
  CHECK(refused.header("Content-Type") == "text/html");
  CHECK(post(server, token_target, dana_token).status == 200);
}

TEST_CASE("a server tells only an admin, or the admin's transient token, about a source") {
  const FakePlex server;
  CHECK(ask_for_source(server, attic_source, dana_token).body == source_json(attic_source));
  for (const char* token : {shared_user_token, kid_token}) {
    CAPTURE(token);
    CHECK(ask_for_source(server, attic_source, token).status == 403);
  }
  get(server, token_target, plex_headers(dana_token));
  get(server, token_target, plex_headers(shared_user_token));
  const std::string any_token = "transient-7d1c2a90-1b44-4e0c-9a55-00000000000";
  CHECK(ask_for_source(server, attic_source, any_token + "1").status == 200);
  CHECK(ask_for_source(server, attic_source, any_token + "2").status == 403);
}

TEST_CASE("a server takes the token that plex.tv lists for it and no other server's") {
  const FakePlex server;
  const std::string cellar = "/cellar";
  CHECK(ask_for_source(server, attic_source, attic_access_token).status == 200);
  CHECK(get(server, token_target, plex_headers(cellar_access_token)).status == 401);
  for (const char* token : {dana_token, attic_access_token, kid_token, shared_user_token}) {
    CAPTURE(token);
    CHECK(get(server, cellar + token_target, plex_headers(token)).status == 401);
  }
  const ReceivedResponse shared =
      get(server, cellar + token_target, plex_headers(cellar_access_token));
  CHECK(shared.status == 200);
  CHECK(shared.body.find(first_transient_token) != std::string::npos);
  CHECK(get(server, cellar + "/security/resources?source=" + attic_source,
            plex_headers(cellar_access_token))
            .status == 403);
}

TEST_CASE("a server tells anybody who it is") {
  const FakePlex server;
  const std::string own = R"({"MediaContainer":{"size":0,"claimed":true,"machineIdentifier":")" +
                          std::string(attic_identifier) + R"(","version":"1.41.0.0000"}})";
  for (const char* path : {"/identity", "/plex/identity"}) {
    CAPTURE(path);
    CHECK(get(server, path, {{"Accept", "application/json"}}).body == own);
    CHECK(get(server, path, plex_headers(unknown_token)).body == own);
  }
  CHECK(get(server, "/cellar/identity", plex_headers()).body ==
        replaced(own, attic_identifier, cellar_identifier));
  const ReceivedResponse xml = get(server, identity_path, {});
  CHECK(xml.status == 200);
  CHECK(xml.body ==
        std::string("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<MediaContainer size=\"0\" "
                    "claimed=\"1\" machineIdentifier=\"") +
            attic_identifier + "\" version=\"1.41.0.0000\">\n</MediaContainer>\n");
}

TEST_CASE("a server checks the source and refresh") {
  const FakePlex server;
  for (const char* query :
       {"", "?source=", "?source=server%3A%2F%2F", "?source=attic", "?source=http://a",
        "?source=server://a&refresh=2",
        "?source=server://a&refresh=", "?source=server://a&source=server://a"}) {
    CAPTURE(query);
    CHECK(get(server, std::string(resources_path) + query, plex_headers(dana_token)).status == 400);
  }
  const ReceivedResponse encoded =
      get(server, "/plex/security/resources?source=provider%3A%2F%2Ftv.plex.provider.vod&refresh=1",
          plex_headers(dana_token));
  CHECK(encoded.body == source_json(vod_source));
  CHECK(ask_for_source(server, unknown_source, dana_token).body ==
        R"({"MediaContainer":{"size":0}})");
  CHECK(server.requests().back().query("source") == unknown_source);
  const ReceivedResponse xml =
      get(server, std::string("/security/resources?source=") + attic_source,
          {{"X-Plex-Token", dana_token}});
  CHECK(xml.body == source_xml(attic_source));
}

TEST_CASE("each known source has the shape that its name promises") {
  const auto device = [](const char* source) {
    return nlohmann::json::parse(source_json(source))["MediaContainer"]["Device"];
  };
  CHECK(device(attic_source)["Connection"].size() == 3);
  CHECK_FALSE(device(attic_source)["Connection"][0].contains("relay"));
  CHECK(device(device_list_source).size() == 1);
  CHECK(device(two_devices_source).size() == 2);
  CHECK(device(no_device_source) == nlohmann::json::array());
  CHECK(device(single_connection_source)["Connection"].is_object());
  CHECK_FALSE(device(no_connection_source).contains("Connection"));
  CHECK(device(text_values_source)["Connection"][0]["port"] == "32400");
  CHECK(device(text_values_source)["Connection"][0]["local"] == "1");
}

}  // namespace plex::test
