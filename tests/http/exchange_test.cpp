// SPDX-License-Identifier: MIT
#include "src/http/exchange.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <chrono>
#include <string>
#include <thread>

#include <doctest/doctest.h>

#include "src/error.hpp"
#include "src/http/url.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/loopback.hpp"

namespace plex::test {
namespace {

using namespace std::chrono_literals;

/// An exchange with a server over plain http, and what it needs to live.
struct Running {
  explicit Running(const TransportOptions& with = {}) : options(with) {
    options.warn = [this](const std::string& text) { warnings += text + "\n"; };
  }

  bool may_connect(const char* address) {
    sockaddr_in ipv4{};
    ipv4.sin_family = AF_INET;
    ipv4.sin_port = htons(32400);
    REQUIRE(::inet_pton(AF_INET, address, &ipv4.sin_addr) == 1);
    return exchange.may_connect(reinterpret_cast<const sockaddr&>(ipv4));
  }

  TransportOptions options;
  BaseUrl base = parse_base_url("http://server.test:32400", "the test");
  bool warned = false;
  std::string warnings;
  Exchange exchange{options, base, warned};
};

/// Both ends of a TCP connection on loopback.
struct Connection {
  Connection() {
    const FileDescriptor listener = bind_loopback();
    REQUIRE(::listen(listener.get(), 1) == 0);
    ours = start_connect(local_port(listener));
    theirs = FileDescriptor(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
    REQUIRE(theirs.is_open());
    pollfd connected{ours.get(), POLLOUT, 0};
    REQUIRE(::poll(&connected, 1, 5000) == 1);
  }

  FileDescriptor ours;
  FileDescriptor theirs;
};

}  // namespace

TEST_CASE("of several addresses the one that is refused is named until a request goes out") {
  Running running;
  const TransferFacts& facts = running.exchange.facts();
  CHECK_FALSE(running.may_connect("192.0.2.10"));
  CHECK(facts.refused == ErrorCode::insecure_transport);
  CHECK(running.may_connect("127.0.0.1"));
  CHECK(facts.address == "192.0.2.10");
  CHECK(facts.refused == ErrorCode::insecure_transport);
  running.exchange.ready_to_send("127.0.0.1", 1);
  CHECK_FALSE(facts.refused);
  CHECK(facts.request_sent);
  CHECK(facts.connected_to == "127.0.0.1");
  CHECK(running.warnings.empty());
}

TEST_CASE("an exchange warns of listeners once and not if an earlier one did") {
  Running running;
  CHECK(running.may_connect("10.1.2.3"));
  running.exchange.ready_to_send("10.1.2.3", 1);
  running.exchange.ready_to_send("10.1.2.3", 1);
  CHECK(running.warnings ==
        "plain http: anyone on the network to 10.1.2.3 can read the request and the response\n");
  Exchange next(running.options, running.base, running.warned);
  next.ready_to_send("10.1.2.3", 1);
  CHECK(running.warnings.find('\n') == running.warnings.size() - 1);
}

TEST_CASE("a proxy is blamed only when a socket certainly goes to it") {
  const BaseUrl base = parse_base_url("https://server.test", "the test");
  bool warned = false;
  TransportOptions options;
  options.proxy = "https://proxy.test:443";
  options.proxy_port = 443;
  CHECK(Exchange(options, base, warned).facts().by_connect);
  CHECK(Exchange(options, base, warned).facts().tls_to_proxy);
  options.no_proxy = "server.test";
  CHECK_FALSE(Exchange(options, base, warned).facts().by_connect);
  CHECK_FALSE(Exchange(options, base, warned).facts().tls_to_proxy);
  options.proxy_port = 8443;
  CHECK(Exchange(options, base, warned).facts().by_connect);
  options.proxy = "socks5h://proxy.test:8443";
  CHECK_FALSE(Exchange(options, base, warned).facts().by_connect);
}

TEST_CASE("the head of a response may have 64 KiB and not a byte more") {
  Running running;
  Exchange& exchange = running.exchange;
  const std::string status = "HTTP/1.1 200 OK\r\n";
  CHECK(exchange.take_head_line(status));
  const std::string longest(max_header_bytes - status.size(), 'x');
  CHECK(exchange.take_head_line(longest));
  CHECK_FALSE(exchange.facts().stopped_by);
  CHECK_FALSE(exchange.take_head_line("x"));
  CHECK(exchange.facts().stopped_by == ErrorCode::too_large);
}

TEST_CASE("the body of a response may have 8 MiB and that of a refusal 64 KiB") {
  for (const bool success : {true, false}) {
    CAPTURE(success);
    Running running;
    Exchange& exchange = running.exchange;
    CHECK(exchange.take_head_line(success ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 401 No\r\n"));
    CHECK_FALSE(exchange.facts().headers_complete);
    CHECK(exchange.take_head_line("\r\n"));
    CHECK(exchange.facts().headers_complete);
    const std::string most(success ? max_body_bytes : max_error_body_bytes, ' ');
    CHECK(exchange.take_body(most));
    CHECK_FALSE(exchange.facts().stopped_by);
    CHECK_FALSE(exchange.take_body(" "));
    CHECK(exchange.facts().stopped_by == ErrorCode::too_large);
    CHECK(exchange.response().body.size() == most.size());
  }
}

TEST_CASE("silence counts from the last byte that came on the socket of the request") {
  TransportOptions options;
  options.stall_timeout = 2s;
  Running running(options);
  Exchange& exchange = running.exchange;
  const Connection other;
  const Connection used;
  CHECK_FALSE(exchange.stalled());
  exchange.opened(used.ours.get());
  exchange.opened(other.ours.get());
  exchange.ready_to_send("127.0.0.1", local_port(used.ours));
  CHECK_FALSE(exchange.stalled());
  std::this_thread::sleep_for(1500ms);
  const auto sent = std::chrono::steady_clock::now();
  REQUIRE(::send(used.theirs.get(), "x", 1, 0) == 1);
  std::this_thread::sleep_for(600ms);
  CHECK_FALSE(exchange.stalled());
  CHECK_FALSE(exchange.facts().stopped_by);
  while (!exchange.stalled() && std::chrono::steady_clock::now() - sent < 10s) {
    std::this_thread::sleep_for(10ms);
  }
  CHECK(exchange.facts().stopped_by == ErrorCode::timeout);
  // The kernel counts in ticks.
  CHECK(std::chrono::steady_clock::now() - sent >= 1980ms);
}

TEST_CASE("bytes that waited while the program was stopped do not count as silence") {
  TransportOptions options;
  options.stall_timeout = 1s;
  Running running(options);
  Exchange& exchange = running.exchange;
  const Connection used;
  exchange.opened(used.ours.get());
  exchange.ready_to_send("127.0.0.1", local_port(used.ours));
  std::this_thread::sleep_for(1100ms);
  CHECK(exchange.take_head_line("HTTP/1.1 200 OK\r\n"));
  CHECK_FALSE(exchange.stalled());
  std::this_thread::sleep_for(1100ms);
  CHECK(exchange.stalled());
}

TEST_CASE("an exchange ends with its response and the response with how its end was told") {
  struct Row {
    std::string header;
    bool ended_by_close;
  };
  for (const Row& row : {Row{"X-Other: 1\r\n", true}, Row{"Content-Length: 2\r\n", false},
                         Row{"Transfer-Encoding: chunked\r\n", false}}) {
    CAPTURE(row.header);
    Running running;
    Exchange& exchange = running.exchange;
    CHECK(exchange.take_head_line("HTTP/1.1 201 Created\r\n"));
    CHECK(exchange.take_head_line(row.header));
    CHECK(exchange.take_head_line("\r\n"));
    CHECK(exchange.take_body("ab"));
    const HttpResponse response = exchange.finish(TransferEnd::complete, 0, 0, 0, false);
    CHECK(response.status == 201);
    CHECK(response.body == "ab");
    CHECK(response.ended_by_close == row.ended_by_close);
  }
}

TEST_CASE("an exchange ends with the failure that the library reports and what was seen before") {
  const auto failure = [](TransferEnd end, int library_error, long verify_result, bool passed) {
    Running running;
    running.exchange.ready_to_send("127.0.0.1", 1);
    return error_of([&] { running.exchange.finish(end, library_error, 0, verify_result, passed); });
  };
  const Error unknown = failure(TransferEnd::other, 55, 0, false);
  CHECK(unknown.code == ErrorCode::internal);
  CHECK(unknown.message == "the request failed for an unknown reason (libcurl error 55)");
  CHECK(unknown.request_sent);
  CHECK(failure(TransferEnd::peer_unverified, 60, 18, false).message ==
        "the server's certificate is self-signed");
  CHECK(failure(TransferEnd::timed_out, 28, 0, true).message ==
        "no complete response within the time limit");
}

TEST_CASE("an exchange blames the proxy by the status of its tunnel and the clock for a time-out") {
  TransportOptions options;
  options.proxy = "http://127.0.0.1:32400";
  options.proxy_port = 32400;
  options.connect_timeout = 2s;
  bool warned = false;
  const BaseUrl base = parse_base_url("https://server.test", "the test");
  sockaddr_in proxy{};
  proxy.sin_family = AF_INET;
  proxy.sin_port = htons(32400);
  proxy.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const auto message = [&](TransferEnd end, long proxy_status, bool deadline_passed) {
    Exchange exchange(options, base, warned);
    CHECK(exchange.may_connect(reinterpret_cast<const sockaddr&>(proxy)));
    return error_of([&] { exchange.finish(end, 0, proxy_status, 0, deadline_passed); }).message;
  };
  CHECK(message(TransferEnd::connection_broken, 403, false) ==
        "the proxy refused the connection with status 403");
  CHECK(message(TransferEnd::timed_out, 0, false) == "could not connect within 2 s");
  CHECK(message(TransferEnd::timed_out, 0, true) == "no complete response within the time limit");
}

}  // namespace plex::test
