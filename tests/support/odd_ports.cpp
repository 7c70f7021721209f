// SPDX-License-Identifier: MIT
#include "tests/support/odd_ports.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <stdexcept>

#include "tests/support/loopback.hpp"

namespace plex::test {
namespace {

/// Loopback handshakes end within microseconds: a connect that is still open after this hangs.
constexpr int hang_milliseconds = 100;
constexpr int most_fillers = 16;

bool hangs(const FileDescriptor& socket) {
  pollfd ready{socket.get(), POLLOUT, 0};
  return ::poll(&ready, 1, hang_milliseconds) == 0;
}

}  // namespace

RefusedPort::RefusedPort() : socket_(bind_loopback()), port_(local_port(socket_)) {}

std::string RefusedPort::url() const { return loopback_url("http", port_); }

BlackHole::BlackHole() : listener_(bind_loopback()), port_(local_port(listener_)) {
  if (::listen(listener_.get(), 0) != 0) {
    throw_errno("listen");
  }
  for (int count = 0; count < most_fillers; ++count) {
    fillers_.push_back(start_connect(port_));
    if (hangs(fillers_.back())) {
      return;
    }
  }
  throw std::runtime_error("the queue of a listening socket does not fill");
}

std::string BlackHole::url() const { return loopback_url("http", port_); }

}  // namespace plex::test
