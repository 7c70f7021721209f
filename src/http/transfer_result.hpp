// SPDX-License-Identifier: MIT
//
// Decides what a finished transfer means: a response, or which failure. It works from plain facts,
// so that every row of the decision can be tested without a network and without libcurl.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "src/error.hpp"
#include "src/http/http.hpp"

namespace plex {

/// How a transfer ended, as far as the transport itself can tell.
enum class TransferEnd {
  complete,
  name_unknown,
  proxy_failed,
  not_connected,
  timed_out,
  bad_ca_file,
  peer_unverified,
  tls_failed,
  /// Reset, or closed in a place where no response ends.
  connection_broken,
  /// Closed before the announced end of the body.
  cut_short,
  /// The library gave up on one header line before our own limit was reached.
  header_too_long,
  /// A callback ended it; `stopped_by` or `refused` says why.
  stopped_by_us,
  /// What came is not HTTP, or not in an encoding that was asked for.
  not_http,
  other,
};

struct TransferFacts {
  TransferEnd end = TransferEnd::complete;
  /// libcurl's own number for `end`, told when `end` has no name of ours.
  int library_error = 0;
  bool headers_complete = false;
  bool request_sent = false;
  bool deadline_passed = false;
  /// True where `address` is, or may be, that of the proxy.
  bool proxied = false;
  /// True where https surely goes through a proxy that is asked for a tunnel with CONNECT, and
  /// where the proxy itself is spoken to in TLS.
  bool by_connect = false;
  bool tls_to_proxy = false;
  /// True where plain http is for loopback only.
  bool loopback_only = false;
  /// The address that was refused, else the one last tried; and the one that was connected to.
  std::string address;
  std::string connected_to;
  /// Why an address was not connected to.
  std::optional<ErrorCode> refused;
  /// Which limit ended the transfer.
  std::optional<ErrorCode> stopped_by;
  /// The status of a proxy's response to CONNECT, 0 without one.
  long proxy_status = 0;
  /// OpenSSL's verification result; 0 or 1 where it found no fault in the chain, so that it is the
  /// name that is wrong.
  long verify_result = 0;
  Milliseconds connect_timeout{0};
  std::chrono::seconds stall_timeout{0};
};

/// Returns where there is a response, which for a status other than 2xx may lack the end of its
/// body: the status says what matters. Throws Error otherwise, with `request_sent`, and the status
/// if the head of a response came. `base` is where the request went.
void check_transfer(const TransferFacts& facts, const HttpResponse& response, const BaseUrl& base);

}  // namespace plex
