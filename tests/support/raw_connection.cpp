// SPDX-License-Identifier: MIT
#include "tests/support/raw_connection.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <new>
#include <utility>

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace plex::test {

void RawConnection::SslDeleter::operator()(ssl_st* ssl) const { SSL_free(ssl); }

RawConnection::RawConnection(FileDescriptor socket, int stop, ssl_ctx_st* tls)
    : socket_(std::move(socket)), stop_(stop) {
  if (tls == nullptr) {
    return;
  }
  ssl_.reset(SSL_new(tls));
  if (!ssl_ || SSL_set_fd(ssl_.get(), socket_.get()) != 1) {
    throw std::bad_alloc();
  }
}

bool RawConnection::wait_for(short events) const {
  std::array<pollfd, 2> ready{{{stop_, POLLIN, 0}, {socket_.get(), events, 0}}};
  while (::poll(ready.data(), ready.size(), -1) < 0) {
    if (errno != EINTR) {
      return false;
    }
  }
  return ready[0].revents == 0;
}

bool RawConnection::wait_for_tls(int outcome) const {
  const int error = SSL_get_error(ssl_.get(), outcome);
  if (error == SSL_ERROR_WANT_READ) {
    return wait_for(POLLIN);
  }
  return error == SSL_ERROR_WANT_WRITE && wait_for(POLLOUT);
}

bool RawConnection::handshake() {
  while (ssl_ && !established_) {
    ERR_clear_error();
    const int outcome = SSL_accept(ssl_.get());
    established_ = outcome == 1;
    if (!established_ && !wait_for_tls(outcome)) {
      return false;
    }
  }
  return true;
}

bool RawConnection::write(std::string_view bytes) {
  while (!bytes.empty()) {
    std::size_t count = 0;
    if (ssl_) {
      ERR_clear_error();
      const int outcome = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &count);
      if (outcome != 1 && !wait_for_tls(outcome)) {
        return false;
      }
    } else {
      const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent < 0 && (errno != EAGAIN || !wait_for(POLLOUT))) {
        return false;
      }
      count = sent < 0 ? 0 : static_cast<std::size_t>(sent);
    }
    bytes.remove_prefix(count);
  }
  return true;
}

bool RawConnection::read(std::string& into) {
  std::array<char, 16384> buffer{};
  for (;;) {
    std::size_t count = 0;
    if (ssl_) {
      ERR_clear_error();
      const int outcome = SSL_read_ex(ssl_.get(), buffer.data(), buffer.size(), &count);
      if (outcome != 1 && !wait_for_tls(outcome)) {
        return false;
      }
    } else {
      const ssize_t received = ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
      if (received == 0 || (received < 0 && (errno != EAGAIN || !wait_for(POLLIN)))) {
        return false;
      }
      count = received < 0 ? 0 : static_cast<std::size_t>(received);
    }
    if (count > 0) {
      into.append(buffer.data(), count);
      return true;
    }
  }
}

bool RawConnection::pause(std::chrono::milliseconds time) const {
  const Deadline deadline = std::chrono::steady_clock::now() + time;
  pollfd stop{stop_, POLLIN, 0};
  for (;;) {
    const int ready = ::poll(&stop, 1, poll_timeout(deadline));
    if (ready >= 0 || errno != EINTR) {
      return ready == 0;
    }
  }
}

void RawConnection::wait_for_hang_up() const { static_cast<void>(wait_for(POLLRDHUP)); }

void RawConnection::close(bool close_notify) {
  if (established_ && close_notify) {
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
  }
  ::shutdown(socket_.get(), SHUT_WR);
  // Closing a socket that holds unread bytes sends a reset instead of an end.
  std::string ignored;
  while (read_available(socket_, ignored) && wait_for(POLLIN)) {
    ignored.clear();
  }
  socket_.reset();
}

void RawConnection::reset() {
  const linger now{1, 0};
  ::setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
  socket_.reset();
}

}  // namespace plex::test
