// SPDX-License-Identifier: MIT
//
// Probes by the real transport of servers that answer as they should, and of all others. The limits
// of requests side by side as such are in tests/wire/parallel_requests_test.cpp.
#include "src/plex/probe.hpp"

#include <chrono>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/fake_plex.hpp"
#include "tests/support/odd_ports.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/temporary_file.hpp"

namespace plex::test {
namespace {

using namespace std::chrono_literals;

constexpr const char* wanted = "0123456789abcdef0123456789abcdef01234567";

std::string identity_json(const std::string& machine_identifier) {
  return R"({"MediaContainer":{"size":0,"claimed":true,"machineIdentifier":")" +
         machine_identifier + R"(","version":"1.41.0.0"}})";
}

ProbeTarget target(const std::string& url) { return {parse_base_url(url, "the test"), wanted}; }

std::vector<ProbeTarget> targets(std::size_t count, const std::string& url) {
  return std::vector<ProbeTarget>(count, target(url));
}

std::vector<ProbeResult> probe(const std::vector<ProbeTarget>& targets,
                               const ParallelLimits& limits = {16, 5s},
                               const plex::Deadline& deadline = {},
                               const TransportOptions& options = {}) {
  return plex::probe(*real_transport(options), targets, deadline, limits);
}

/// `answers`, or the message of the failure.
std::string words(const ProbeResult& result) {
  return result.failure ? result.failure->message : "answers";
}

std::vector<std::string> words(const std::vector<ProbeResult>& results) {
  std::vector<std::string> all;
  for (const ProbeResult& result : results) {
    all.push_back(words(result));
  }
  return all;
}

using Words = std::vector<std::string>;

/// The failure of the probe of one server that gives this response.
Error failure_of(const CannedResponse& response) {
  FakePlex server;
  server.respond_next("/identity", response);
  const auto results = probe({target(server.server_url())});
  REQUIRE(results.size() == 1);
  REQUIRE(results.front().failure);
  CHECK(results.front().failure->host == server.host());
  CHECK(results.front().failure->attempts == 1);
  CHECK(results.front().failure->request_sent);
  CHECK(results.front().failure->http_status == response.status);
  return *results.front().failure;
}

}  // namespace

TEST_CASE("a server that answers with its identifier is reachable over http and https") {
  FakePlex plain;
  FakePlex encrypted({.https = true});
  const TemporaryFile authority(encrypted.ca_pem());
  plain.respond_next("/identity", {.body = identity_json(wanted)});
  plain.respond_next("/plex/identity", {.body = identity_json(wanted)});
  encrypted.respond_next("/identity", {.body = identity_json(wanted)});
  TransportOptions options;
  options.ca_file = authority.path();
  CHECK(words(probe({target(plain.server_url()), target(encrypted.server_url()),
                     target(plain.server_url() + "/plex")},
                    {16, 5s}, {}, options)) == Words(3, "answers"));
}

TEST_CASE("a probe says neither who asks nor with which token") {
  const RawServer server(says(ok_json(identity_json(wanted))));
  CHECK(words(probe({target(server.url())})) == Words{"answers"});
  CHECK(server.requests() ==
        Words{"GET /identity HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) +
              "\r\nAccept-Encoding: gzip\r\nAccept: application/json\r\n\r\n"});
}

TEST_CASE("a server with another identifier is not the one that was looked for") {
  const std::string upper = "0123456789ABCDEF0123456789ABCDEF01234567";
  for (const std::string& other : {std::string("76543210"), std::string(), upper,
                                   std::string(wanted) + "0", std::string(wanted).substr(1)}) {
    CAPTURE(other);
    const Error failure = failure_of({.body = identity_json(other)});
    CHECK(failure.code == ErrorCode::unexpected);
    CHECK(failure.message == "another server answers at this address");
  }
}

TEST_CASE("what is not the identity of a server is named for what it is") {
  struct Row {
    CannedResponse response;
    ErrorCode code;
    std::string message;
  };
  for (const Row& row :
       {Row{html_response(200, "Sign in to this network"), ErrorCode::malformed,
            "got a web page instead of a response; does this network have a login page?"},
        Row{{.content_type = "text/xml", .body = "<MediaContainer/>"},
            ErrorCode::malformed,
            "the response is XML, not JSON"},
        Row{{.body = ""}, ErrorCode::malformed, "the response is empty"},
        Row{{.body = "[]"}, ErrorCode::unexpected, "the response has no MediaContainer"},
        Row{{.body = R"({"MediaContainer":[]})"},
            ErrorCode::unexpected,
            "the response has no MediaContainer"},
        Row{{.body = R"({"MediaContainer":{}})"},
            ErrorCode::unexpected,
            "the response has no MediaContainer.machineIdentifier"},
        Row{{.body = R"({"MediaContainer":{"machineIdentifier":7}})"},
            ErrorCode::unexpected,
            "the response's MediaContainer.machineIdentifier is not a string"},
        Row{html_response(401, "Unauthorized"), ErrorCode::refused,
            "the request was refused with status 401"},
        Row{html_response(403, "Forbidden"), ErrorCode::refused,
            "the request was refused with status 403"},
        Row{html_response(404, "Not Found"), ErrorCode::refused,
            "the request was refused with status 404"},
        Row{html_response(503, "Service Unavailable"), ErrorCode::server_error,
            "the service failed with status 503"},
        Row{{.status = 302, .headers = {{"Location", "http://elsewhere.test/"}}},
            ErrorCode::redirected,
            "the response redirects to elsewhere.test, and redirects are not followed"}}) {
    CAPTURE(row.message);
    const Error failure = failure_of(row.response);
    CHECK(failure.code == row.code);
    CHECK(failure.message == row.message);
  }
}

TEST_CASE("connections that fail are told apart and each is named with its host") {
  const RefusedPort refused;
  const FakePlex wrong_name({.https = true,
                             .certificate = {.common_name = "attic.plex.test",
                                             .dns_names = {"attic.plex.test"},
                                             .ip_addresses = {}}});
  const TemporaryFile authority(wrong_name.ca_pem());
  const std::string nobody = std::string(64, 'x') + ".invalid";
  TransportOptions options;
  options.ca_file = authority.path();
  const auto results = probe({target(refused.url()), target("https://" + nobody + ":32400"),
                              target(wrong_name.server_url()), target("http://192.0.2.1:32400")},
                             {16, 5s}, {}, options);
  REQUIRE(results.size() == 4);
  const auto check = [&](std::size_t index, ErrorCode code, const std::string& host) {
    CAPTURE(index);
    const auto& failure = results[index].failure;
    REQUIRE(failure);
    CHECK(failure->code == code);
    CHECK(failure->host == host);
    CHECK(failure->attempts == 1);
    CHECK_FALSE(failure->http_status.has_value());
  };
  check(0, ErrorCode::connect_failed, "127.0.0.1:" + std::to_string(refused.port()));
  check(1, ErrorCode::dns_failed, nobody + ":32400");
  check(2, ErrorCode::tls_failed, wrong_name.host());
  check(3, ErrorCode::insecure_transport, "192.0.2.1:32400");
  CHECK(wrong_name.requests().empty());
}

TEST_CASE("of 40 connections 16 are probed at a time") {
  Crowd crowd(16);
  const RawServer server(
      {ReadRequest{}, Call{[&] { crowd.join(); }}, Send{ok_json(identity_json(wanted))}, Close{}});
  const auto transport = real_transport();
  const plex::Deadline no_limit;
  CHECK(words(plex::probe(*transport, targets(40, server.url()), no_limit)) ==
        Words(40, "answers"));
  CHECK(crowd.most() == 16);
}

TEST_CASE("a probe has 3 seconds unless told otherwise") {
  CHECK(probe_limits.each == 3s);
  const RawServer silent(Script{ReadRequest{}, Stall{}});
  FakePlex server;
  server.respond_always("/identity", {.body = identity_json(wanted)});
  const auto start = Clock::now();
  const auto results =
      probe({target(server.server_url()), target(silent.url()), target(server.server_url())},
            {16, 500ms});
  CHECK(words(results) ==
        Words{"answers", "no complete response within the time limit", "answers"});
  CHECK(results[1].failure->code == ErrorCode::timeout);
  CHECK(Clock::now() - start < patience);
}

TEST_CASE("the deadline of the run ends all probes") {
  const RawServer silent(Script{ReadRequest{}, Stall{}});
  const auto results =
      probe(targets(40, silent.url()), {16, 60s}, plex::Deadline(Clock::now() + 200ms));
  CHECK(words(results) == Words(40, "no complete response within the time limit"));
  CHECK(results.back().failure->host == "127.0.0.1:" + std::to_string(silent.port()));
  CHECK(silent.connections() == 16);
}

TEST_CASE("no probe is sent again") {
  const RawServer server(Script{ReadRequest{}, Close{}});
  FakePlex busy;
  busy.respond_always("/identity", {.status = 503, .headers = {{"Retry-After", "0"}}});
  CHECK(words(probe({target(server.url()), target(busy.server_url())})) ==
        Words{"the connection was lost before a response arrived",
              "the service failed with status 503"});
  CHECK(server.connections() == 1);
  CHECK(busy.requests().size() == 1);
}

}  // namespace plex::test
