// SPDX-License-Identifier: MIT
//
// Which of several connections is chosen, with real servers and the real transport. What a probe
// makes of a response is in tests/plex/probe_test.cpp.
#include "src/auth/reachability.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/fastest_runs.hpp"
#include "tests/support/odd_ports.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/raw_server.hpp"

namespace plex::test {
namespace {

using auth::Connection;
using namespace std::chrono_literals;

constexpr const char* wanted = "0123456789abcdef0123456789abcdef01234567";
constexpr std::size_t none = 999;

std::string identity(const std::string& machine_identifier) {
  return ok_json(R"({"MediaContainer":{"machineIdentifier":")" + machine_identifier + R"("}})");
}

Script answers() { return says(identity(wanted)); }

Script answers_late() {
  return {ReadRequest{}, Call{[] { std::this_thread::sleep_for(300ms); }}, Send{identity(wanted)},
          Close{}};
}

Script never_answers() { return {ReadRequest{}, Stall{}}; }

Connection local(const std::string& uri) {
  Connection connection;
  connection.uri = uri;
  connection.local = true;
  return connection;
}

Connection remote(const std::string& uri) {
  Connection connection;
  connection.uri = uri;
  connection.local = false;
  return connection;
}

Connection relay(const std::string& uri) {
  Connection connection = remote(uri);
  connection.relay = true;
  return connection;
}

std::size_t chosen(const std::vector<Connection>& connections,
                   const ParallelLimits& limits = {16, 5s}, const TransportOptions& options = {}) {
  const plex::Deadline no_limit;
  return auth::first_reachable(*real_transport(options), connections, wanted, no_limit, limits)
      .value_or(none);
}

}  // namespace

TEST_CASE("a local connection is chosen before a remote one and that before the relay") {
  const RawServer server(answers());
  const std::string url = server.url();
  CHECK(chosen({relay(url), remote(url), local(url)}) == 2);
  CHECK(chosen({local(url), remote(url), relay(url)}) == 0);
  CHECK(chosen({relay(url), remote(url)}) == 1);
  CHECK(chosen({relay(url)}) == 0);
}

TEST_CASE("of two connections of one kind the first in the list is chosen") {
  const RawServer server(answers());
  const RawServer late(answers_late());
  CHECK(chosen({relay(server.url()), remote(late.url()), remote(server.url())}) == 1);
}

TEST_CASE("a connection is passed over if nothing or another server answers there") {
  const RawServer server(answers());
  const RawServer other(says(identity("76543210")));
  const RawServer silent(never_answers());
  const RefusedPort refused;
  CHECK(chosen({relay(server.url()), local(refused.url()), local(other.url()), remote(silent.url()),
                relay(server.url())},
               {16, 500ms}) == 0);
  CHECK(other.connections() == 1);
}

TEST_CASE("a better connection that answers late is waited for") {
  const RawServer late(answers_late());
  const RawServer server(answers());
  CHECK(chosen({remote(server.url()), local(late.url())}) == 1);
}

TEST_CASE("a worse connection is not waited for") {
  FastestRuns runs;
  const RawServer server(answers());
  const RawServer silent(never_answers());
  const RefusedPort refused;
  for (int run = 0; run < 3; ++run) {
    const auto start = Clock::now();
    CHECK(chosen({relay(silent.url()), local(refused.url()), local(server.url()),
                  local(silent.url()), remote(silent.url())},
                 {16, 60s}) == 2);
    runs.add("chosen", Clock::now() - start);
  }
  runs.check_at_once();
}

TEST_CASE("no connection is chosen if none answers or there is none") {
  const RefusedPort refused;
  CHECK(chosen({local(refused.url()), relay(refused.url())}) == none);
  CHECK(chosen({}) == none);
}

TEST_CASE("a connection on which others could read the token is not even probed") {
  const RawServer server(answers());
  const std::string port = std::to_string(server.port());
  TransportOptions options;
  options.resolve = {"attic.test:" + port + ":127.0.0.1"};
  const std::vector<Connection> connections = {local("http://attic.test:" + port), local("attic"),
                                               local(""), Connection{}};
  CHECK(chosen(connections, {16, 5s}, options) == none);
  CHECK(server.connections() == 0);
}

TEST_CASE("a token goes over https and within this machine") {
  CHECK(auth::may_carry_token(*auth::base_of(local("https://192.0.2.1:32400"))));
  CHECK(auth::may_carry_token(*auth::base_of(local("http://127.0.0.1:32400"))));
  CHECK(auth::may_carry_token(*auth::base_of(local("http://localhost:32400"))));
  CHECK(auth::may_carry_token(*auth::base_of(local("http://[::1]:32400"))));
  for (const char* url : {"http://10.1.2.3:32400", "http://attic.example.org",
                          "http://127-0-0-1.hash.plex.direct:32400", "http://[fe80::1]"}) {
    CAPTURE(url);
    CHECK_FALSE(auth::may_carry_token(*auth::base_of(local(url))));
  }
}

TEST_CASE("a connection without a usable URL has no base") {
  CHECK_FALSE(auth::base_of({}).has_value());
  for (const char* url :
       {"", "attic", "ftp://attic", "https://dana:secret@attic", "https://a/?b"}) {
    CAPTURE(url);
    CHECK_FALSE(auth::base_of(local(url)).has_value());
  }
  CHECK(auth::base_of(local("https://Attic.test:32400/plex/"))->text() ==
        "https://attic.test:32400/plex");
}

}  // namespace plex::test
