// SPDX-License-Identifier: MIT
//
// Where secrets may go without TLS. Every address that is refused here belongs to a network for
// documentation or for private use, and no packet is ever sent to one.
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/fake_plex.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/odd_ports.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/wire_runs.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

/// Exit status and code of a run with `-o json` that failed without waiting.
std::string refusal_of(const RunResult& result) {
  CHECK(result.waits.empty());
  const std::string failure = failure_of(result);
  return failure.substr(0, failure.find(", attempts"));
}

/// The limits are short so that a failing test does not hang: no address here may be connected to.
Words in_json(const Words& more = {}) {
  return joined({"-o", "json", "--connect-timeout", "0.2", "--retries", "0"}, more);
}

const std::vector<std::string> public_hosts = {
    "192.0.2.10",   "3221225994",    "0300.0.2.10",         "0xC0.0.2.10",   "192.0.522",
    "198.51.100.7", "203.0.113.255", "[::ffff:192.0.2.10]", "[2001:db8::1]", "0.0.0.0",
    "[::]",         "100.64.0.1",    "[::127.0.0.1]"};

constexpr const char* plain_http_hint =
    "use https; for your own server, --allow-http sends it anyway";

}  // namespace

TEST_CASE("plain http to a public address is refused before a packet leaves") {
  const RunResult result = run_transient_token("http://192.0.2.10");
  CHECK(result.status == 2);
  CHECK(result.out.empty());
  CHECK(result.err ==
        std::string("plex: error: plain http to 192.0.2.10 would expose the secret to the network "
                    "(192.0.2.10)\nhint: ") +
            plain_http_hint + "\n");
  for (const std::string& host : public_hosts) {
    CAPTURE(host);
    CHECK(refusal_of(run_transient_token("http://" + host + ":32400", in_json())) ==
          "2 insecure_transport");
  }
}

TEST_CASE("loopback is loopback however it is written") {
  const FakePlex server;
  std::size_t answers = 0;
  for (const std::string host :
       {"127.0.0.1", "127.1", "0177.0.0.1", "0x7F.0.0.1", "2130706433", "0x7f000001",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "localhost", "LOCALHOST", "plex.localhost"}) {
    CAPTURE(host);
    const RunResult result = run_transient_token(
        std::string("http://") + host + ":" + std::to_string(server.port()), {"-q"});
    CHECK(result.status == 0);
    CHECK(result.err.empty());
    CHECK(server.requests().size() == ++answers);
  }
  // Nobody listens there, which is the only reason to fail.
  const RefusedPort port;
  CHECK(refusal_of(run_transient_token("http://[::1]:" + std::to_string(port.port()), in_json())) ==
        "6 connect_failed");
}

TEST_CASE("a name is judged by the address that it stands for") {
  const FakePlex server;
  const std::string port = std::to_string(server.port());
  const auto run = [&](const std::string& name, const std::string& address) {
    return run_transient_token("http://" + name + ":" + port,
                               in_json({"--resolve", name + ":" + port + ":" + address}));
  };
  for (const std::string name : {"public.test", "192.0.2.10.test", "localhost.", "plex.tv"}) {
    CAPTURE(name);
    const RunResult near = run(name, "127.0.0.1");
    CHECK(near.status == 0);
    CHECK(near.err.empty());
    CHECK(refusal_of(run(name, "192.0.2.1")) == "2 insecure_transport");
    CHECK(refusal_of(run(name, "2001:db8::1")) == "2 insecure_transport");
  }
  CHECK(refusal_of(run("localhost", "192.0.2.1")) == "2 insecure_transport");
  CHECK(server.requests().size() == 4);
}

TEST_CASE("plex.tv is asked over plain http on loopback and nowhere else") {
  const FakePlex server;
  CHECK(run_whoami(server.plex_tv_url(), {"-q"}).out == "dana\n");
  for (const std::string address : {"192.0.2.1", "10.1.2.3", "172.16.0.1", "192.168.1.5",
                                    "169.254.1.1", "[fd00::1]", "[fe80::1]", "2001:db8::1"}) {
    for (const Words& allow : {Words{}, Words{"--allow-http"}}) {
      CAPTURE(command_line(allow));
      CAPTURE(address);
      const Words more =
          in_json(joined({"--resolve", std::string("plex.test:80:") + address}, allow));
      CHECK(refusal_of(run_whoami("http://plex.test", more)) == "2 insecure_transport");
      CHECK(refusal_of(run_signin("http://plex.test", more)) == "2 insecure_transport");
    }
  }
  for (const std::string& host : public_hosts) {
    CAPTURE(host);
    CHECK(refusal_of(run_whoami("http://" + host + "/api/v2", in_json({"--allow-http"}))) ==
          "2 insecure_transport");
  }
  CHECK(server.requests().size() == 1);
}

TEST_CASE("with --allow-http a public address is asked after a warning") {
  // The proxy is on loopback and stands for the network behind it.
  const RawServer proxy({ReadRequest{}, Send{good_response()}, Close{}});
  const RunResult result = run_transient_token(
      "http://192.0.2.10:32400", {"--field", "token", "--allow-http", "--proxy", proxy.url()});
  CHECK(result.status == 0);
  CHECK(result.out == line(first_transient_token));
  CHECK(result.err ==
        "plex: warning: plain http through a proxy: the proxy and anyone on the network can read "
        "the request and the response\n");
  CHECK(proxy.requests().size() == 1);
  CHECK(proxy.requests().front().substr(0, 74) ==
        "GET http://192.0.2.10:32400/security/token?type=delegation&scope=all HTTP/");
}

TEST_CASE("the warning comes once and not with each attempt") {
  const Script busy = {ReadRequest{}, Send{"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"},
                       Close{}};
  const RawServer proxy({busy, busy, {ReadRequest{}, Send{good_response()}, Close{}}});
  const RunResult result = run_transient_token("http://192.0.2.10:32400",
                                               {"-q", "--allow-http", "--proxy", proxy.url()});
  CHECK(result.status == 0);
  CHECK(result.err ==
        "plex: warning: plain http through a proxy: the proxy and anyone on the network can read "
        "the request and the response\n");
  CHECK(proxy.requests().size() == 3);
}

TEST_CASE("plain http through a proxy is refused because nobody knows where it ends") {
  const RawServer proxy({ReadRequest{}, Send{good_response()}, Close{}});
  for (const std::string url :
       {"http://192.0.2.10:32400", "http://127.0.0.1:32400", "http://plex.test"}) {
    CAPTURE(url);
    const RunResult result = run_transient_token(url, in_json({"--proxy", proxy.url()}));
    CHECK(refusal_of(result) == "2 insecure_transport");
    CHECK(error_member(result, "hint") ==
          "use https, or bypass the proxy with --proxy '' or no_proxy; if you trust the proxy and "
          "everything behind it, --allow-http");
  }
  CHECK(refusal_of(run_whoami("http://127.0.0.1:32400",
                              in_json({"--allow-http", "--proxy", proxy.url()}))) ==
        "2 insecure_transport");
  CHECK(proxy.connections() == 0);
}

TEST_CASE("--allow-http says nothing when plain http goes to loopback") {
  const FakePlex server;
  const RunResult result =
      run_transient_token(server.server_url(), {"--field", "token", "--allow-http"});
  CHECK(result.status == 0);
  CHECK(result.err.empty());
}

}  // namespace plex::test
