// SPDX-License-Identifier: MIT
//
// Servers that are not there, are silent, hang up, or send what is not HTTP: how a run ends, and
// after how many attempts.
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "src/deadline.hpp"
#include "src/http/http.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/odd_ports.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/wire_runs.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

std::string head(const std::string& more, const std::string& status = "200 OK") {
  return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + more + "\r\n";
}

}  // namespace

TEST_CASE("a port where nobody listens is tried again and then reported") {
  const RefusedPort port;
  const RunResult result = run_transient_token(port.url());
  CHECK(result.status == 6);
  CHECK(result.out.empty());
  CHECK(
      result.err ==
      "plex: error: the connection was refused or there is no route to the host (127.0.0.1:" +
          std::to_string(port.port()) +
          ")\nhint: check that the server is running and that the address and port are correct\n");
  CHECK(result.waits == std::vector<Milliseconds>{Milliseconds(500), Milliseconds(750)});
  CHECK(failure_of(run_transient_token(port.url(), {"-o", "json"})) ==
        "6 connect_failed, attempts 3");
  CHECK(
      failure_of(run_transient_token(port.url(), {"-o", "json", "--no-retry-connection-errors"})) ==
      "6 connect_failed, attempts 1");
  CHECK(failure_of(run_signin(port.url(), {"-o", "json"})) == "6 connect_failed, attempts 3");
}

TEST_CASE("a name that cannot be a host name is reported as unknown") {
  // A label longer than 63 bytes cannot be asked for, so no name server hears of it.
  const std::string url = "https://" + std::string(64, 'x') + ".invalid";
  CHECK(failure_of(run_transient_token(url, {"-o", "json"})) == "6 dns_failed, attempts 3");
}

TEST_CASE("a port that answers no attempt to connect costs the connect timeout") {
  const BlackHole hole;
  const auto start = steady_clock::now();
  const RunResult result =
      run_transient_token(hole.url(), {"-o", "json", "--connect-timeout", "0.1"});
  CHECK(failure_of(result) == "7 timeout, attempts 3");
  CHECK(error_member(result, "message") == "could not connect within 0.1 s");
  CHECK(steady_clock::now() - start < milliseconds(5000));
  const RunResult without_limit = run_transient_token(
      hole.url(), {"-o", "json", "--connect-timeout", "0.1", "--timeout", "0", "--retries", "0"});
  CHECK(failure_of(without_limit) == "7 timeout, attempts 1");
  CHECK(error_member(without_limit, "message") == "could not connect within 0.1 s");
}

TEST_CASE("a port that never answers costs the whole time limit when that is shorter") {
  const BlackHole hole;
  const RunResult result = run_transient_token(hole.url(), {"-o", "json", "--timeout", "0.3"});
  CHECK(failure_of(result) == "7 timeout, attempts 1");
  CHECK(error_member(result, "message") == "no complete response within the time limit");
}

TEST_CASE("a server that sends its response too slowly is given up when the time is up") {
  for (const Script& script : {Script{ReadRequest{}, SendSlowly{head(""), milliseconds(300)}},
                               Script{ReadRequest{}, Send{head("Content-Length: 100\r\n")},
                                      SendSlowly{std::string(100, ' '), milliseconds(300)}}}) {
    CAPTURE(script.size());
    const auto start = steady_clock::now();
    CHECK(failure_against(script, {"--timeout", "0.7"}) == "7 timeout, attempts 1");
    CHECK(steady_clock::now() - start < milliseconds(5000));
  }
}

TEST_CASE("a server that falls silent is given up after the stall timeout") {
  World world;
  world.adjust = [](TransportOptions& options) { options.stall_timeout = std::chrono::seconds(1); };
  for (const Script& script :
       {Script{ReadRequest{}, Stall{}},
        Script{ReadRequest{}, Send{head("Content-Length: 100\r\n") + "{"}, Stall{}}}) {
    CAPTURE(script.size());
    const RawServer server(script);
    const RunResult result =
        run_transient_token(server.url(), {"-o", "json", "--retries", "0"}, world);
    CHECK(failure_of(result) == "7 timeout, attempts 1");
    CHECK(error_member(result, "message") == "the server sent nothing for 1 s");
  }
}

TEST_CASE("a server that sends slowly but never falls silent is read to the end") {
  World world;
  world.adjust = [](TransportOptions& options) { options.stall_timeout = std::chrono::seconds(2); };
  const std::string answer = good_response();
  const std::size_t half = answer.size() / 2;
  const RawServer server({ReadRequest{}, Send{answer.substr(0, 10)},
                          SendSlowly{answer.substr(10, 4), milliseconds(900)},
                          Send{answer.substr(14, half)},
                          SendSlowly{answer.substr(half + 14, 3), milliseconds(900)},
                          Send{answer.substr(half + 17)}, Close{}});
  const auto start = steady_clock::now();
  const RunResult result = run_transient_token(server.url(), {"-q", "--retries", "0"}, world);
  CHECK(result.status == 0);
  CHECK(result.err == "");
  CHECK(steady_clock::now() - start > milliseconds(4000));
}

TEST_CASE("a connection that ends before a response is tried again for a GET") {
  CHECK(failure_against({Close{}}) == "6 connection_lost, attempts 3");
  CHECK(failure_against({ReadRequest{}, Close{}}) == "6 connection_lost, attempts 3");
  CHECK(failure_against({ReadRequest{}, Reset{}}) == "6 connection_lost, attempts 3");
  const RawServer server(
      {{ReadRequest{}, Reset{}}, {ReadRequest{}, Close{}}, says(good_response())});
  const RunResult result = run_transient_token(server.url(), {"-q"});
  CHECK(result.status == 0);
  CHECK(result.out == line(first_transient_token));
  CHECK(server.requests().size() == 3);
}

TEST_CASE("a body that is cut short is not a response") {
  CHECK(failure_against(says(head("Content-Length: 100\r\n") + "{\"token\":1")) ==
        "8 truncated, attempts 1");
  CHECK(failure_against(says(head("Transfer-Encoding: chunked\r\n") + "5\r\n{\"a\":\r\n")) ==
        "8 truncated, attempts 1");
  CHECK(failure_against(says(head("Transfer-Encoding: chunked\r\n") + "5\r\n{\"")) ==
        "8 truncated, attempts 1");
  CHECK(failure_against(says(head("") + good_body().substr(0, 30))) == "8 truncated, attempts 1");
  CHECK(failure_against({ReadRequest{}, Send{head("Content-Length: 100\r\n") + "{"}, Reset{}}) ==
        "8 truncated, attempts 1");
}

TEST_CASE("a whole body without a Content-Length is a response") {
  const RawServer server(says(head("") + good_body()));
  CHECK(run_transient_token(server.url(), {"-q"}).out == line(first_transient_token));
}

TEST_CASE("headers that break off are not a response") {
  CHECK(failure_against(says("HTTP/1.1 200 OK\r\nContent-Ty")) == "8 malformed, attempts 1");
  CHECK(failure_against(says("HTTP/1.1 200 OK\r\n")) == "8 malformed, attempts 1");
  CHECK(failure_against(says("HTTP/1.1 2")) == "6 connection_lost, attempts 3");
}

TEST_CASE("chunks whose size is not a number are not a response") {
  const std::string failure =
      failure_against(says(head("Transfer-Encoding: chunked\r\n") + "zz\r\n{}\r\n0\r\n\r\n"));
  CHECK(failure.substr(0, 2) == "8 ");
}

TEST_CASE("what is not HTTP is not a response and is not requested again") {
  for (const std::string& bytes :
       {std::string("ICY 200 OK\r\n\r\n"), std::string("<html>hello</html>"), good_body(),
        std::string("HTTP/9.9 200 OK\r\n\r\n{}"), std::string("HTTP/1.1 abc\r\n\r\n{}"),
        std::string("SSH-2.0-OpenSSH_9.2\r\n"), std::string("\x15\x03\x03\0\x02\x02\x28", 7)}) {
    CAPTURE(bytes);
    CHECK(failure_against(says(bytes)) == "8 malformed, attempts 1");
  }
}

TEST_CASE("a status that HTTP does not have is not a response") {
  for (const std::string status : {"20 OK", "199 Odd", "600 Odd", "999 Odd", "000 Odd"}) {
    CAPTURE(status);
    CHECK(failure_against(says(head("Content-Length: 2\r\n", status) + "{}")) ==
          "8 malformed, attempts 1");
  }
}

TEST_CASE("an odd Content-Length is a bad response or the body that came") {
  CHECK(failure_against(says(head("Content-Length: -5\r\n") + good_body())) ==
        "8 malformed, attempts 1");
  CHECK(failure_against(says(head("Content-Length: many\r\n") + good_body())) ==
        "8 malformed, attempts 1");
  CHECK(failure_against(says(head("Content-Length: 9223372036854775807\r\n") + good_body())) ==
        "8 truncated, attempts 1");
  CHECK(failure_against(says(head("Content-Length: 2\r\nContent-Length: 100\r\n") + "{}")) ==
        "8 truncated, attempts 1");
  const RawServer huge(says(head("Content-Length: 99999999999999999999999\r\n") + good_body()));
  CHECK(run_transient_token(huge.url(), {"-q"}).out == line(first_transient_token));
}

TEST_CASE("a thousand interim responses are waited through") {
  std::string interim;
  for (int count = 0; count < 1000; ++count) {
    interim += "HTTP/1.1 100 Continue\r\n\r\n";
  }
  const RawServer server(says(interim + good_response()));
  CHECK(run_transient_token(server.url(), {"-q"}).out == line(first_transient_token));
}

TEST_CASE("endless interim responses end the run as too large") {
  CHECK(failure_against({ReadRequest{}, SendForever{"HTTP/1.1 100 Continue\r\n\r\n"}}) ==
        "8 too_large, attempts 1");
}

TEST_CASE("a response without content is refused") {
  CHECK(failure_against(says("HTTP/1.1 204 No Content\r\n\r\n")) == "8 malformed, attempts 1");
  CHECK(failure_against(says(head("Content-Length: 0\r\n"))) == "8 malformed, attempts 1");
  CHECK(failure_against(says(head("Content-Length: 3\r\n") + " \r\n")) ==
        "8 malformed, attempts 1");
  CHECK(failure_against(says("HTTP/1.1 304 Not Modified\r\n\r\n")).substr(0, 2) == "8 ");
}

TEST_CASE("the login page of a network is recognized and not shown") {
  const std::string page = "<!DOCTYPE html><html><title>Free Wi-Fi</title></html>";
  const RawServer server(says("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " +
                              std::to_string(page.size()) + "\r\n\r\n" + page));
  const RunResult result = run_transient_token(server.url());
  CHECK(result.status == 8);
  CHECK(result.out.empty());
  CHECK(result.err ==
        "plex: error: got a web page instead of a response; does this network have a login page? "
        "(127.0.0.1:" +
            std::to_string(server.port()) + ")\n");
}

}  // namespace plex::test
