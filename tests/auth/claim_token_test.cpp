// SPDX-License-Identifier: MIT
#include "src/auth/claim_token.hpp"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/error_of.hpp"
#include "tests/support/fake_plex.hpp"
#include "tests/support/library_client.hpp"
#include "tests/support/scripted_transport.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

TEST_CASE("a claim token is asked for beside the versioned routes") {
  ScriptedTransport transport({response(200, R"({"token":"claim-abc_DEF-9"})")});
  Client client = client_of(transport);
  CHECK(auth::claim_token(client, Secret("token")).reveal() == "claim-abc_DEF-9");
  client.base = parse_base_url("https://proxy.test/v2", "the test");
  auth::claim_token(client, Secret("token"));
  CHECK(transport.requests == Words{"GET https://plex.test/api/claim/token.json (token)",
                                    "GET https://proxy.test/claim/token.json (token)"});
}

TEST_CASE("a URL of plex.tv without a version has no claim tokens and nothing is sent") {
  for (const std::string base :
       {"https://plex.test", "https://plex.test/api", "https://plex.test/apiv2",
        "https://plex.test/api/v2/x", "https://plex.test/api/v3"}) {
    CAPTURE(base);
    ScriptedTransport transport({response(200, R"({"token":"claim-a"})")});
    const Error error =
        error_of([&] { auth::claim_token(client_of(transport, base), Secret("token")); });
    CHECK(error.code == ErrorCode::usage);
    CHECK(error.message ==
          "the URL of plex.tv does not end in /v2, so the URL of claim tokens is unknown");
    CHECK(transport.requests.empty());
  }
}

TEST_CASE("what is not a claim token is refused") {
  for (const std::string body :
       {"{}", R"({"token":null})", R"({"token":""})", R"({"token":"claim-"})", R"({"token":"abc"})",
        R"({"token":"claim-a b"})", R"({"token":" claim-ab"})", R"({"claimToken":"claim-a"})"}) {
    CAPTURE(body);
    ScriptedTransport transport({response(200, body)});
    const Error error = error_of([&] { auth::claim_token(client_of(transport), Secret("token")); });
    CHECK(error.code == ErrorCode::unexpected);
    CHECK(error.message == "the response's token is missing or not a valid claim token");
    CHECK(error.host == "plex.test");
  }
  ScriptedTransport list({response(200, R"(["claim-a"])")});
  CHECK(error_of([&] { auth::claim_token(client_of(list), Secret("token")); }).message ==
        "the response is not an object");
}

TEST_CASE("plex.tv gives a claim token or says why not") {
  const FakePlex server;
  const auto transport = real_transport();
  const Client client = client_of(*transport, server.plex_tv_url());
  CHECK(auth::claim_token(client, Secret(dana_token)).reveal() == claim_token_of_dana);
  const Error unknown = error_of([&] { auth::claim_token(client, Secret(unknown_token)); });
  CHECK(unknown.code == ErrorCode::token_rejected);
  CHECK(unknown.server_said == "Invalid authentication token.");
  const Error managed = error_of([&] { auth::claim_token(client, Secret(kid_token)); });
  CHECK(managed.code == ErrorCode::refused);
  CHECK(managed.http_status == 403);
  CHECK(managed.server_said == "A managed user cannot claim a server.");
}

}  // namespace plex::test
