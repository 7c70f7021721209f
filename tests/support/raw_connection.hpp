// SPDX-License-Identifier: MIT
//
// One accepted connection of a RawServer, plain or TLS: bytes in, bytes out, and the ways to
// close it. Every wait ends as soon as the server stops. What to send and when is left to the
// script that RawServer runs.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "tests/support/file_descriptor.hpp"

struct ssl_st;
struct ssl_ctx_st;

namespace plex::test {

/// Not for use by two threads at a time. The thread that uses it must have SIGPIPE blocked, because
/// OpenSSL writes to sockets without MSG_NOSIGNAL.
class RawConnection {
 public:
  /// Takes a connected, non-blocking socket. `stop` is a descriptor that turns readable when all
  /// waiting must end; it stays the caller's. `tls` is null for a plain connection.
  RawConnection(FileDescriptor socket, int stop, ssl_ctx_st* tls);

  /// The server side of the TLS handshake; nothing on a plain connection. False when it failed.
  [[nodiscard]] bool handshake();
  /// Writes all of `bytes`. False when the peer went away or the server stops.
  [[nodiscard]] bool write(std::string_view bytes);
  /// Waits for bytes and appends them to `into`. False at the end, on failure, or on stop.
  [[nodiscard]] bool read(std::string& into);
  /// Lets time pass. False when the server stops.
  [[nodiscard]] bool pause(std::chrono::milliseconds time) const;
  /// Waits, without reading, until the peer hangs up or the server stops.
  void wait_for_hang_up() const;
  /// Closes in order and discards what the peer still sends, so that no reset overtakes the bytes
  /// already written. `close_notify` only matters with TLS.
  void close(bool close_notify);
  /// Closes with a TCP reset.
  void reset();

 private:
  struct SslDeleter {
    void operator()(ssl_st* ssl) const;
  };

  [[nodiscard]] bool wait_for(short events) const;
  [[nodiscard]] bool wait_for_tls(int outcome) const;

  FileDescriptor socket_;
  int stop_;
  std::unique_ptr<ssl_st, SslDeleter> ssl_;
  bool established_ = false;
};

}  // namespace plex::test
