// SPDX-License-Identifier: MIT
//
// A proxy that works: the whole way through a tunnel to a server with TLS.
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>

#include <doctest/doctest.h>

#include "tests/support/fake_plex.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/file_descriptor.hpp"
#include "tests/support/loopback.hpp"
#include "tests/support/temporary_file.hpp"
#include "tests/support/wire_runs.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

/// Grants each CONNECT a tunnel to one port on 127.0.0.1, one connection after the other.
class TunnelProxy {
 public:
  explicit TunnelProxy(int target)
      : target_(target), listener_(bind_loopback()), stop_(::eventfd(0, EFD_CLOEXEC)) {
    if (!stop_.is_open() || ::listen(listener_.get(), SOMAXCONN) != 0) {
      throw_errno("the proxy cannot listen");
    }
    thread_ = std::thread([this] { serve(); });
  }
  ~TunnelProxy() { stop(); }
  TunnelProxy(const TunnelProxy&) = delete;
  TunnelProxy& operator=(const TunnelProxy&) = delete;

  std::string authority() const { return "127.0.0.1:" + std::to_string(local_port(listener_)); }

  /// Ends the service and returns the bytes of all CONNECT requests.
  const std::string& stop() {
    if (thread_.joinable()) {
      ::eventfd_write(stop_.get(), 1);
      thread_.join();
    }
    return heard_;
  }

 private:
  /// Waits until one of two descriptors can be read; false when it is time to stop.
  bool wait(const FileDescriptor& one, const FileDescriptor& two) const {
    std::array<pollfd, 3> ready{
        {{stop_.get(), POLLIN, 0}, {one.get(), POLLIN, 0}, {two.get(), POLLIN, 0}}};
    ::poll(ready.data(), ready.size(), -1);
    return ready[0].revents == 0;
  }

  static void write_all(const FileDescriptor& to, std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(to.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      pollfd room{to.get(), POLLOUT, 0};
      if (sent < 0 && (errno != EAGAIN || ::poll(&room, 1, -1) != 1)) {
        return;
      }
      bytes.remove_prefix(sent < 0 ? 0 : static_cast<std::size_t>(sent));
    }
  }

  void serve() {
    while (wait(listener_, listener_)) {
      const FileDescriptor client(
          ::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
      std::string request;
      while (request.find("\r\n\r\n") == std::string::npos && wait(client, client)) {
        if (!read_available(client, request)) {
          break;
        }
      }
      heard_ += request;
      const FileDescriptor server = start_connect(target_);
      write_all(client, "HTTP/1.1 200 Connection established\r\n\r\n");
      relay(client, server);
    }
  }

  void relay(const FileDescriptor& client, const FileDescriptor& server) const {
    bool open = true;
    while (open && wait(client, server)) {
      std::string up;
      std::string down;
      const bool client_open = read_available(client, up);
      const bool server_open = read_available(server, down);
      write_all(server, up);
      write_all(client, down);
      open = client_open && server_open;
    }
  }

  int target_;
  FileDescriptor listener_;
  FileDescriptor stop_;
  std::string heard_;
  std::thread thread_;
};

}  // namespace

TEST_CASE("a command works through the tunnel of a proxy and the token stays inside it") {
  const FakePlex server({.https = true});
  const TemporaryFile authority(server.ca_pem());
  TunnelProxy proxy(server.port());
  const RunResult result = run_transient_token(
      server.server_url(), {"--field", "token", "--cacert", authority.path(), "--proxy",
                            "http://proxy-user:proxy-word@" + proxy.authority()});
  CHECK(result.status == 0);
  CHECK(result.out == line(first_transient_token));
  CHECK(result.err.empty());
  const std::string heard = proxy.stop();
  CHECK(heard.substr(0, heard.find("\r\n")) == "CONNECT " + server.host() + " HTTP/1.1");
  CHECK(heard.find(dana_token) == std::string::npos);
  CHECK(heard.find("Proxy-Authorization: Basic ") != std::string::npos);
  REQUIRE(server.requests().size() == 1);
  CHECK(server.requests().front().header("X-Plex-Token") == dana_token);
  CHECK_FALSE(server.requests().front().has_header("Proxy-Authorization"));
}

TEST_CASE("a refusal of the server through a tunnel is the server's and not the proxy's") {
  FakePlex server({.https = true});
  const TemporaryFile authority(server.ca_pem());
  TunnelProxy proxy(server.port());
  const auto run = [&] {
    return failure_of(run_transient_token(
        server.server_url(),
        {"-o", "json", "--cacert", authority.path(), "--proxy", "http://" + proxy.authority()}));
  };
  server.respond_next(token_path, {.status = 401, .content_type = ""});
  CHECK(run() == "4 token_rejected, attempts 1");
  server.respond_next(token_path, {.status = 404, .content_type = ""});
  CHECK(run() == "5 refused, attempts 1");
}

TEST_CASE("a certificate is verified through a tunnel too") {
  const FakePlex server({.https = true});
  TunnelProxy proxy(server.port());
  CHECK(failure_of(run_transient_token(server.server_url(),
                                       {"-o", "json", "--proxy", "http://" + proxy.authority()})) ==
        "6 tls_failed, attempts 1");
  CHECK(server.requests().empty());
}

}  // namespace plex::test
