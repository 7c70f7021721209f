// SPDX-License-Identifier: MIT
//
// What sign_in makes of responses that are no success, whatever their form. What a user sees of
// them is tests/output/exit_code_test.cpp.
#include <chrono>
#include <string>

#include <doctest/doctest.h>

#include "src/advice.hpp"
#include "src/auth/signin.hpp"
#include "src/deadline.hpp"
#include "src/error.hpp"
#include "src/http/http.hpp"
#include "src/http/retry.hpp"
#include "src/http/url.hpp"
#include "src/plex/client.hpp"
#include "src/secret.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/error_responses.hpp"
#include "tests/support/scripted_transport.hpp"

namespace plex::test {
namespace {

/// Gives each request the same response.
class OneResponse : public OneByOneTransport {
 public:
  OneResponse(int status, const std::string& body) : status_(status), body_(body) {}

  HttpResponse send(const HttpRequest&, const Deadline&) override {
    HttpResponse response;
    response.status = status_;
    response.body = body_;
    return response;
  }

 private:
  int status_;
  std::string body_;
};

/// The failure of a sign-in that gets this response.
Error sign_in_error(int status, const std::string& body = "") {
  OneResponse transport(status, body);
  const Deadline no_limit;
  const RetryTools tools{.now = [] { return Clock::time_point(); },
                         .wall_clock = [] { return std::chrono::system_clock::time_point(); },
                         .sleep = [](Milliseconds) {},
                         .jitter = [] { return 1.0; }};
  const Client client{transport, parse_base_url("https://plex.test", "the test"), {}, {}, tools,
                      no_limit};
  auth::Credentials credentials;
  credentials.login = "dana";
  credentials.password = Secret("password");
  return error_of([&] { auth::sign_in(client, credentials); });
}

}  // namespace

TEST_CASE(
    "a sign-in that plex.tv refuses without a number it gives a meaning had bad credentials") {
  for (const std::string& body : bodies_without_a_number()) {
    CAPTURE(body.substr(0, 80));
    const Error error = sign_in_error(401, body);
    CHECK(error.code == ErrorCode::credentials_rejected);
    CHECK(error.message == "the user name or password is wrong");
    CHECK(error.advice == Advice::set_password);
    CHECK(error.http_status == 401);
    CHECK(error.host == "plex.test");
  }
  for (const std::string& body : bodies_with(401, 1001)) {
    CAPTURE(body);
    const Error error = sign_in_error(401, body);
    CHECK(error.code == ErrorCode::credentials_rejected);
    CHECK(error.plex_code == 1001);
  }
}

TEST_CASE("failures to sign in are told apart by their number and not by their words") {
  struct Row {
    int status;
    int number;
    ErrorCode code;
    Advice advice;
  };
  for (const Row& row :
       {Row{401, 1028, ErrorCode::verification_code_rejected, Advice::wait_for_next_code},
        Row{401, 1029, ErrorCode::verification_code_required, Advice::add_verification_code},
        Row{401, 1030, ErrorCode::email_required, Advice::use_email_address},
        Row{401, 1031, ErrorCode::locked_out, Advice::wait},
        Row{400, 1000, ErrorCode::client_identifier_missing, Advice::pass_client_identifier},
        Row{400, 1004, ErrorCode::refused, Advice::none}}) {
    CAPTURE(row.number);
    for (const std::string& body : bodies_with(row.status, row.number)) {
      CAPTURE(body);
      const Error error = sign_in_error(row.status, body);
      CHECK(error.code == row.code);
      CHECK(error.plex_code == row.number);
      CHECK(error.advice == row.advice);
    }
  }
}

TEST_CASE("a sign-in that fails with another status says nothing about the credentials") {
  for (const StatusMeaning& row : statuses_with_one_meaning()) {
    for (const std::string& body : bodies_that_do_not_matter()) {
      CAPTURE(row.status);
      CAPTURE(body.substr(0, 80));
      CHECK(sign_in_error(row.status, body).code == row.code);
    }
  }
  CHECK(sign_in_error(403).code == ErrorCode::refused);
}

TEST_CASE("a sign-in has no token that could be invalid") {
  for (const std::string& body : bodies_that_say_invalid_token()) {
    CAPTURE(body);
    CHECK(sign_in_error(422, body).code == ErrorCode::refused);
  }
}

}  // namespace plex::test
