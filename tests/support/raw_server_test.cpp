// SPDX-License-Identifier: MIT
//
// That the server of bad bytes sends exactly those, so that a test which passes against it has seen
// the fault it names. Judging what the client makes of them is left to the tests of the client.
#include "tests/support/raw_server.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <openssl/ssl.h>

#include "tests/support/certificates.hpp"
#include "tests/support/loopback.hpp"
#include "tests/support/odd_ports.hpp"
#include "tests/support/patience.hpp"

namespace plex::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using namespace std::chrono_literals;

/// A client that only moves bytes.
class Peer {
 public:
  explicit Peer(int port) : socket_(start_connect(port)) { REQUIRE(ready(POLLOUT)); }

  void send(std::string_view bytes) {
    REQUIRE(::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(bytes.size()));
  }

  /// Up to `most` bytes, fewer if the stream ends before; error() says how it ended.
  std::string receive(std::size_t most = std::string::npos) {
    std::string bytes;
    while (bytes.size() < most) {
      REQUIRE(ready(POLLIN));
      std::array<char, 4096> buffer{};
      const std::size_t size = std::min(buffer.size(), most - bytes.size());
      const ssize_t count = ::recv(socket_.get(), buffer.data(), size, 0);
      error_ = count < 0 ? errno : 0;
      if (count <= 0) {
        break;
      }
      bytes.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return bytes;
  }

  bool ready(short events, milliseconds limit = patience) const {
    pollfd descriptor{socket_.get(), events, 0};
    return ::poll(&descriptor, 1, static_cast<int>(limit.count())) == 1;
  }

  int error() const { return error_; }
  const FileDescriptor& socket() const { return socket_; }

 private:
  FileDescriptor socket_;
  int error_ = 0;
};

/// What a TLS client without any demands reads until the end; nothing when the handshake fails.
std::optional<std::string> receive_over_tls(int port, int highest_version, bool& clean_end) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()),
                                                                  SSL_CTX_free);
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_cipher_list(context.get(), "DEFAULT:@SECLEVEL=0");
  SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context.get(), highest_version);
  const std::unique_ptr<SSL, decltype(&SSL_free)> tls(SSL_new(context.get()), SSL_free);
  const Peer peer(port);
  SSL_set_fd(tls.get(), peer.socket().get());
  const auto wait = [&](int outcome) {
    return SSL_get_error(tls.get(), outcome) == SSL_ERROR_WANT_READ && peer.ready(POLLIN);
  };
  int outcome = 0;
  while ((outcome = SSL_connect(tls.get())) != 1) {
    if (!wait(outcome)) {
      return std::nullopt;
    }
  }
  std::string bytes;
  for (std::array<char, 4096> buffer{};;) {
    outcome = SSL_read(tls.get(), buffer.data(), static_cast<int>(buffer.size()));
    if (outcome > 0) {
      bytes.append(buffer.data(), static_cast<std::size_t>(outcome));
    } else if (!wait(outcome)) {
      clean_end = SSL_get_error(tls.get(), outcome) == SSL_ERROR_ZERO_RETURN;
      return bytes;
    }
  }
}

}  // namespace

TEST_CASE("a raw server reads a whole request, sends its bytes and ends the stream") {
  const RawServer server({ReadRequest{}, Send{"HTTP/1.1 200"}, Close{}});
  Peer peer(server.port());
  const std::string request = "POST / HTTP/1.1\r\nHost: x\r\ncontent-length: 4\r\n\r\nbody";
  peer.send(request.substr(0, 20));
  peer.send(request.substr(20));
  CHECK(peer.receive() == "HTTP/1.1 200");
  CHECK(peer.error() == 0);
  CHECK(server.requests() == std::vector<std::string>{request});
  CHECK(server.url() == "http://127.0.0.1:" + std::to_string(server.port()));
}

TEST_CASE("a raw server waits for the body of a request before it answers") {
  const RawServer server({ReadRequest{}, Send{"x"}});
  Peer peer(server.port());
  peer.send("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\na");
  CHECK_FALSE(peer.ready(POLLIN, 50ms));
  peer.send("b");
  CHECK(peer.receive() == "x");
}

TEST_CASE("a raw server tells two requests on one connection apart") {
  const RawServer server({ReadRequest{}, Send{"1"}, ReadRequest{}, Send{"2"}});
  Peer peer(server.port());
  peer.send("GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n");
  CHECK(peer.receive() == "12");
  CHECK(server.requests() ==
        std::vector<std::string>{"GET /a HTTP/1.1\r\n\r\n", "GET /b HTTP/1.1\r\n\r\n"});
}

TEST_CASE("a raw server remembers what it saw of a request that was never finished") {
  const RawServer server({ReadRequest{}, Send{"never"}});
  {
    Peer peer(server.port());
    peer.send("GET /half");
    REQUIRE(server.wait_for_connections(1, patience));
  }
  REQUIRE(server.wait_for_requests(1, patience));
  CHECK(server.requests() == std::vector<std::string>{"GET /half"});
}

TEST_CASE("a raw server gives each connection its script and repeats the last one") {
  const RawServer server({{Send{"first"}}, {Send{"later"}, Close{}}});
  CHECK(Peer(server.port()).receive() == "first");
  CHECK(Peer(server.port()).receive() == "later");
  CHECK(Peer(server.port()).receive() == "later");
  CHECK(server.connections() == 3);
}

TEST_CASE("a script calls a function between two of its steps") {
  std::string seen;
  const RawServer server({Send{"one "}, Call{[&] { seen = "called"; }}, Send{"two"}, Close{}});
  Peer peer(server.port());
  CHECK(peer.receive() == "one two");
  CHECK(seen == "called");
}

TEST_CASE("a raw server refuses scripts that it cannot run") {
  CHECK_THROWS_AS(RawServer(std::vector<Script>{}), std::invalid_argument);
  CHECK_THROWS_AS(RawServer({SendForever{""}}), std::invalid_argument);
}

TEST_CASE("a reset reaches the peer as a reset and not as an end") {
  const RawServer server({ReadRequest{}, Reset{}});
  Peer peer(server.port());
  peer.send("GET / HTTP/1.1\r\n\r\n");
  CHECK(peer.receive().empty());
  CHECK(peer.error() == ECONNRESET);
}

TEST_CASE("an orderly close loses no byte, even when a request was left unread") {
  const std::string answer(300'000, 'a');
  const RawServer server({Send{answer}, Close{}});
  Peer peer(server.port());
  peer.send("GET / HTTP/1.1\r\n\r\n");
  CHECK(peer.receive() == answer);
  CHECK(peer.error() == 0);
}

TEST_CASE("slow sending pauses between the bytes") {
  const RawServer server({SendSlowly{"abcd", 20ms}});
  const auto start = steady_clock::now();
  CHECK(Peer(server.port()).receive() == "abcd");
  CHECK(steady_clock::now() - start >= 60ms);
}

TEST_CASE("endless sending goes on for as long as the peer reads") {
  const RawServer server({SendForever{"ab"}});
  const std::string bytes = Peer(server.port()).receive(1'000'000);
  CHECK(bytes.size() == 1'000'000);
  CHECK(bytes.find_first_not_of("ab") == std::string::npos);
  CHECK(bytes.substr(0, 4) == "abab");
}

TEST_CASE("a raw server stops at once, whatever its connection does") {
  const std::vector<Script> scripts = {{Stall{}},
                                       {ReadRequest{}},
                                       {SendForever{"x"}},
                                       {SendSlowly{"abc", std::chrono::hours(1)}},
                                       {Close{}}};
  for (const Script& script : scripts) {
    CAPTURE(script.front().index());
    std::optional<RawServer> server(std::in_place, script);
    const Peer peer(server->port());
    REQUIRE(server->wait_for_connections(1, patience));
    const auto start = steady_clock::now();
    server.reset();
    CHECK(steady_clock::now() - start < 500ms);
  }
}

TEST_CASE("a raw server speaks TLS and says goodbye only when its script does") {
  const Certificate authority = make_certificate_authority();
  const Certificate leaf = make_leaf_certificate(authority);
  const RawServer server({{Send{"hello"}, Close{}}, {Send{"cut"}, Close{.close_notify = false}}},
                         {.tls = RawTls{.certificate = &leaf}});
  bool clean_end = false;
  CHECK(receive_over_tls(server.port(), TLS1_3_VERSION, clean_end) == "hello");
  CHECK(clean_end);
  CHECK(receive_over_tls(server.port(), TLS1_3_VERSION, clean_end) == "cut");
  CHECK_FALSE(clean_end);
  CHECK(server.url() == "https://127.0.0.1:" + std::to_string(server.port()));
}

TEST_CASE("a raw server that is bound to TLS 1.1 speaks that and nothing else") {
  const Certificate authority = make_certificate_authority();
  const Certificate leaf = make_leaf_certificate(authority);
  const RawTls tls{
      .certificate = &leaf, .min_version = TLS1_1_VERSION, .max_version = TLS1_1_VERSION};
  const RawServer server({Send{"old"}}, {.tls = tls});
  bool clean_end = false;
  CHECK(receive_over_tls(server.port(), TLS1_1_VERSION, clean_end) == "old");
  CHECK(receive_over_tls(server.port(), TLS1_VERSION, clean_end) == std::nullopt);
}

TEST_CASE("a TLS server survives a peer that does not speak TLS, and counts it") {
  const Certificate authority = make_certificate_authority();
  const RawServer server({Send{"secret"}}, {.tls = RawTls{.certificate = &authority}});
  Peer peer(server.port());
  peer.send("GET / HTTP/1.1\r\n\r\n");
  CHECK(peer.receive().find("secret") == std::string::npos);
  CHECK(server.connections() == 1);
  CHECK(server.requests().empty());
}

TEST_CASE("a refused port refuses and a black hole does not answer") {
  const RefusedPort refused;
  Peer rejected(refused.port());
  CHECK(rejected.receive().empty());
  CHECK(rejected.error() == ECONNREFUSED);

  const BlackHole hole;
  const FileDescriptor hanging = start_connect(hole.port());
  pollfd descriptor{hanging.get(), POLLOUT, 0};
  CHECK(::poll(&descriptor, 1, 200) == 0);
}

TEST_CASE("a ready-made answer states the length of its body") {
  CHECK(ok_json("{\"a\":1}") ==
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":1}");
}

}  // namespace plex::test
