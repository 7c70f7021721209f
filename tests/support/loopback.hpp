// SPDX-License-Identifier: MIT
//
// Sockets on 127.0.0.1 with a port that the kernel chooses, so that tests never share one.
// Listening, accepting and what follows are left to the caller.
#pragma once

#include <string>

#include "tests/support/file_descriptor.hpp"

namespace plex::test {

/// A TCP socket bound to a free port; non-blocking, closed on exec. Throws std::system_error.
[[nodiscard]] FileDescriptor bind_loopback();

/// The port that a socket is bound to. Throws std::system_error.
[[nodiscard]] int local_port(const FileDescriptor& socket);

/// Starts to connect a new non-blocking socket to a port on 127.0.0.1 and returns at once, whether
/// or not that succeeds. Throws std::system_error when no socket can be made.
[[nodiscard]] FileDescriptor start_connect(int port);

/// `SCHEME://127.0.0.1:PORT`
[[nodiscard]] std::string loopback_url(const std::string& scheme, int port);

}  // namespace plex::test
