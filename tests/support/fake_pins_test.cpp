// SPDX-License-Identifier: MIT
#include "tests/support/fake_pins.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/support/fake_plex.hpp"
#include "tests/support/fake_plex_client.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using std::chrono::seconds;

constexpr const char* form_type = "application/x-www-form-urlencoded";
constexpr const char* code_unknown =
    R"({"errors":[{"code":1020,"message":"Code not found or expired"}]})";

ReceivedResponse create(const FakePlexServer& server, const NameValuePairs& fields = {},
                        const std::string& token = "") {
  return send_request(server, "POST", pins_path, plex_headers(token), form_type, form_body(fields));
}

std::string pin_target(const std::string& id) { return std::string(pins_path) + "/" + id; }

ReceivedResponse poll(const FakePlexServer& server, const std::string& id = first_pin_id) {
  return get(server, pin_target(id), plex_headers());
}

ReceivedResponse link(const FakePlexServer& server, const std::string& code,
                      const std::string& token) {
  return send_request(server, "PUT", link_path, plex_headers(token), form_type,
                      form_body({{"code", code}}));
}

/// The member `authToken` of the first code.
std::string token_of(const FakePlexServer& server) {
  return nlohmann::json::parse(poll(server).body).at("authToken").dump();
}

std::string quoted(const char* text) { return std::string("\"") + text + "\""; }

}  // namespace

TEST_CASE("plex.tv makes a short code with everything that it tells of it") {
  const FakePlex server;
  NameValuePairs headers = plex_headers();
  headers.emplace_back("X-Plex-Product", "plex-cli");
  const ReceivedResponse answer = send_request(server, "POST", pins_path, headers);
  CHECK(answer.status == 201);
  CHECK(answer.header("Content-Type") == "application/json; charset=utf-8");
  const std::string place = pin_location_marker;
  CHECK(
      answer.body ==
      R"({"id":1000000001,"code":"7RQZ","product":"plex-cli","trusted":false,)"
      R"("qr":"https://plex.tv/api/v2/pins/qr/7RQZ","clientIdentifier":"test-client",)"
      R"("location":{"code":"ZZ","european_union_member":false,"continent_code":"EU","country":")" +
          place + R"(","city":")" + place + R"(","time_zone":"Europe/)" + place +
          R"(","postal_code":")" + place +
          R"(","in_privacy_restricted_country":false,"subdivisions":")" + place +
          R"(","coordinates":")" + place +
          R"("},"expiresIn":900,"createdAt":"2026-01-02T03:04:05Z",)"
          R"("expiresAt":"2026-01-02T03:19:05Z","authToken":null,"newRegistration":null,)"
          R"("pmsIdentifier":null,"pmsVersion":null})");
  CHECK(nlohmann::json::parse(create(server).body)["product"] == nullptr);
}

TEST_CASE("plex.tv makes a strong code when query or form ask for it") {
  const FakePlex server;
  const auto strong = [](const ReceivedResponse& answer) {
    const auto pin = nlohmann::json::parse(answer.body);
    return answer.status == 201 && pin["expiresIn"] == 1800 &&
           pin["code"].get<std::string>().size() == 25;
  };
  CHECK(strong(create(server, {{"strong", "true"}})));
  CHECK(strong(
      send_request(server, "POST", std::string(pins_path) + "?strong=true", plex_headers())));
  CHECK_FALSE(strong(create(server, {{"strong", "false"}})));
  CHECK(server.pins().at(0) == first_strong_code);
  for (const NameValuePairs& fields :
       {NameValuePairs{{"strong", "1"}}, NameValuePairs{{"strong", ""}},
        NameValuePairs{{"stronger", "true"}}}) {
    CHECK(create(server, fields).status == 400);
  }
  CHECK(send_request(server, "POST", pins_path, plex_headers(), "application/json",
                     R"({"strong":true})")
            .status == 400);
}

TEST_CASE("ids and codes of plex.tv differ") {
  const FakePlex server;
  std::set<std::string> ids;
  for (int count = 0; count < 50; ++count) {
    ids.insert(nlohmann::json::parse(
                   create(server, {{"strong", count % 2 == 0 ? "true" : "false"}}).body)["id"]
                   .dump());
  }
  const std::vector<std::string> codes = server.pins();
  CHECK(ids.size() == 50);
  CHECK(*ids.begin() == first_pin_id);
  CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == 50);
  CHECK(std::all_of(codes.begin(), codes.end(), [](const std::string& code) {
    const char* allowed = code.size() == 4 ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ23456789"
                                           : "abcdefghijklmnopqrstuvwxyz0123456789";
    return code.find_first_not_of(allowed) == std::string::npos;
  }));
}

TEST_CASE("a code of plex.tv needs a client identifier on every request") {
  const FakePlex server;
  create(server);
  const NameValuePairs headers = {{"Accept", "application/json"}, {"X-Plex-Token", dana_token}};
  for (const auto& row :
       NameValuePairs{{"POST", pins_path}, {"GET", pin_target(first_pin_id)}, {"PUT", link_path}}) {
    CAPTURE(row.second);
    const ReceivedResponse answer = send_request(server, row.first, row.second, headers);
    CHECK(answer.status == 400);
    CHECK(answer.body.find("\"code\":1000") != std::string::npos);
  }
  CHECK(server.pins().size() == 1);
}

TEST_CASE("a code of plex.tv gives its token to the client that made it once it is approved") {
  FakePlex server;
  create(server);
  CHECK(token_of(server) == "null");
  server.approve(first_short_code, dana_token);
  CHECK(token_of(server) == quoted(dana_token));
  CHECK(token_of(server) == quoted(dana_token));
  NameValuePairs other = {{"Accept", "application/json"}, {"X-Plex-Client-Identifier", "other"}};
  const ReceivedResponse refused = get(server, pin_target(first_pin_id), other);
  CHECK(refused.status == 404);
  CHECK(refused.body == code_unknown);
  CHECK(poll(server, "1000000002").body == code_unknown);
}

TEST_CASE("a code of plex.tv expires by the clock of the test") {
  FakePlex server;
  create(server);
  create(server, {{"strong", "true"}});
  server.advance_clock(seconds(899));
  CHECK(nlohmann::json::parse(poll(server).body)["expiresIn"] == 1);
  server.approve(first_short_code, dana_token);
  server.advance_clock(seconds(1));
  const ReceivedResponse gone = poll(server);
  CHECK(gone.status == 404);
  CHECK(gone.body == code_unknown);
  CHECK_THROWS_AS(server.approve(first_short_code, dana_token), std::invalid_argument);
  CHECK(nlohmann::json::parse(poll(server, "1000000002").body)["expiresIn"] == 900);
  CHECK(nlohmann::json::parse(create(server).body)["createdAt"] == "2026-01-02T03:19:05Z");
  CHECK(server.pins().size() == 3);
}

TEST_CASE("plex.tv lets an account approve a short code and no strong one") {
  const FakePlex server;
  create(server);
  create(server, {{"strong", "true"}});
  const ReceivedResponse approved = link(server, first_short_code, frida_token);
  CHECK(approved.status == 204);
  CHECK(approved.body.empty());
  CHECK(token_of(server) == quoted(frida_token));
  for (const std::string& code : {server.pins().at(1), std::string("NONE"), std::string("7rqz")}) {
    CAPTURE(code);
    const ReceivedResponse refused = link(server, code, frida_token);
    CHECK(refused.status == 404);
    CHECK(refused.body == code_unknown);
  }
}

TEST_CASE("plex.tv lets nobody else approve a code and wants it in a form") {
  const FakePlex server;
  create(server);
  for (const char* token : {"", unknown_token, attic_access_token}) {
    CAPTURE(token);
    CHECK(link(server, first_short_code, token).status == 401);
  }
  CHECK(link(server, first_short_code, revoked_token).status == 422);
  CHECK(link(server, "", dana_token).status == 400);
  CHECK(send_request(server, "PUT", link_path, plex_headers(dana_token), "text/plain", "code=7RQZ")
            .status == 400);
  CHECK(send_request(server, "PUT", link_path, plex_headers(dana_token), form_type,
                     "code=7RQZ&code=7RQZ")
            .status == 400);
  CHECK(token_of(server) == "null");
}

TEST_CASE("plex.tv shows a code in XML unless JSON is asked for") {
  const FakePlex server;
  const NameValuePairs headers = {{"X-Plex-Client-Identifier", "test-client"}};
  CHECK(send_request(server, "POST", pins_path, headers).body ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<pin id=\"1000000001\" code=\"7RQZ\" expiresIn=\"900\" authToken=\"\"/>\n");
  CHECK(get(server, pin_target("7"), headers).body ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<errors>\n  <error code=\"1020\" message=\"Code not found or expired\"/>\n</errors>\n");
}

TEST_CASE("a script approves a code by a request that is not recorded") {
  const FakePlexServer server;
  create(server, {{"strong", "true"}});
  const auto control = [&](const char* code) {
    return send_request(server, "POST", "/control/approve", {}, form_type,
                        form_body({{"code", code}, {"token", dana_token}}))
        .status;
  };
  CHECK(control(first_strong_code) == 204);
  CHECK(token_of(server) == quoted(dana_token));
  CHECK(server.requests().size() == 2);
  CHECK(server.unexpected().empty());
  CHECK(control("NONE") == 404);
  CHECK(server.unexpected() ==
        std::vector<std::string>{"POST /control/approve without a living code"});
}

TEST_CASE("a code in a URL is remembered as unexpected") {
  const FakePlexServer server;
  send_request(server, "PUT", std::string(link_path) + "?code=7RQZ", plex_headers(dana_token));
  CHECK(server.unexpected() ==
        std::vector<std::string>{"credentials in URL: PUT /api/v2/pins/link"});
}

}  // namespace plex::test
