// SPDX-License-Identifier: MIT
//
// One request and its response under way: judges where sockets may go, takes in what comes, and
// says when to stop. It holds the limits and the policy that must not depend on how a library
// works; the transport only passes on what happens.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "src/http/http.hpp"
#include "src/http/transfer_result.hpp"

struct sockaddr;

namespace plex {

class Exchange {
 public:
  /// `options` and `base` must outlive it. `warned` is set once the user was told that others can
  /// read along; while it is set, that is not told again.
  Exchange(const TransportOptions& options, const BaseUrl& base, bool& warned);

  /// Whether a socket may be opened to this address. Remembers why not.
  bool may_connect(const sockaddr& address);

  /// A socket that was opened; it stays the caller's.
  void opened(int socket) { sockets_.push_back(socket); }

  /// The connection from this local port stands, and the request goes out on it next.
  void ready_to_send(std::string_view address, int local_port);

  /// A line of the response's head with its end, or a piece of its body after decompression. False
  /// where a limit is passed.
  bool take_head_line(std::string_view line);
  bool take_body(std::string_view bytes);

  /// Whether the peer has sent nothing for the longest time that it may: nothing that was taken,
  /// and nothing by the kernel's count either, which knows of bytes that are no whole line and no
  /// whole record of TLS.
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
  /// The one that the request goes out on, -1 before.
  int socket_ = -1;
  Clock::time_point heard_at_;
  std::size_t head_bytes_ = 0;
};

}  // namespace plex
