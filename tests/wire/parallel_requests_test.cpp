// SPDX-License-Identifier: MIT
//
// Requests that are sent side by side: how many at a time, within which limits, and that one which
// fails is no other's failure. The real transport against real servers.
#include <algorithm>
#include <chrono>
#include <iterator>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/certificates.hpp"
#include "tests/support/fake_plex.hpp"
#include "tests/support/fastest_runs.hpp"
#include "tests/support/odd_ports.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/temporary_file.hpp"

namespace plex::test {
namespace {

using namespace std::chrono_literals;

HttpRequest get(const std::string& url) {
  HttpRequest request;
  request.method = "GET";
  request.base = parse_base_url(url, "the test");
  return request;
}

std::vector<HttpRequest> gets(const std::vector<std::string>& urls) {
  std::vector<HttpRequest> requests;
  std::transform(urls.begin(), urls.end(), std::back_inserter(requests), get);
  return requests;
}

/// GET {base}/0, {base}/1 and so on.
std::vector<HttpRequest> gets(std::size_t count, const std::string& base) {
  std::vector<HttpRequest> requests;
  while (requests.size() < count) {
    requests.push_back(get(base + "/" + std::to_string(requests.size())));
  }
  return requests;
}

/// What a test can compare: `200 BODY`, or the message of a failure.
std::string words(const HttpOutcome& outcome) {
  if (const auto* error = std::get_if<Error>(&outcome)) {
    return error->message;
  }
  const auto& response = std::get<HttpResponse>(outcome);
  return std::to_string(response.status) + " " + response.body;
}

struct Sent {
  /// By the number of the request; empty if there was no outcome.
  std::vector<std::string> outcomes;
  /// The numbers of the requests in the order in which they ended.
  std::vector<std::size_t> ended;
  Clock::duration took{};
};

Sent send(const std::vector<HttpRequest>& requests, const ParallelLimits& limits,
          const plex::Deadline& deadline = {}, const TransportOptions& options = {},
          std::size_t enough = SIZE_MAX) {
  const auto transport = real_transport(options);
  Sent sent{.outcomes = std::vector<std::string>(requests.size()), .ended = {}};
  const auto start = Clock::now();
  transport->send_all(requests, limits, deadline, [&](std::size_t index, HttpOutcome outcome) {
    sent.outcomes[index] = words(outcome);
    sent.ended.push_back(index);
    return sent.ended.size() < enough;
  });
  sent.took = Clock::now() - start;
  return sent;
}

using Outcomes = std::vector<std::string>;

constexpr const char* out_of_time = "no complete response within the time limit";

/// Has the server answer /0, /1 and so on once each, with the path.
void add_paths(FakePlex& server, std::size_t count) {
  for (std::size_t index = 0; index < count; ++index) {
    const std::string path = "/" + std::to_string(index);
    server.respond_next(path, {.body = path});
  }
}

std::string path_body(std::size_t index) { return "200 /" + std::to_string(index); }

}  // namespace

TEST_CASE("of 40 requests 16 are in progress at a time and never more") {
  // A request is counted until its response is sent, so none is counted that has ended.
  Crowd crowd(16);
  const RawServer server(
      {ReadRequest{}, Call{[&] { crowd.join(); }}, Send{ok_json("{}")}, Close{}});
  const Sent sent = send(gets(40, server.url()), {16, 5s});
  CHECK(crowd.most() == 16);
  CHECK(sent.outcomes == Outcomes(40, "200 {}"));
}

TEST_CASE("each of several requests is sent once and gets its own response") {
  constexpr std::size_t count = 20;
  FakePlex server;
  add_paths(server, count);
  Outcomes expected;
  while (expected.size() < count) {
    expected.push_back(path_body(expected.size()));
  }
  const Sent sent = send(gets(count, server.server_url()), {4, 5s});
  CHECK(sent.outcomes == expected);
  CHECK(sent.ended.size() == count);
  CHECK(server.requests().size() == count);
}

TEST_CASE("fewer requests than may be in progress and none at all are sent as they are") {
  const RawServer server(says(ok_json("{}")));
  CHECK(send(gets(2, server.url()), {16, 5s}).outcomes == Outcomes(2, "200 {}"));
  CHECK(send({}, {16, 5s}).ended.empty());
}

TEST_CASE("a server that never answers ends by its own limit and holds up no other") {
  const RawServer silent(Script{ReadRequest{}, Stall{}});
  const RawServer server(says(ok_json("{}")));
  const Sent sent =
      send(gets({silent.url(), server.url() + "/1", server.url() + "/2", server.url() + "/3"}),
           {2, 500ms});
  CHECK(sent.outcomes == Outcomes{out_of_time, "200 {}", "200 {}", "200 {}"});
  CHECK(sent.ended == std::vector<std::size_t>{1, 2, 3, 0});
  CHECK(sent.took >= 499ms);
  CHECK(sent.took < patience);
}

TEST_CASE("an address that never connects ends by its own limit and says so") {
  const BlackHole hole;
  const Sent sent = send(gets({hole.url()}), {16, 100ms});
  CHECK(sent.outcomes == Outcomes{out_of_time});
  CHECK(sent.took < patience);
}

TEST_CASE("the limit of a request counts from its own start") {
  const RawServer silent(Script{ReadRequest{}, Stall{}});
  const Sent sent = send(gets(3, silent.url()), {1, 100ms});
  CHECK(sent.outcomes == Outcomes(3, out_of_time));
  CHECK(sent.ended == std::vector<std::size_t>{0, 1, 2});
  CHECK(silent.connections() == 3);
  CHECK(sent.took >= 297ms);
}

TEST_CASE("the deadline ends the requests in progress and starts no other") {
  const RawServer silent(Script{ReadRequest{}, Stall{}});
  const Sent sent = send(gets(40, silent.url()), {16, 60s}, plex::Deadline(Clock::now() + 200ms));
  CHECK(sent.outcomes == Outcomes(40, out_of_time));
  CHECK(silent.connections() == 16);
  CHECK(sent.took < patience);
  CHECK(send(gets(3, silent.url()), {16, 60s}, plex::Deadline(Clock::now())).outcomes ==
        Outcomes(3, out_of_time));
  CHECK(silent.connections() == 16);
}

TEST_CASE("each request fails in its own way and the others go on") {
  const FakePlex wrong_name({.https = true,
                             .certificate = {.common_name = "attic.plex.test",
                                             .dns_names = {"attic.plex.test"},
                                             .ip_addresses = {}}});
  const TemporaryFile authority(wrong_name.ca_pem());
  const RefusedPort refused;
  const RawServer cut(Script{ReadRequest{}, Close{}});
  const RawServer elsewhere(
      says("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n"
           "Content-Length: 0\r\n\r\n"));
  const RawServer server(says(ok_json("{}")));
  TransportOptions options;
  options.ca_file = authority.path();
  const std::vector<HttpRequest> requests =
      gets({"http://192.0.2.1:32400", refused.url(), "https://" + std::string(64, 'x') + ".invalid",
            wrong_name.server_url(), cut.url(), elsewhere.url(), server.url() + "/6"});
  for (const std::size_t slots : {1U, 16U}) {
    CAPTURE(slots);
    CHECK(send(requests, {slots, 5s}, {}, options).outcomes ==
          Outcomes{"plain http to 192.0.2.1 would expose the secret to the network",
                   "the connection was refused or there is no route to the host",
                   "the host name could not be resolved",
                   "the server's certificate is for a different name",
                   "the connection was lost before a response arrived", "302 ", "200 {}"});
  }
  CHECK(wrong_name.requests().empty());
}

TEST_CASE("a server that falls silent ends by the limit for that") {
  const RawServer silent(Script{ReadRequest{}, Send{"HTTP/1.1 200 OK\r\n"}, Stall{}});
  TransportOptions options;
  options.stall_timeout = 1s;
  const Sent sent = send(gets({silent.url()}), {16, 10s}, {}, options);
  CHECK(sent.outcomes == Outcomes{"the server sent nothing for 1 s"});
}

TEST_CASE("requests of every kind reach their servers whole") {
  const RawServer server(says(ok_json("{}")));
  HttpRequest form = get(server.url() + "/pins");
  form.method = "POST";
  form.body = Secret("strong=true");
  HttpRequest secret = get(server.url() + "/user");
  secret.headers = {{"Accept", "application/json"}};
  secret.token = Secret("invented-token");
  std::vector<HttpRequest> requests;
  requests.push_back(std::move(form));
  requests.push_back(std::move(secret));
  CHECK(send(requests, {1, 5s}).outcomes == Outcomes(2, "200 {}"));
  const std::string host = "127.0.0.1:" + std::to_string(server.port());
  CHECK(server.requests() ==
        Outcomes{"POST /pins HTTP/1.1\r\nHost: " + host +
                     "\r\nAccept: */*\r\nAccept-Encoding: gzip\r\nContent-Length: 11\r\n"
                     "Content-Type: application/x-www-form-urlencoded\r\n\r\nstrong=true",
                 "GET /user HTTP/1.1\r\nHost: " + host +
                     "\r\nAccept-Encoding: gzip\r\nAccept: application/json\r\n"
                     "X-Plex-Token: invented-token\r\n\r\n"});
}

TEST_CASE("the authorities of the system are read once for all requests") {
  const Certificate authority = make_certificate_authority();
  const Certificate leaf = make_leaf_certificate(authority);
  const RawServer server(Script{Stall{}}, {.tls = RawTls{.certificate = &leaf}});
  const auto fastest = [&](std::size_t count) {
    Clock::duration time = Clock::duration::max();
    for (int run = 0; run < 3; ++run) {
      const Sent sent = send(gets(count, server.url()), {16, 10s});
      CHECK(sent.outcomes ==
            Outcomes(count, "the server's certificate is from an unknown authority"));
      time = std::min(time, sent.took);
    }
    return time;
  };
  CHECK(fastest(32) < 10 * fastest(1) + 100ms);
}

TEST_CASE("an outcome after which no more are wanted ends the run at once") {
  FastestRuns runs;
  const RawServer silent(Script{ReadRequest{}, Stall{}});
  const RawServer server(says(ok_json("{}")));
  for (int run = 0; run < 3; ++run) {
    const Sent sent =
        send(gets({silent.url(), server.url(), silent.url(), server.url()}), {3, 60s}, {}, {}, 1);
    CHECK(sent.outcomes == Outcomes{"", "200 {}", "", ""});
    runs.add("abandoned", sent.took);
  }
  runs.check_at_once();
}

TEST_CASE("of two requests that end together the second has no outcome if none is wanted") {
  const std::vector<HttpRequest> requests = gets(2, "http://192.0.2.1:32400");
  CHECK(send(requests, {2, 5s}).ended.size() == 2);
  CHECK(send(requests, {2, 5s}, {}, {}, 1).ended.size() == 1);
}

TEST_CASE("what the receiver of the outcomes throws ends the run") {
  const RawServer server(says(ok_json("{}")));
  const RawServer silent(Script{ReadRequest{}, Stall{}});
  const auto transport = real_transport();
  const auto take = [](std::size_t, const HttpOutcome&) -> bool {
    throw std::runtime_error("the receiver");
  };
  CHECK_THROWS_WITH(transport->send_all(gets({silent.url(), server.url()}), {2, 60s}, {}, take),
                    "the receiver");
  const Error failure(ErrorCode::internal, "the receiver, again");
  int calls = 0;
  CHECK_THROWS_WITH(transport->send_all(gets({server.url(), server.url()}), {1, 60s}, {},
                                        [&](std::size_t, const HttpOutcome&) -> bool {
                                          ++calls;
                                          throw Error(failure);
                                        }),
                    "the receiver, again");
  CHECK(calls == 1);
}

TEST_CASE("a transport sends single requests as before when several were sent") {
  const RawServer server(says(ok_json("{}")));
  const auto transport = real_transport();
  const auto body = [&](const std::string& path) {
    return transport->send(get(server.url() + path), {}).body;
  };
  CHECK(body("/a") == "{}");
  int ended = 0;
  transport->send_all(gets(3, server.url()), {2, 5s}, {},
                      [&](std::size_t, const HttpOutcome&) { return ++ended < 2; });
  CHECK(ended == 2);
  CHECK(body("/b") == "{}");
}

TEST_CASE("the log of requests side by side keeps the lines of one together") {
  const RawServer silent(Script{ReadRequest{}, Stall{}});
  const RawServer server(says("HTTP/1.1 204 No Content\r\n\r\n"));
  std::string log;
  TransportOptions options;
  options.trace = [&](const std::string& line) { log += line.substr(0, line.find(" (")) + "\n"; };
  send(gets({silent.url() + "/a", server.url() + "/b"}), {2, 500ms}, {}, options);
  CHECK(log == "> GET " + server.url() + "/b\n< 204 from 127.0.0.1\n" + "> GET " + silent.url() +
                   "/a\n< no response\n");
}

}  // namespace plex::test
