// SPDX-License-Identifier: MIT
#include "src/auth/signout.hpp"

#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "src/auth/whoami.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/fake_plex.hpp"
#include "tests/support/library_client.hpp"
#include "tests/support/scripted_transport.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

TEST_CASE("signing out revokes the token and no other") {
  const FakePlex server;
  const auto transport = real_transport();
  const Client client = client_of(*transport, server.plex_tv_url());
  const auto works = [&](const char* token) {
    try {
      auth::whoami(client, Secret(token), auth::AccountSecrets::removed);
      return true;
    } catch (const Error& error) {
      CHECK(error.code == ErrorCode::token_rejected);
      return false;
    }
  };
  CHECK(works(dana_token));
  auth::sign_out(client, Secret(dana_token));
  CHECK_FALSE(works(dana_token));
  CHECK(works(dana_jwt));
  CHECK(server.requests().at(1).method == "DELETE");
  CHECK(server.requests().at(1).body.empty());
}

TEST_CASE("signing out is one request that succeeds by any 2xx") {
  for (const int status : {200, 202, 204}) {
    CAPTURE(status);
    ScriptedTransport transport({response(status, "<html>")});
    auth::sign_out(client_of(transport), Secret("token"));
    CHECK(transport.requests == Words{"DELETE https://plex.test/api/v2/users/signout (token)"});
  }
}

TEST_CASE("a token that did not work is told apart from a plex.tv that did not answer") {
  const FakePlex server;
  const auto transport = real_transport();
  const Client client = client_of(*transport, server.plex_tv_url());
  for (const char* token : {unknown_token, revoked_token}) {
    CAPTURE(token);
    CHECK(error_of([&] { auth::sign_out(client, Secret(token)); }).code ==
          ErrorCode::token_rejected);
  }
  ScriptedTransport busy({response(503)});
  const Error error = error_of([&] { auth::sign_out(client_of(busy), Secret("token")); });
  CHECK(error.code == ErrorCode::server_error);
  CHECK(busy.requests.size() == 1);
}

}  // namespace plex::test
