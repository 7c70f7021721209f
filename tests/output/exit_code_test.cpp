// SPDX-License-Identifier: MIT
//
// What a response of Plex means: every kind of refusal has its exit status, its code and its words,
// in text and as JSON. Failures without a response are in exit_code_wire_test.cpp.
#include <string>

#include <doctest/doctest.h>

#include "tests/support/expected_failure.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/fake_plex_payloads.hpp"
#include "tests/support/words.hpp"

using namespace plex::test;

namespace {

constexpr const char* new_token = "get a new one with 'plex auth signin'";
constexpr const char* owner_needed =
    "this needs the server owner's token or a transient token made from it; a server shared with "
    "you needs its own access token";
constexpr const char* wait = "wait; further attempts make the wait longer";

World signin_world(const FakePlex& server, const std::string& name, const std::string& password) {
  World world = fake_world(server);
  world.environment["PLEX_USERNAME"] = name;
  world.environment["PLEX_PASSWORD"] = password;
  return world;
}

}  // namespace

TEST_CASE("a token that plex.tv refuses exits 4") {
  const FakePlex server;
  const std::string host = server.host();
  check_failure(whoami, fake_world(server, unknown_token),
                {4, "token_rejected",
                 "the token is invalid or was revoked; server said: \"User could not be "
                 "authenticated\"",
                 new_token, "401", "1001", host, "null", "1"});
  check_failure(
      whoami, fake_world(server, revoked_token),
      {4, "token_rejected", "the token is invalid or was revoked; server said: \"Invalid token\"",
       new_token, "422", "null", host, "null", "1"});
  check_failure(whoami, fake_world(server, expired_jwt),
                {4, "token_expired", "the token has expired; server said: \"Token has expired\"",
                 new_token, "498", "null", host, "null", "1"});
}

TEST_CASE("a token that a server refuses exits 4 with what kind of token it wants") {
  const FakePlex server;
  const std::string host = server.host();
  ExpectedFailure refused{4,
                          "token_rejected",
                          "the server does not accept the token (status 401)",
                          owner_needed,
                          "401",
                          "null",
                          host,
                          "null",
                          "1"};
  check_failure(transient, fake_world(server, frida_token), refused);
  check_failure(attic, fake_world(server, frida_token), refused);
  refused.message = "the server does not accept the token (status 403)";
  refused.http_status = "403";
  check_failure(attic, fake_world(server, kid_token), refused);
  refused.message = "the server does not accept the token (status 401)";
  refused.http_status = "401";
  refused.hint =
      "this token is a plex.tv JSON Web Token, which servers reject; use a classic token";
  check_failure(attic, fake_world(server, dana_jwt), refused);
  check_failure(transient, fake_world(server, dana_jwt), refused);
}

TEST_CASE("a sign-in that plex.tv refuses says why by its number") {
  const FakePlex server;
  const std::string host = server.host();
  check_failure(signin, signin_world(server, dana_username, "wrong-password"),
                {4, "credentials_rejected",
                 "the user name or password is wrong; server said: \"User could not be "
                 "authenticated\"",
                 "an account made through Google, Apple or Facebook has no password until one is "
                 "set",
                 "401", "1001", host, "null", "1"});
  check_failure(
      signin, signin_world(server, emil_username, emil_password),
      {4, "email_required",
       "this account can sign in with its e-mail address only; server said: \"This account "
       "only allows signing in with email address\"",
       "use the e-mail address as --username", "401", "1030", host, "null", "1"});
  World robin = signin_world(server, robin_username, robin_password);
  check_failure(
      signin, robin,
      {10, "verification_code_required",
       "this account uses two-factor authentication, so a verification code is required; "
       "server said: \"Please enter the verification code\"",
       "add --code CODE or set PLEX_VERIFICATION_CODE", "401", "1029", host, "null", "1"});
  robin.environment["PLEX_VERIFICATION_CODE"] = "000000";
  check_failure(signin, robin,
                {4, "verification_code_rejected",
                 "the verification code was not accepted; server said: \"Invalid verification "
                 "code\"",
                 "wait for the next code from your authenticator and try once more", "401", "1028",
                 host, "null", "1"});
}

TEST_CASE("a client that plex.tv slows down exits 9") {
  FakePlex server;
  const std::string host = server.host();
  check_failure(
      signin, signin_world(server, lena_username, "any-password"),
      {9, "locked_out",
       "plex.tv has blocked this IP address after repeated failures; server said: \"Please try "
       "again later. This IP appears to be having trouble signing in to an account "
       "(detected rep…\"",
       wait, "401", "1031", host, "null", "1"});
  check_failure(signin, signin_world(server, rita_username, "any-password"),
                {9, "rate_limited", "too many requests", wait, "429", "null", host, "null", "1"});
  check_failure(whoami, fake_world(server, rate_limited_token),
                {9, "rate_limited", "too many requests; server said: \"API rate limit exceeded\"",
                 wait, "429", "1003", host, "null", "3"});
  server.respond_always(signin_path,
                        {.status = 429, .body = {}, .headers = {{"Retry-After", "7"}}});
  check_failure(signin, fake_world(server),
                {9, "rate_limited", "too many requests",
                 "wait 7 s; further attempts make the wait longer", "429", "null", host, "7", "1"});
}

TEST_CASE("retryAfter counts from the clock of the run when plex.tv names a date") {
  FakePlex server;
  server.respond_always(
      signin_path,
      {.status = 429, .body = {}, .headers = {{"Retry-After", "Fri, 02 Jan 2026 03:05:05 GMT"}}});
  check_failure(
      signin, fake_world(server),
      {9, "rate_limited", "too many requests", "wait 60 s; further attempts make the wait longer",
       "429", "null", server.host(), "60", "1"});
}

TEST_CASE("the codes 1028 to 1031 are told apart by number whatever the words are") {
  struct Row {
    int plex_code;
    int exit;
  };
  for (const Row& row : {Row{1001, 4}, Row{1028, 4}, Row{1029, 10}, Row{1030, 4}, Row{1031, 9}}) {
    CAPTURE(row.plex_code);
    for (const bool xml : {false, true}) {
      CAPTURE(xml);
      FakePlex server;
      const std::string words = "Please enter the verification code";
      server.respond_next(signin_path,
                          {.status = 401,
                           .content_type = xml ? "application/xml" : "application/json",
                           .body = xml ? errors_xml(401, row.plex_code, words)
                                       : errors_json(401, row.plex_code, words)});
      const RunResult result = run_plex(joined(signin, {"--json"}), fake_world(server));
      CHECK(result.status == row.exit);
      CHECK(result.err.find("\"plexCode\":" + std::to_string(row.plex_code) + ",") !=
            std::string::npos);
    }
  }
}

TEST_CASE("a request that Plex refuses for another reason exits 5") {
  FakePlex server;
  const std::string host = server.host();
  const CannedResponse nameless{
      .status = 400,
      .body = R"({"errors":[{"code":1000,"message":"X-Plex-Client-Identifier is missing"}]})"};
  server.respond_next(user_path, nameless);
  server.respond_next(user_path, nameless);
  check_failure(whoami, fake_world(server),
                {5, "client_identifier_missing",
                 "plex.tv requires a client identifier; server said: \"X-Plex-Client-Identifier is "
                 "missing\"",
                 "pass one with --client-id ID", "400", "1000", host, "null", "1"});
  check_failure({"auth", "source-info", unknown_source}, fake_world(server),
                {5, "source_not_found", "the server does not know this source",
                 "check the identifier, or try --refresh", "200", "null", host, "null", "1"});
  for (const int status : {400, 402, 409, 410, 418, 422, 451}) {
    CAPTURE(status);
    const std::string number = std::to_string(status);
    for (const KnownCommand& command : every_command()) {
      CAPTURE(command_line(command.words));
      server.respond_always(command.path, {.status = status, .body = {}});
      check_failure(command.words, fake_world(server),
                    {5, "refused", "the request was refused with status " + number, "", number,
                     "null", host, "null", "1"});
    }
  }
}

TEST_CASE("an address where there is no Plex exits 5 and says which option to check") {
  FakePlex server;
  for (const KnownCommand& command : every_command()) {
    CAPTURE(command_line(command.words));
    server.respond_always(command.path, html_response(404, "Not Found"));
    const RunResult result = run_plex(command.words, fake_world(server));
    CHECK(result.status == 5);
    CHECK(result.err.ends_with(command.service == plex::Service::media_server
                                   ? "\nhint: check --server: is this a Plex Media Server?\n"
                                   : "\nhint: check --plex-tv-url\n"));
  }
}

TEST_CASE("a response that cannot be used exits 8") {
  FakePlex server;
  const std::string host = server.host();
  const ExpectedFailure failed{8,
                               "server_error",
                               "the service failed with status 501",
                               "this says nothing about the token; try again later",
                               "501",
                               "null",
                               host,
                               "null",
                               "1"};
  const ExpectedFailure page{
      8,
      "malformed",
      "got a web page instead of a response; does this network have a login page?",
      "",
      "200",
      "null",
      host,
      "null",
      "1"};
  const ExpectedFailure moved{8,
                              "redirected",
                              "the response redirects to elsewhere.example, and redirects are not "
                              "followed",
                              "",
                              "302",
                              "null",
                              host,
                              "null",
                              "1"};
  for (const KnownCommand& command : every_command()) {
    CAPTURE(command_line(command.words));
    server.respond_always(command.path, {.status = 501, .body = {}});
    check_failure(command.words, fake_world(server), failed);
    server.respond_always(command.path, html_response(200, "Please log in"));
    check_failure(command.words, fake_world(server), page);
    server.respond_always(
        command.path,
        {.status = 302, .body = {}, .headers = {{"Location", "https://elsewhere.example/a?b=c"}}});
    ExpectedFailure expected = moved;
    expected.hint = command.service == plex::Service::media_server
                        ? "if you trust that host, pass it with --server"
                        : "check --plex-tv-url";
    check_failure(command.words, fake_world(server), expected);
  }
}

TEST_CASE("a response of another shape exits 8 and names what is wrong") {
  const FakePlex server;
  check_failure({"auth", "source-info", two_devices_source}, fake_world(server),
                {8, "unexpected", "the response lists 2 devices instead of one", "", "200", "null",
                 server.host(), "null", "1"});
}
