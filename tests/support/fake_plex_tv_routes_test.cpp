// SPDX-License-Identifier: MIT
#include "tests/support/fake_plex_tv_routes.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/support/fake_plex.hpp"
#include "tests/support/fake_plex_client.hpp"
#include "tests/support/fake_plex_payloads.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

ReceivedResponse sign_in(const FakePlexServer& server, const NameValuePairs& fields) {
  return send_request(server, "POST", signin_path, plex_headers(),
                      "application/x-www-form-urlencoded", form_body(fields));
}

std::string json_error(int status, int code, const std::string& message) {
  return R"({"errors":[{"code":)" + std::to_string(code) + R"(,"message":")" + message +
         R"(","status":)" + std::to_string(status) + "}]}";
}

}  // namespace

TEST_CASE("plex.tv refuses a request without a client identifier") {
  const FakePlex server;
  for (const NameValuePairs& headers :
       {NameValuePairs{{"Accept", "application/json"}, {"X-Plex-Token", dana_token}},
        NameValuePairs{{"Accept", "application/json"}, {"X-Plex-Client-Identifier", ""}}}) {
    CAPTURE(headers.back().first);
    const ReceivedResponse answer = get(server, user_path, headers);
    CHECK(answer.status == 400);
    CHECK(answer.body == json_error(400, 1000, "X-Plex-Client-Identifier is missing"));
  }
}

TEST_CASE("plex.tv answers in XML unless JSON is asked for") {
  const FakePlex server;
  NameValuePairs headers = {{"X-Plex-Client-Identifier", "test-client"},
                            {"accepts", "application/json"}};
  const ReceivedResponse refused = get(server, user_path, headers);
  CHECK(refused.status == 401);
  CHECK(refused.body ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<errors>\n"
        "  <error code=\"1001\" message=\"User could not be authenticated\" status=\"401\"/>\n"
        "</errors>\n");
  headers.emplace_back("X-Plex-Token", dana_token);
  CHECK(get(server, user_path, headers).body ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<user/>\n");
  headers.emplace_back("Accept", "text/html, Application/JSON;q=0.9");
  CHECK(get(server, user_path, headers).body == dana_account());
}

TEST_CASE("plex.tv shows the account that a token belongs to") {
  const FakePlex server;
  CHECK(get(server, user_path, plex_headers(dana_token)).body == dana_account());
  CHECK(get(server, user_path, plex_headers(dana_jwt)).body == dana_account());
  CHECK(get(server, user_path, plex_headers(frida_token)).body == frida_account());
  CHECK(get(server, user_path, plex_headers(robin_token)).body == robin_account());
  CHECK(get(server, user_path, plex_headers(emil_token)).body == emil_account());
  CHECK(get(server, user_path, plex_headers(kid_token)).body == kid_account());
}

TEST_CASE("plex.tv tells unknown, revoked, expired and too many requests apart") {
  const FakePlex server;
  const std::string unknown = json_error(401, 1001, "User could not be authenticated");
  CHECK(get(server, user_path, plex_headers()).body == unknown);
  CHECK(get(server, user_path, plex_headers(unknown_token)).body == unknown);
  CHECK(get(server, user_path, plex_headers(shared_user_token)).body == unknown);

  const ReceivedResponse revoked = get(server, user_path, plex_headers(revoked_token));
  CHECK(revoked.status == 422);
  CHECK(revoked.body ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<errors> <error>Invalid token</error> </errors>\n");

  const ReceivedResponse expired = get(server, user_path, plex_headers(expired_jwt));
  CHECK(expired.status == 498);
  CHECK(expired.body == R"({"errors":[{"message":"Token has expired","status":498}]})");

  const ReceivedResponse limited = get(server, user_path, plex_headers(rate_limited_token));
  CHECK(limited.status == 429);
  CHECK(limited.body == json_error(429, 1003, "API rate limit exceeded"));
}

TEST_CASE("the accounts differ where Plex's accounts differ") {
  const auto dana = nlohmann::json::parse(dana_account());
  const auto frida = nlohmann::json::parse(frida_account());
  const auto kid = nlohmann::json::parse(kid_account());
  CHECK(dana["authToken"] == dana_token);
  CHECK(dana["subscription"]["features"].size() > 36);
  CHECK(dana["services"][1]["secret"] == "invented-service-secret-2");
  CHECK(dana.contains("pin"));
  CHECK(frida["id"].dump() == frida_id);
  CHECK_FALSE(frida.contains("roles"));
  CHECK_FALSE(frida.contains("pin"));
  CHECK(kid["username"] == "");
  CHECK(kid["email"] == "");
  CHECK(kid["title"] == kid_title);
}

TEST_CASE("signing in by name or e-mail shows the account with its token") {
  const FakePlex server;
  for (const char* login : {dana_username, dana_email}) {
    CAPTURE(login);
    const ReceivedResponse answer =
        sign_in(server, {{"login", login}, {"password", dana_password}, {"rememberMe", "false"}});
    CHECK(answer.status == 201);
    CHECK(answer.body == signed_in(dana_account()));
    CHECK(answer.header("Set-Cookie").starts_with("plex_tv_auth="));
  }
  CHECK(sign_in(server, {{"login", frida_email}, {"password", frida_password}}).status == 201);
  CHECK(sign_in(server, {{"login", emil_email}, {"password", emil_password}}).status == 201);
  CHECK(server.requests().at(0).form("password") == dana_password);
}

TEST_CASE("signing in with two factors needs the right code") {
  const FakePlex server;
  const NameValuePairs form = {{"login", robin_username}, {"password", robin_password}};
  const auto with_code = [form](const char* code) {
    NameValuePairs longer = form;
    longer.emplace_back("verificationCode", code);
    return longer;
  };
  const ReceivedResponse without = sign_in(server, form);
  CHECK(without.status == 401);
  CHECK(without.body == json_error(401, 1029, "Please enter the verification code"));
  CHECK(sign_in(server, with_code("654321")).body ==
        json_error(401, 1028, "Invalid verification code"));
  const ReceivedResponse right = sign_in(server, with_code(robin_code));
  CHECK(right.status == 201);
  CHECK(right.body == signed_in(robin_account()));
}

TEST_CASE("signing in is refused for each reason in its own way") {
  const FakePlex server;
  CHECK(sign_in(server, {{"login", "dana"}, {"password", "wrong"}}).body ==
        json_error(401, 1001, "User could not be authenticated"));
  CHECK(sign_in(server, {{"login", "nobody"}, {"password", "wrong"}}).body ==
        json_error(401, 1001, "User could not be authenticated"));
  CHECK(sign_in(server, {{"login", emil_username}, {"password", emil_password}}).body ==
        json_error(401, 1030, "This account only allows signing in with email address"));
  CHECK(sign_in(server, {{"login", lena_username}, {"password", "any"}}).body ==
        json_error(401, 1031,
                   "Please try again later. This IP appears to be having trouble signing in to an "
                   "account (detected repeated failures)"));
  const ReceivedResponse limited = sign_in(server, {{"login", rita_email}, {"password", "any"}});
  CHECK(limited.status == 429);
  CHECK(limited.body.empty());
}

TEST_CASE("signing in needs a form with the right fields") {
  const FakePlex server;
  const std::string malformed = json_error(
      400, 1004, "The request is malformed, misses a required parameter or has an invalid one");
  CHECK(sign_in(server, {{"login", "dana"}}).body == malformed);
  CHECK(sign_in(server, {{"password", dana_password}}).body == malformed);
  CHECK(sign_in(server, {{"login", "dana"}, {"password", "x"}, {"rememberMe", "True"}}).body ==
        malformed);
  CHECK(sign_in(server, {{"login", "dana"}, {"login", "dana"}, {"password", "x"}}).body ==
        malformed);
  const ReceivedResponse json =
      send_request(server, "POST", signin_path, plex_headers(), "application/json",
                   R"({"login":"dana","password":"x"})");
  CHECK(json.status == 400);
  CHECK(json.body == malformed);
}

TEST_CASE("a token that was signed out is unknown to plex.tv until a sign-in hands it out again") {
  FakePlex server;
  const auto sign_out = [&](const char* token) {
    return send_request(server, "DELETE", signout_path, plex_headers(token));
  };
  const ReceivedResponse done = sign_out(dana_token);
  CHECK(done.status == 204);
  CHECK(done.body.empty());
  CHECK(get(server, user_path, plex_headers(dana_token)).body ==
        json_error(401, 1001, "User could not be authenticated"));
  CHECK(get(server, account_resources_path, plex_headers(dana_token)).status == 401);
  CHECK(get(server, claim_path, plex_headers(dana_token)).status == 401);
  CHECK(send_request(server, "PUT", link_path, plex_headers(dana_token)).status == 401);
  CHECK(sign_out(dana_token).status == 401);
  CHECK(get(server, user_path, plex_headers(dana_jwt)).status == 200);
  CHECK(get(server, user_path, plex_headers(frida_token)).status == 200);
  CHECK(sign_in(server, {{"login", "dana"}, {"password", "wrong"}}).status == 401);
  CHECK(get(server, user_path, plex_headers(dana_token)).status == 401);
  CHECK(sign_in(server, {{"login", "dana"}, {"password", dana_password}}).status == 201);
  CHECK(get(server, user_path, plex_headers(dana_token)).status == 200);
  CHECK(sign_out(dana_token).status == 204);
  send_request(server, "POST", pins_path, plex_headers());
  server.approve(first_short_code, dana_token);
  CHECK(get(server, user_path, plex_headers(dana_token)).status == 200);
}

TEST_CASE("plex.tv signs out no token that it does not know") {
  const FakePlex server;
  for (const char* token : {"", unknown_token, attic_access_token}) {
    CAPTURE(token);
    CHECK(send_request(server, "DELETE", signout_path, plex_headers(token)).body ==
          json_error(401, 1001, "User could not be authenticated"));
  }
  CHECK(send_request(server, "DELETE", signout_path, plex_headers(revoked_token)).status == 422);
  CHECK(send_request(server, "DELETE", signout_path, {{"X-Plex-Token", dana_token}}).status == 400);
  CHECK(get(server, user_path, plex_headers(dana_token)).status == 200);
}

TEST_CASE("plex.tv hands out a claim token to an account that may have one") {
  const FakePlex server;
  const ReceivedResponse given = get(server, claim_path, plex_headers(dana_token));
  CHECK(given.status == 200);
  CHECK(given.body == R"({"token":"claim-inventedClaim_0001"})");
  CHECK(get(server, claim_path, {{"X-Plex-Token", dana_token}}).status == 200);
  const ReceivedResponse unknown = get(server, claim_path, plex_headers(unknown_token));
  CHECK(unknown.status == 401);
  CHECK(unknown.body == R"({"error":"Invalid authentication token."})");
  const ReceivedResponse managed = get(server, claim_path, plex_headers(kid_token));
  CHECK(managed.status == 403);
  CHECK(managed.body == R"({"error":"A managed user cannot claim a server."})");
}

TEST_CASE("secrets in a URL are remembered as unexpected") {
  const FakePlexServer server;
  get(server, std::string(user_path) + "?X-Plex-Token=a", plex_headers());
  send_request(server, "POST", std::string(signin_path) + "?login=a&password=b", plex_headers());
  CHECK(server.unexpected() ==
        std::vector<std::string>{"token in URL: GET /api/v2/user",
                                 "credentials in URL: POST /api/v2/users/signin"});
}

}  // namespace plex::test
