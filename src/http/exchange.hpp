// SPDX-License-Identifier: MIT
//
// One request and its response in progress: judges where sockets may go, collects what arrives, and
// says when to stop. The limits and the policy are here so that they do not depend on how a library
// works; the transport only passes on what happens.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "src/deadline.hpp"
#include "src/http/http.hpp"
#include "src/http/transfer_result.hpp"
#include "src/http/url.hpp"

struct sockaddr;

namespace plex {

class Exchange {
 public:
  /// `options` and `base` must outlive it. `warned` is set after the warning that others can read
  /// the traffic, and while it is set there is no such warning.
  Exchange(const TransportOptions& options, const BaseUrl& base, bool& warned);

  /// Whether a socket may be opened to this address. Remembers why not.
  bool may_connect(const sockaddr& address);

  /// Tells of a socket that was opened. The caller keeps it.
  void opened(int socket) { sockets_.push_back(socket); }

  /// Tells that the connection from this local port is set up, and that the request follows on it.
  void ready_to_send(std::string_view address, int local_port);

  /// Takes a line of the response's head with its line end, or a piece of its body after
  /// decompression. False once a limit is exceeded.
  bool take_head_line(std::string_view line);
  bool take_body(std::string_view bytes);

  /// True once the peer has been silent for `stall_timeout`. The kernel's count is consulted too:
  /// it sees partial lines and partial TLS records.
  bool stalled();

  /// Ends the exchange with what the library reports of it: how it ended, its own number for that,
  /// the proxy's status (0 without one) and OpenSSL's verification result. Returns the response or
  /// throws as check_transfer; nothing else may be called after it.
  HttpResponse finish(TransferEnd end, int library_error, long proxy_status, long verify_result,
                      bool deadline_passed);

  /// What is known so far.
  const TransferFacts& facts() const { return facts_; }
  const HttpResponse& response() const { return response_; }

 private:
  const TransportOptions& options_;
  const BaseUrl& base_;
  bool& warned_;
  TransferFacts facts_;
  HttpResponse response_;
  std::vector<int> sockets_;
  /// The one that the request is sent on, -1 before.
  int socket_ = -1;
  Clock::time_point heard_at_;
  std::size_t head_bytes_ = 0;
};

}  // namespace plex
