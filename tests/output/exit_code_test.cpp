// SPDX-License-Identifier: MIT
//
// What a response of Plex means: every kind of refusal has its exit status, its code and its words,
// in text and as JSON. Failures without a response are in
// tests/wire/exit_code_test.cpp.
#include <string>

#include <doctest/doctest.h>

#include "src/plex/service.hpp"
#include "tests/support/expected_failure.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/fake_plex_payloads.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

constexpr const char* new_token = "sign in again with 'plex auth login'";
constexpr const char* owner_needed =
    "this needs the server owner's token or a transient token made from it; for a server shared "
    "with you, transient-token takes that server's access token";
constexpr const char* wait = "wait; further attempts make the wait longer";

World signin_world(const FakePlex& server, const std::string& name, const std::string& password) {
  World world = fake_world(server);
  world.environment["PLEX_USERNAME"] = name;
  world.environment["PLEX_PASSWORD"] = password;
  return world;
}

/// What to do about the address that the command went to.
std::string address_hint(const KnownCommand& command, const std::string& hint_of_server) {
  if (command.service == plex::Service::media_server) {
    return hint_of_server;
  }
  return command.uses_sign_in() ? "add --local to forget it without asking plex.tv"
                                : "check --plex-tv-url";
}

}  // namespace

TEST_CASE("a token that plex.tv refuses exits 4") {
  const FakePlex server;
  const std::string host = server.host();
  check_failure(
      whoami, fake_world(server, unknown_token),
      {.exit = 4,
       .code = "token_rejected",
       .message =
           "plex.tv does not accept the token of PLEX_TOKEN; server said: \"User could not be "
           "authenticated\"",
       .hint = new_token,
       .http_status = "401",
       .plex_code = "1001",
       .host = host,
       .attempts = "1"});
  check_failure(
      whoami, fake_world(server, revoked_token),
      {.exit = 4,
       .code = "token_rejected",
       .message = "plex.tv does not accept the token of PLEX_TOKEN; server said: \"Invalid token\"",
       .hint = new_token,
       .http_status = "422",
       .host = host,
       .attempts = "1"});
  check_failure(
      whoami, fake_world(server, expired_jwt),
      {.exit = 4,
       .code = "token_expired",
       .message = "the token of PLEX_TOKEN has expired; server said: \"Token has expired\"",
       .hint = new_token,
       .http_status = "498",
       .host = host,
       .attempts = "1"});
}

TEST_CASE("a token that a server refuses exits 4 with the kind of token it needs") {
  const FakePlex server;
  const std::string host = server.host();
  ExpectedFailure refused{
      .exit = 4,
      .code = "token_rejected",
      .message = "the server does not accept the token of PLEX_TOKEN (status 401)",
      .hint = owner_needed,
      .http_status = "401",
      .host = host,
      .attempts = "1"};
  check_failure(transient, fake_world(server, frida_token), refused);
  check_failure(attic, fake_world(server, frida_token), refused);
  refused.message = "the server does not accept the token of PLEX_TOKEN (status 403)";
  refused.http_status = "403";
  check_failure(attic, fake_world(server, kid_token), refused);
  refused.message = "the server does not accept the token of PLEX_TOKEN (status 401)";
  refused.http_status = "401";
  refused.hint =
      "this server rejects the token, a plex.tv JSON Web Token; get an account token with 'plex "
      "auth login'";
  check_failure(attic, fake_world(server, dana_jwt), refused);
  check_failure(transient, fake_world(server, dana_jwt), refused);
}

TEST_CASE("a sign-in that plex.tv refuses says why by its number") {
  const FakePlex server;
  const std::string host = server.host();
  check_failure(
      signin, signin_world(server, dana_username, "wrong-password"),
      {.exit = 4,
       .code = "credentials_rejected",
       .message = "the user name or password is wrong; server said: \"User could not be "
                  "authenticated\"",
       .hint = "an account made through Google, Apple or Facebook has no password until one is "
               "set",
       .http_status = "401",
       .plex_code = "1001",
       .host = host,
       .attempts = "1"});
  check_failure(
      signin, signin_world(server, emil_username, emil_password),
      {.exit = 4,
       .code = "email_required",
       .message =
           "this account can sign in with its e-mail address only; server said: \"This account "
           "only allows signing in with email address\"",
       .hint = "use the e-mail address as --username",
       .http_status = "401",
       .plex_code = "1030",
       .host = host,
       .attempts = "1"});
  World robin = signin_world(server, robin_username, robin_password);
  check_failure(
      signin, robin,
      {.exit = 10,
       .code = "verification_code_required",
       .message =
           "this account uses two-factor authentication, so a verification code is required; "
           "server said: \"Please enter the verification code\"",
       .hint = "add --code CODE or set PLEX_VERIFICATION_CODE",
       .http_status = "401",
       .plex_code = "1029",
       .host = host,
       .attempts = "1"});
  robin.environment["PLEX_VERIFICATION_CODE"] = "000000";
  check_failure(
      signin, robin,
      {.exit = 4,
       .code = "verification_code_rejected",
       .message = "the verification code was not accepted; server said: \"Invalid verification "
                  "code\"",
       .hint = "wait for the next code from your authenticator and try once more",
       .http_status = "401",
       .plex_code = "1028",
       .host = host,
       .attempts = "1"});
}

TEST_CASE("a client that plex.tv limits or locks out exits 9") {
  FakePlex server;
  const std::string host = server.host();
  check_failure(
      signin, signin_world(server, lena_username, "any-password"),
      {.exit = 9,
       .code = "locked_out",
       .message =
           "plex.tv has blocked this IP address after repeated failures; server said: \"Please try "
           "again later. This IP appears to be having trouble signing in to an account "
           "(detected rep…\"",
       .hint = wait,
       .http_status = "401",
       .plex_code = "1031",
       .host = host,
       .attempts = "1"});
  check_failure(signin, signin_world(server, rita_username, "any-password"),
                {.exit = 9,
                 .code = "rate_limited",
                 .message = "too many requests",
                 .hint = wait,
                 .http_status = "429",
                 .host = host,
                 .attempts = "1"});
  check_failure(whoami, fake_world(server, rate_limited_token),
                {.exit = 9,
                 .code = "rate_limited",
                 .message = "too many requests; server said: \"API rate limit exceeded\"",
                 .hint = wait,
                 .http_status = "429",
                 .plex_code = "1003",
                 .host = host,
                 .attempts = "3"});
  server.respond_always(signin_path,
                        {.status = 429, .body = {}, .headers = {{"Retry-After", "7"}}});
  check_failure(signin, fake_world(server),
                {.exit = 9,
                 .code = "rate_limited",
                 .message = "too many requests",
                 .hint = "wait 7 s; further attempts make the wait longer",
                 .http_status = "429",
                 .host = host,
                 .retry_after = "7",
                 .attempts = "1"});
}

TEST_CASE("retryAfter counts from the clock of the run when plex.tv names a date") {
  FakePlex server;
  server.respond_always(
      signin_path,
      {.status = 429, .body = {}, .headers = {{"Retry-After", "Fri, 02 Jan 2026 03:05:05 GMT"}}});
  check_failure(signin, fake_world(server),
                {.exit = 9,
                 .code = "rate_limited",
                 .message = "too many requests",
                 .hint = "wait 60 s; further attempts make the wait longer",
                 .http_status = "429",
                 .host = server.host(),
                 .retry_after = "60",
                 .attempts = "1"});
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
  check_failure(
      whoami, fake_world(server),
      {.exit = 5,
       .code = "client_identifier_missing",
       .message =
           "plex.tv requires a client identifier; server said: \"X-Plex-Client-Identifier is "
           "missing\"",
       .hint = "pass one with --client-id ID",
       .http_status = "400",
       .plex_code = "1000",
       .host = host,
       .attempts = "1"});
  check_failure({"auth", "source-info", unknown_source}, fake_world(server),
                {.exit = 5,
                 .code = "source_not_found",
                 .message = "the server does not know this source",
                 .hint = "check the identifier, or try --refresh",
                 .http_status = "200",
                 .host = host,
                 .attempts = "1"});
  for (const int status : {400, 402, 409, 410, 418, 422, 451}) {
    CAPTURE(status);
    const std::string number = std::to_string(status);
    for (const KnownCommand& command : every_command_with_requests()) {
      CAPTURE(command_line(command.words));
      server.respond_always(command.path, {.status = status, .body = {}});
      check_failure(command, fake_world(server),
                    {.exit = 5,
                     .code = "refused",
                     .message = "the request was refused with status " + number,
                     .http_status = number,
                     .host = host,
                     .attempts = "1"});
    }
  }
}

TEST_CASE("an address where there is no Plex exits 5 and says which option to check") {
  FakePlex server;
  for (const KnownCommand& command : every_command_with_requests()) {
    CAPTURE(command_line(command.words));
    server.respond_always(command.path, html_response(404, "Not Found"));
    const RunResult result = run_known(command, {}, fake_world(server));
    CHECK(result.status == 5);
    const std::string hint = address_hint(command, "check --server: is this a Plex Media Server?");
    CHECK(result.err.ends_with("\nhint: " + hint + "\n"));
  }
}

TEST_CASE("a response that cannot be used exits 8") {
  FakePlex server;
  const std::string host = server.host();
  const ExpectedFailure failed{.exit = 8,
                               .code = "server_error",
                               .message = "the service failed with status 501",
                               .hint = "the token or password may still be valid; try again later",
                               .http_status = "501",
                               .host = host,
                               .attempts = "1"};
  const ExpectedFailure page{
      .exit = 8,
      .code = "malformed",
      .message = "got a web page instead of a response; does this network have a login page?",
      .http_status = "200",
      .host = host,
      .attempts = "1"};
  const ExpectedFailure moved{
      .exit = 8,
      .code = "redirected",
      .message =
          "the response redirects to elsewhere.example, and redirects are not "
          "followed",
      .http_status = "302",
      .host = host,
      .attempts = "1"};
  for (const KnownCommand& command : every_command_with_requests()) {
    CAPTURE(command_line(command.words));
    server.respond_always(command.path, {.status = 501, .body = {}});
    check_failure(command, fake_world(server), failed);
    server.respond_always(command.path, html_response(200, "Please log in"));
    if (!command.takes_any_success) {
      check_failure(command, fake_world(server), page);
    }
    server.respond_always(
        command.path,
        {.status = 302, .body = {}, .headers = {{"Location", "https://elsewhere.example/a?b=c"}}});
    ExpectedFailure expected = moved;
    expected.hint = address_hint(command, "if you trust that host, pass it with --server");
    check_failure(command, fake_world(server), expected);
  }
}

TEST_CASE("a response of another shape exits 8 and names what is wrong") {
  const FakePlex server;
  check_failure({"auth", "source-info", two_devices_source}, fake_world(server),
                {.exit = 8,
                 .code = "unexpected",
                 .message = "the response lists 2 devices instead of one",
                 .http_status = "200",
                 .host = server.host(),
                 .attempts = "1"});
}

}  // namespace plex::test
