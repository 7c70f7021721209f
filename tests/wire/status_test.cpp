// SPDX-License-Identifier: MIT
//
// What an HTTP status means to a user, however the body words it, through the commands.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/fake_plex.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/fake_plex_payloads.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/wire_runs.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

constexpr const char* html = "<html><head><title>No</title></head><body><h1>No</h1></body></html>";

/// A refusal written in every way.
std::vector<CannedResponse> refusals(int status) {
  return {{.status = status, .body = errors_json(status, 1001, "no")},
          {.status = status, .content_type = "text/xml", .body = errors_xml(status, 1001, "no")},
          {.status = status, .content_type = "text/html", .body = html},
          {.status = status, .content_type = ""},
          {.status = status, .body = "{\"errors\":"},
          {.status = status, .content_type = "application/pdf", .body = std::string(500'000, 'a')}};
}

/// How a run of each command ends that gets this response.
std::string end_of_transient_token(FakePlex& server, const CannedResponse& answer) {
  server.respond_next(token_path, answer);
  return failure_of(run_transient_token(server.server_url(), {"-o", "json", "--retries", "0"}));
}

std::string end_of_source_info(FakePlex& server, const CannedResponse& answer) {
  server.respond_next(resources_path, answer);
  return failure_of(run_plex({"auth", "source-info", attic_source, "--server", server.server_url(),
                              "--token", dana_token, "-o", "json", "--retries", "0"}));
}

std::string end_of_whoami(FakePlex& server, const CannedResponse& answer) {
  server.respond_next(user_path, answer);
  return failure_of(run_whoami(server.plex_tv_url(), {"-o", "json", "--retries", "0"}));
}

std::string end_of_signin(FakePlex& server, const CannedResponse& answer) {
  server.respond_next(signin_path, answer);
  return failure_of(run_signin(server.plex_tv_url(), {"-o", "json"}));
}

}  // namespace

TEST_CASE("a refused token exits 4 however the refusal is written") {
  FakePlex server;
  for (const CannedResponse& answer : refusals(401)) {
    CAPTURE(answer.content_type);
    CHECK(end_of_transient_token(server, answer) == "4 token_rejected, attempts 1");
    CHECK(end_of_source_info(server, answer) == "4 token_rejected, attempts 1");
    CHECK(end_of_whoami(server, answer) == "4 token_rejected, attempts 1");
    CHECK(end_of_signin(server, answer) == "4 credentials_rejected, attempts 1");
  }
}

TEST_CASE("a 403 is a refused token from a server and a refused request from plex.tv") {
  FakePlex server;
  for (const CannedResponse& answer : refusals(403)) {
    CAPTURE(answer.body.substr(0, 20));
    CHECK(end_of_transient_token(server, answer) == "4 token_rejected, attempts 1");
    CHECK(end_of_source_info(server, answer) == "4 token_rejected, attempts 1");
    CHECK(end_of_whoami(server, answer) == "5 refused, attempts 1");
    CHECK(end_of_signin(server, answer) == "5 refused, attempts 1");
  }
}

TEST_CASE("a refusal with a body of 100 MB is believed and not read to its end") {
  const std::string size = std::to_string(100'000'000);
  for (const std::string& length : {"Content-Length: " + size + "\r\n", std::string()}) {
    CAPTURE(length);
    const Script script = {ReadRequest{}, Send{"HTTP/1.1 401 Unauthorized\r\n" + length + "\r\n"},
                           SendForever{"no "}};
    const RawServer server(script);
    CHECK(failure_of(run_transient_token(server.url(), {"-o", "json"})) ==
          "4 token_rejected, attempts 1");
    CHECK(failure_of(run_whoami(server.url(), {"-o", "json"})) == "4 token_rejected, attempts 1");
    CHECK(failure_of(run_signin(server.url(), {"-o", "json"})) ==
          "4 credentials_rejected, attempts 1");
  }
}

TEST_CASE("a refusal whose body breaks off is believed") {
  for (const Script& script :
       {Script{ReadRequest{}, Send{"HTTP/1.1 401 No\r\nContent-Length: 100\r\n\r\n{"}, Close{}},
        Script{ReadRequest{}, Send{"HTTP/1.1 401 No\r\nContent-Length: 100\r\n\r\n{"}, Reset{}},
        Script{ReadRequest{}, Send{"HTTP/1.1 401 No\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"},
               Close{}},
        Script{ReadRequest{},
               Send{"HTTP/1.1 401 No\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nno\n"},
               Close{}}}) {
    CAPTURE(std::get<Send>(script[1]).bytes);
    CAPTURE(script.back().index());
    CHECK(failure_against(script) == "4 token_rejected, attempts 1");
  }
}

TEST_CASE("other refusals exit 5 and say nothing about the token") {
  FakePlex server;
  for (const int status : {400, 402, 404, 409, 410, 422, 451}) {
    for (const CannedResponse& answer : refusals(status)) {
      CAPTURE(answer.body.substr(0, 20));
      CAPTURE(status);
      CHECK(end_of_transient_token(server, answer) == "5 refused, attempts 1");
      CHECK(end_of_source_info(server, answer) == "5 refused, attempts 1");
      CHECK(end_of_whoami(server, answer) == "5 refused, attempts 1");
      CHECK(end_of_signin(server, answer) == "5 refused, attempts 1");
    }
  }
}

TEST_CASE("a token that has expired exits 4 and says so") {
  FakePlex server;
  for (const CannedResponse& answer : refusals(498)) {
    CAPTURE(answer.body.substr(0, 20));
    CHECK(end_of_transient_token(server, answer) == "4 token_expired, attempts 1");
    CHECK(end_of_whoami(server, answer) == "4 token_expired, attempts 1");
  }
}

TEST_CASE("a token that plex.tv has revoked exits 4 in JSON and in XML") {
  FakePlex server;
  for (const std::string& body :
       {std::string("<errors> <error>Invalid token</error> </errors>"),
        std::string("{\"errors\":[{\"message\":\"Invalid token\",\"status\":422}]}"),
        errors_json(422, 1001, "Invalid token")}) {
    CAPTURE(body);
    CHECK(end_of_whoami(server, {.status = 422, .body = body}) == "4 token_rejected, attempts 1");
  }
}

TEST_CASE("an outage is never reported as an invalid token") {
  FakePlex server;
  for (const int status : {500, 501, 502, 503, 504, 520, 599}) {
    for (const CannedResponse& answer : refusals(status)) {
      CAPTURE(answer.body.substr(0, 20));
      CAPTURE(status);
      CHECK(end_of_transient_token(server, answer) == "8 server_error, attempts 1");
      CHECK(end_of_whoami(server, answer) == "8 server_error, attempts 1");
      CHECK(end_of_signin(server, answer) == "8 server_error, attempts 1");
    }
  }
}

TEST_CASE("what a service says about a refusal is quoted short and visible and without secrets") {
  FakePlex server;
  server.respond_next(user_path, {.status = 404,
                                  .body = errors_json(404, 7,
                                                      std::string("\\u001b[31m") + dana_token +
                                                          " " + std::string(300, 'w'))});
  const RunResult result = run_whoami(server.plex_tv_url());
  CHECK(result.status == 5);
  CHECK(
      result.err ==
      "plex: error: the request was refused with status 404; server said: \"\\x1B[31m[redacted] " +
          std::string(80, 'w') + "\xE2\x80\xA6\" (" + server.host() +
          ")\nhint: check --plex-tv-url\n");
}

}  // namespace plex::test
