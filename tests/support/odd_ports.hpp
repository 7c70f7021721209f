// SPDX-License-Identifier: MIT
//
// Ports on 127.0.0.1 to which no connection succeeds: RefusedPort refuses at once, BlackHole
// never answers. Servers that accept and then misbehave are left to RawServer.
#pragma once

#include <string>
#include <vector>

#include "tests/support/file_descriptor.hpp"

namespace plex::test {

/// A port that refuses connections for as long as the object lives: the port is held, so that
/// no other program can listen on it.
class RefusedPort {
 public:
  /// Throws std::system_error when no port is free.
  RefusedPort();
  [[nodiscard]] int port() const { return port_; }
  /// `http://127.0.0.1:PORT`
  [[nodiscard]] std::string url() const;

 private:
  FileDescriptor socket_;
  int port_ = 0;
};

/// A port that answers no attempt to connect for as long as the object lives, so that a connect
/// hangs until the client gives up. The queue of a listening socket is kept full.
class BlackHole {
 public:
  /// Throws std::system_error when no port is free, std::runtime_error when this kernel
  /// accepts connections without end.
  BlackHole();
  [[nodiscard]] int port() const { return port_; }
  /// `http://127.0.0.1:PORT`
  [[nodiscard]] std::string url() const;

 private:
  FileDescriptor listener_;
  std::vector<FileDescriptor> fillers_;
  int port_ = 0;
};

}  // namespace plex::test
