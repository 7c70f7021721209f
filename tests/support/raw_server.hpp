// SPDX-License-Identifier: MIT
//
// RawServer sends the bytes a well-behaved server cannot send: cut bodies, garbage status lines,
// silence, resets. A script says what a connection does, so a proxy that refuses or a server that
// closes early is a script as well. It knows nothing of Plex: correct responses are left to
// FakePlex, and certificates come from the caller.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/certificates.hpp"
#include "tests/support/raw_script.hpp"

namespace plex::test {

/// What the server says of itself in the TLS handshake. The certificates stay the caller's and are
/// needed only while the server is constructed.
struct RawTls {
  /// With its key. Must not be null.
  const Certificate* certificate = nullptr;
  /// Intermediate certificates that are sent along, the issuer of `certificate` first.
  std::vector<const Certificate*> chain = {};
  /// OpenSSL's numbers, such as TLS1_1_VERSION; 0 sets no bound. Versions that are no longer secure
  /// work, because the server lowers its security level as soon as one of these is set.
  int min_version = 0;
  int max_version = 0;
};

struct RawServerOptions {
  /// Speak TLS before the script starts. A plain response on a port on which the client expects TLS
  /// is simply a server without this.
  std::optional<RawTls> tls = {};
};

/// Serves scripts on 127.0.0.1, on a port that the kernel chooses, from construction to
/// destruction. Connections run side by side. Destruction ends each of them promptly, whatever step
/// it is in. All functions may be called from any thread.
class RawServer {
 public:
  /// Every connection runs `script`. Throws std::system_error when no port is free and
  /// std::runtime_error when the TLS options do not fit.
  explicit RawServer(Script script, RawServerOptions options = {});
  /// The n-th connection runs the n-th script, all later ones run the last. Throws also
  /// std::invalid_argument, when there is none or one cannot be run.
  explicit RawServer(std::vector<Script> scripts, RawServerOptions options = {});
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;
  ~RawServer();

  /// `http://127.0.0.1:PORT`, or `https://…` with TLS; no slash at the end.
  [[nodiscard]] std::string url() const;
  [[nodiscard]] int port() const;
  /// How many connections were accepted so far, those whose TLS handshake failed included.
  [[nodiscard]] std::size_t connections() const;
  /// The bytes of each request that was read, in the order in which reading ended.
  [[nodiscard]] std::vector<std::string> requests() const;
  /// Waits until `count` connections were accepted; false when `limit` passed before that.
  [[nodiscard]] bool wait_for_connections(std::size_t count, std::chrono::milliseconds limit) const;
  /// Waits until `count` requests were read; false when `limit` passed before that.
  [[nodiscard]] bool wait_for_requests(std::size_t count, std::chrono::milliseconds limit) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A whole response: `HTTP/1.1 200 OK` with `Content-Type: application/json` and the length of
/// `body`.
[[nodiscard]] std::string ok_json(std::string_view body);

}  // namespace plex::test
