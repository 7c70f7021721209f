// SPDX-License-Identifier: MIT
//
// What a connection of a RawServer does, step by step. The steps are plain data that a test writes
// down; run_script() turns them into reads and writes. Ports, threads and TLS are left to the
// server and its connections.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace plex::test {

class RawConnection;

/// Sends these bytes.
struct Send {
  std::string bytes;
};

/// Sends these bytes one at a time, with a pause before each but the first.
struct SendSlowly {
  std::string bytes;
  std::chrono::milliseconds between;
};

/// Sends these bytes again and again until the peer goes away or the server stops. They must not
/// be empty.
struct SendForever {
  std::string bytes;
};

/// Sends nothing until the peer goes away or the server stops.
struct Stall {};

/// Closes at once with a TCP reset, without a TLS close_notify. It ends the script.
struct Reset {};

/// Closes in order, after which the peer reads an end of file. It ends the script, as does a script
/// that has no more steps.
struct Close {
  /// Whether TLS sends close_notify first; without it the peer cannot tell an end from a cut.
  bool close_notify = true;
};

/// Reads one request: up to the blank line, then as many bytes as its Content-Length says. A peer
/// that closes before that ends the script; what it had sent by then is still remembered.
struct ReadRequest {};

/// Calls this in the thread of the connection. It must return soon, because the server waits for it
/// to stop.
struct Call {
  std::function<void()> function;
};

/// One step of what a connection does.
using Step = std::variant<Send, SendSlowly, SendForever, Stall, Reset, Close, ReadRequest, Call>;

/// What one connection does, in order.
using Script = std::vector<Step>;

/// The script of a server that reads a request, sends these bytes and closes.
[[nodiscard]] Script says(const std::string& bytes);

/// Throws std::invalid_argument when a script cannot be run.
void check_script(const Script& script);

/// Runs the steps in order, until one ends the script, the peer goes away or the server stops, and
/// then closes the connection. `remember` is called with the bytes of each request that is read.
void run_script(const Script& script, RawConnection& connection,
                const std::function<void(std::string)>& remember);

}  // namespace plex::test
