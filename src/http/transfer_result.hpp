// SPDX-License-Identifier: MIT
//
// Decides what a finished transfer means: a response, or which failure. It works on facts alone, so
// that every case can be tested without a network and without libcurl.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "src/deadline.hpp"
#include "src/error.hpp"
#include "src/http/http.hpp"
#include "src/http/url.hpp"

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
  /// Reset, or closed before the end of a response.
  connection_broken,
  /// Closed before the announced end of the body.
  cut_short,
  /// The library gave up on one header line before our own limit was reached.
  header_too_long,
  /// A callback ended it; `stopped_by` or `refused` says why.
  stopped_by_us,
  /// The response is not HTTP, or not in an encoding that was asked for.
  not_http,
  other,
};

struct TransferFacts {
  TransferEnd end = TransferEnd::complete;
  /// libcurl's number for `end`, for the message if `end` is `other`.
  int library_error = 0;
  bool headers_complete = false;
  bool request_sent = false;
  bool deadline_passed = false;
  /// True if `address` is, or may be, that of the proxy.
  bool proxied = false;
  /// True if https certainly goes through a tunnel of the proxy (CONNECT), and if the connection to
  /// the proxy itself uses TLS.
  bool by_connect = false;
  bool tls_to_proxy = false;
  /// True if plain http is allowed to loopback only.
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
  /// OpenSSL's verification result; 0 or 1 if the chain is good, so that the name must be wrong.
  long verify_result = 0;
  Milliseconds connect_timeout{0};
  std::chrono::seconds stall_timeout{0};
};

/// Returns if there is a response. With a status other than 2xx its body may be incomplete: the
/// status says what matters. Otherwise throws Error with `request_sent`, and with the status if the
/// head of a response arrived. `base` is where the request went.
void check_transfer(const TransferFacts& facts, const HttpResponse& response, const BaseUrl& base);

}  // namespace plex
