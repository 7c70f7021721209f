// SPDX-License-Identifier: MIT
#include "src/plex/client.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "src/deadline.hpp"
#include "src/error.hpp"
#include "src/secret.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/scripted_transport.hpp"

namespace plex::test {
namespace {

std::string lines(const std::vector<HttpHeader>& headers) {
  std::string text;
  for (const HttpHeader& header : headers) {
    text += header.name + ": " + header.value + "\n";
  }
  return text;
}

Identity identity() {
  return {.client_identifier = "id",
          .product = "plex-cli",
          .version = "1",
          .platform = "Linux",
          .platform_version = "6",
          .device = "box",
          .device_name = "attic",
          .device_vendor = "",
          .model = "",
          .marketplace = ""};
}

Identity small_identity() {
  Identity identity;
  identity.client_identifier = "id";
  identity.product = "p";
  return identity;
}

/// Gives each request the same response, and remembers the last one.
class OneResponse : public OneByOneTransport {
 public:
  OneResponse(int status, const std::string& body, const std::vector<HttpHeader>& headers = {}) {
    response_.status = status;
    response_.body = body;
    response_.headers = headers;
  }

  HttpResponse send(const HttpRequest& request, const Deadline&) override {
    sent = request.method + " " + request.url() + "\n" + lines(request.headers) +
           std::string(request.token.reveal()) + "\n" + std::string(request.body.reveal());
    return response_;
  }

  std::string sent;

 private:
  HttpResponse response_;
};

/// Fails each request in the same way.
class OneFailure : public OneByOneTransport {
 public:
  explicit OneFailure(Error error) : error_(std::move(error)) {}

  HttpResponse send(const HttpRequest&, const Deadline&) override { throw Error(error_); }

 private:
  Error error_;
};

/// A client of server.test that takes no time between attempts.
Client client_of(HttpTransport& transport) {
  static const Deadline no_limit;
  return {transport,
          parse_base_url("http://server.test:32400/plex", "the test"),
          {{"Accept", "application/json"}},
          {},
          {.now = [] { return Clock::time_point(); },
           .wall_clock = [] { return std::chrono::system_clock::time_point(); },
           .sleep = [](Milliseconds) {},
           .jitter = [] { return 1.0; }},
          no_limit};
}

/// A parse function whose result can only be moved.
Secret secret_of(const Json& document) { return Secret(document.at("a").get<std::string>()); }

Secret refuse(const Json&) { throw Error(ErrorCode::unexpected, "not what the test wants"); }

}  // namespace

TEST_CASE("a request identifies the client in one order and leaves out what is empty") {
  CHECK(lines(request_headers(identity(), {})) ==
        "Accept: application/json\n"
        "X-Plex-Client-Identifier: id\n"
        "X-Plex-Product: plex-cli\n"
        "X-Plex-Version: 1\n"
        "X-Plex-Platform: Linux\n"
        "X-Plex-Platform-Version: 6\n"
        "X-Plex-Device: box\n"
        "X-Plex-Device-Name: attic\n");
  Identity whole = identity();
  whole.device_vendor = "Invented";
  whole.model = "Mark II";
  whole.marketplace = "none";
  CHECK(lines(request_headers(whole, {})) == lines(request_headers(identity(), {})) +
                                                 "X-Plex-Device-Vendor: Invented\n"
                                                 "X-Plex-Model: Mark II\n"
                                                 "X-Plex-Marketplace: none\n");
}

TEST_CASE("an extra header replaces the default of the same name in any case") {
  CHECK(lines(request_headers(small_identity(), {{"x-plex-PRODUCT", "other"}, {"X-Odd", "1"}})) ==
        "Accept: application/json\n"
        "X-Plex-Client-Identifier: id\n"
        "x-plex-PRODUCT: other\n"
        "X-Odd: 1\n");
}

TEST_CASE("an extra header with an empty value drops the default") {
  CHECK(lines(request_headers(small_identity(), {{"Accept", ""}, {"X-Plex-Product", ""}})) ==
        "X-Plex-Client-Identifier: id\n");
}

TEST_CASE("a request is sent with what it asks for and the headers of the client") {
  OneResponse transport(200, R"({"a":"b"})");
  const Client client = client_of(transport);
  client.request(Service::media_server,
                 {.path = "/library", .query = {{"q", "x y"}}, .token = Secret("token-value")},
                 secret_of);
  CHECK(transport.sent ==
        "GET http://server.test:32400/plex/library?q=x%20y\n"
        "Accept: application/json\n"
        "token-value\n");
  client.request(Service::plex_tv,
                 {.method = "POST", .path = "/pins", .form = Secret("strong=true")}, secret_of);
  CHECK(transport.sent ==
        "POST http://server.test:32400/plex/pins\n"
        "Accept: application/json\n"
        "\n"
        "strong=true");
}

TEST_CASE("headers are replaced by name in any case so that a client can act as another device") {
  const std::vector<HttpHeader> headers = request_headers(small_identity(), {{"X-Odd", "1"}});
  CHECK(lines(with_headers(headers, {{"x-plex-client-identifier", "other"},
                                     {"X-Plex-Device-Name", "script"},
                                     {"X-Odd", ""}})) ==
        "Accept: application/json\n"
        "X-Plex-Product: p\n"
        "x-plex-client-identifier: other\n"
        "X-Plex-Device-Name: script\n");
  CHECK(lines(with_headers(headers, {})) == lines(headers));
}

TEST_CASE("a request whose response has no use succeeds by a 2xx status with any body") {
  for (const int status : {200, 201, 204, 299}) {
    for (const std::string body : {"", "{", "<html>", "[]"}) {
      CAPTURE(status);
      CAPTURE(body);
      OneResponse transport(status, body);
      CHECK_NOTHROW(client_of(transport).send(
          Service::plex_tv, {.method = "DELETE", .path = "/users/signout", .token = Secret("t")}));
      CHECK(transport.sent ==
            "DELETE http://server.test:32400/plex/users/signout\n"
            "Accept: application/json\n"
            "t\n");
    }
  }
}

TEST_CASE("a request whose response has no use fails by another status with all its facts") {
  OneResponse transport(404, R"({"errors":[{"code":1020,"message":"Code not found or expired"}]})");
  const Error error = error_of([&] {
    client_of(transport).send(Service::plex_tv,
                              {.method = "PUT", .path = "/pins/link", .form = Secret("code=7RQZ")});
  });
  CHECK(transport.sent ==
        "PUT http://server.test:32400/plex/pins/link\n"
        "Accept: application/json\n"
        "\n"
        "code=7RQZ");
  CHECK(error.code == ErrorCode::refused);
  CHECK(error.server_said == "Code not found or expired");
  CHECK(error.plex_code == 1020);
  CHECK(error.http_status == 404);
  CHECK(error.host == "server.test:32400");
  CHECK(error.attempts == 1);
  CHECK(error.request_sent);
}

TEST_CASE("a request returns what is made of its response") {
  OneResponse transport(201, R"({"a":"b"})");
  const Client client = client_of(transport);
  CHECK(client.request(Service::plex_tv, {.path = "/user"}, secret_of).reveal() == "b");
  const Json whole =
      client.request(Service::plex_tv, {.path = "/user"}, [](Json document) { return document; });
  CHECK(format_json(whole) == R"({"a":"b"})");
}

TEST_CASE("a response that cannot be used is named with its host and status and attempts") {
  struct Row {
    int status;
    std::string body;
    ErrorCode code;
    int attempts;
  };
  for (const Row& row :
       {Row{201, R"({"a":"b"})", ErrorCode::unexpected, 1}, Row{200, "{", ErrorCode::malformed, 1},
        Row{200, "", ErrorCode::malformed, 1}, Row{404, "", ErrorCode::refused, 1},
        Row{503, "", ErrorCode::server_error, 3}}) {
    CAPTURE(row.status);
    CAPTURE(row.body);
    OneResponse transport(row.status, row.body);
    const Client client = client_of(transport);
    const Error error =
        error_of([&] { client.request(Service::plex_tv, {.path = "/user"}, refuse); });
    CHECK(error.code == row.code);
    CHECK(error.host == "server.test:32400");
    CHECK(error.http_status == row.status);
    CHECK(error.attempts == row.attempts);
    CHECK(error.request_sent);
  }
}

TEST_CASE("a request without a response is named with its host and attempts and what was seen") {
  for (const bool sent : {false, true}) {
    CAPTURE(sent);
    Error lost(ErrorCode::connection_lost, "the test cut it");
    lost.request_sent = sent;
    if (sent) {
      lost.http_status = 200;
    }
    OneFailure transport(lost);
    Client client = client_of(transport);
    client.base = parse_base_url("https://server.test", "the test");
    const Error error =
        error_of([&] { client.request(Service::plex_tv, {.path = "/user"}, secret_of); });
    CHECK(error.code == ErrorCode::connection_lost);
    CHECK(error.message == "the test cut it");
    CHECK(error.host == "server.test");
    CHECK(error.http_status == lost.http_status);
    CHECK(error.attempts == 3);
    CHECK(error.request_sent == sent);
  }
}

TEST_CASE("a wait that is too long is named with its host and status and attempts") {
  OneResponse transport(503, "", {{"retry-after", "31"}});
  const Client client = client_of(transport);
  const Error error =
      error_of([&] { client.request(Service::plex_tv, {.path = "/user"}, secret_of); });
  CHECK(error.code == ErrorCode::rate_limited);
  CHECK(error.retry_after == std::chrono::seconds(31));
  CHECK(error.host == "server.test:32400");
  CHECK(error.http_status == 503);
  CHECK(error.attempts == 1);
  CHECK(error.request_sent);
}

}  // namespace plex::test
