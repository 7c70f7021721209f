// SPDX-License-Identifier: MIT
#include "src/plex/error_response.hpp"

#include <chrono>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "src/advice.hpp"
#include "src/http/url.hpp"
#include "src/secret.hpp"
#include "tests/support/error_responses.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/fake_plex_payloads.hpp"

namespace plex::test {
namespace {

HttpRequest request_with(const std::string& token = dana_token) {
  HttpRequest request;
  request.method = "GET";
  request.base = parse_base_url("https://host.test", "the test");
  request.token = Secret(token);
  return request;
}

HttpResponse answer(int status, const std::string& body = "",
                    const std::vector<HttpHeader>& headers = {}) {
  HttpResponse response;
  response.status = status;
  response.body = body;
  response.headers = headers;
  return response;
}

ErrorCode code_of(int status, Service service, const std::string& body = "") {
  return error_from(answer(status, body), service, request_with()).code;
}

}  // namespace

TEST_CASE("a server that refuses the token is believed by its status alone") {
  for (const std::string& body : bodies_without_a_number()) {
    CAPTURE(body.substr(0, 80));
    CHECK(code_of(401, Service::media_server, body) == ErrorCode::token_rejected);
    CHECK(code_of(403, Service::media_server, body) == ErrorCode::token_rejected);
  }
  for (const int number : {1000, 1028, 1029, 1030, 1031}) {
    CAPTURE(number);
    CHECK(code_of(401, Service::media_server, errors_json(401, number, "")) ==
          ErrorCode::token_rejected);
  }
}

TEST_CASE("a 401 from plex.tv without a known number rejects what was sent") {
  for (const std::string& body : bodies_without_a_number()) {
    CAPTURE(body.substr(0, 80));
    CHECK(code_of(401, Service::plex_tv, body) == ErrorCode::token_rejected);
  }
  for (const std::string& body : bodies_with(401, 1001)) {
    CAPTURE(body);
    CHECK(code_of(401, Service::plex_tv, body) == ErrorCode::token_rejected);
  }
}

TEST_CASE("an address that plex.tv has blocked is not a refused token whatever was asked") {
  for (const std::string& body : bodies_with(401, 1031)) {
    CAPTURE(body);
    const Error error = error_from(answer(401, body), Service::plex_tv, request_with());
    CHECK(error.code == ErrorCode::locked_out);
    CHECK(error.plex_code == 1031);
    CHECK(error.advice == Advice::wait);
  }
}

TEST_CASE("the numbers of a sign-in refine no other request") {
  for (const int number : {1028, 1029, 1030}) {
    CAPTURE(number);
    for (const std::string& body : bodies_with(401, number)) {
      CAPTURE(body);
      const Error error = error_from(answer(401, body), Service::plex_tv, request_with());
      CHECK(error.code == ErrorCode::token_rejected);
      CHECK(error.plex_code == number);
    }
  }
}

TEST_CASE("other statuses mean the same from every service and with any body") {
  for (const StatusMeaning& row : statuses_with_one_meaning()) {
    for (const std::string& body : bodies_that_do_not_matter()) {
      CAPTURE(row.status);
      CAPTURE(body.substr(0, 80));
      CHECK(code_of(row.status, Service::media_server, body) == row.code);
      CHECK(code_of(row.status, Service::plex_tv, body) == row.code);
    }
  }
  CHECK(code_of(403, Service::plex_tv) == ErrorCode::refused);
}

TEST_CASE("a token that plex.tv has revoked is rejected in JSON and in XML") {
  for (const std::string& body : bodies_that_say_invalid_token()) {
    CAPTURE(body);
    CHECK(code_of(422, Service::plex_tv, body) == ErrorCode::token_rejected);
    CHECK(code_of(422, Service::media_server, body) == ErrorCode::refused);
    CHECK(error_from(answer(422, body), Service::plex_tv, request_with("")).code ==
          ErrorCode::refused);
  }
}

TEST_CASE("an error code that is not a number in range is ignored") {
  for (const std::string number :
       {"18446744073709551615", "9223372036854775808", "1e3", "true", "[]"}) {
    CAPTURE(number);
    const std::string body = std::string("{\"errors\":[{\"code\":") + number + "}]}";
    const Error error = error_from(answer(401, body), Service::plex_tv, request_with());
    CHECK(error.code == ErrorCode::token_rejected);
    CHECK(error.plex_code.value_or(0) == 0);
  }
  const Error error = error_from(answer(401, "<error code=\"99999999999999999999\"/>"),
                                 Service::plex_tv, request_with());
  CHECK_FALSE(error.plex_code);
}

TEST_CASE("ten thousand errors leave the decision to the status") {
  std::string body = "{\"errors\":[";
  for (int count = 0; count < 10'000; ++count) {
    body += "{\"code\":1001,\"message\":\"\\u001b[31mno\"},";
  }
  body.back() = ']';
  body += "}";
  CHECK(code_of(401, Service::plex_tv, body) == ErrorCode::token_rejected);
  CHECK(code_of(503, Service::plex_tv, body) == ErrorCode::server_error);
}

TEST_CASE("a redirect is reported with only the host that it points to") {
  const auto error = [](const std::string& location) {
    return error_from(answer(302, "", {{"location", location}}), Service::media_server,
                      request_with());
  };
  CHECK(error("https://user:pass@other.test/path?token=1#x").message ==
        "the response redirects to other.test, and redirects are not followed");
  CHECK(error("/login?next=1").message ==
        "the response redirects to host.test, and redirects are not followed");
  CHECK(error("file:///etc/passwd").message ==
        "the response redirects to an unreadable address, and redirects are not followed");
  for (const int status : {301, 302, 303, 307, 308}) {
    CAPTURE(status);
    CHECK(error_from(answer(status, "", {{"location", "/"}}), Service::plex_tv, request_with())
              .code == ErrorCode::redirected);
  }
  CHECK(code_of(304, Service::plex_tv) == ErrorCode::unexpected);
}

TEST_CASE("a refusal by a server is explained by the token that was sent") {
  const auto advice = [](const std::string& token) {
    return error_from(answer(401), Service::media_server, request_with(token)).advice;
  };
  CHECK(advice(dana_token) == Advice::use_owner_token);
  CHECK(advice(dana_jwt) == Advice::use_classic_token);
  CHECK(advice("") == Advice::pass_token);
}

TEST_CASE("a client that is slowed down waits as long as it was asked to") {
  HttpResponse response = answer(429);
  const auto advice = [&] { return error_from(response, Service::plex_tv, request_with()).advice; };
  CHECK(advice() == Advice::wait);
  response.retry_after = std::chrono::seconds(0);
  CHECK(advice() == Advice::wait);
  response.retry_after = std::chrono::seconds(7);
  CHECK(advice() == Advice::wait_as_asked);
}

TEST_CASE("the words of an error outside the versioned routes are quoted and decide nothing") {
  for (const int status : {401, 403, 422, 503}) {
    CAPTURE(status);
    const Error error =
        error_from(answer(status, R"({"error":"You may not"})"), Service::plex_tv, request_with());
    CHECK(error.code == code_of(status, Service::plex_tv));
    CHECK(error.server_said == "You may not");
    CHECK_FALSE(error.plex_code);
  }
  for (const std::string body : {R"({"error":null})", R"({"error":{"message":"no"}})",
                                 R"({"error":["no"]})", R"({"error":1})", R"(["error"])"}) {
    CAPTURE(body);
    CHECK(error_from(answer(403, body), Service::plex_tv, request_with()).server_said == "");
  }
  CHECK(error_from(answer(403, R"({"error":"a","errors":[{"code":1009,"message":"b"}]})"),
                   Service::plex_tv, request_with())
            .server_said == "b");
}

TEST_CASE("an error response's facts are kept") {
  HttpResponse response = answer(429, errors_json(429, 1003, "API rate limit exceeded"));
  response.retry_after = std::chrono::seconds(120);
  const Error error = error_from(response, Service::plex_tv, request_with());
  CHECK(error.plex_code == 1003);
  CHECK(error.retry_after == std::chrono::seconds(120));
  CHECK(error.server_said == "API rate limit exceeded");
}

}  // namespace plex::test
