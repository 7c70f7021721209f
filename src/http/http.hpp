// SPDX-License-Identifier: MIT
//
// The interface between requests to Plex and their transport: requests, responses, the options of a
// transport. src/http/curl_transport.hpp is the one implementation.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/deadline.hpp"
#include "src/http/url.hpp"
#include "src/secret.hpp"

namespace plex {

inline constexpr std::size_t max_header_bytes = 64 * 1024;
inline constexpr std::size_t max_body_bytes = 8 * 1024 * 1024;
/// No more is read of the body of an error response: its status says what matters.
inline constexpr std::size_t max_error_body_bytes = 64 * 1024;

struct HttpHeader {
  std::string name;
  std::string value;
};

struct HttpRequest {
  /// `GET` or `POST`.
  std::string method;
  BaseUrl base;
  /// What follows `base`: path and query. Never holds a secret.
  std::string target;
  std::vector<HttpHeader> headers;
  /// Sent as X-Plex-Token unless it is empty.
  Secret token;
  /// The encoded form of a POST; it may hold a password.
  Secret body;

  std::string url() const { return base.text() + target; }
};

struct HttpResponse {
  int status = 0;
  /// Those of the final response, names in lower case, in the order in which they arrived.
  std::vector<HttpHeader> headers;
  /// Decompressed. Complete for a 2xx status, else at most the first max_error_body_bytes.
  std::string body;
  /// True if neither a length nor a chunk marked the end of the body: then only its content can
  /// tell whether it is complete.
  bool ended_by_close = false;
  /// The longest Retry-After among the headers, by the clock of send_with_retries, which sets it.
  std::optional<std::chrono::seconds> retry_after;
  /// The number of requests that were sent for this response, 1 without retries.
  int attempts = 1;

  /// The value of the first header of that name, which must be in lower case, if there is one.
  std::optional<std::string> header(std::string_view name) const;
};

/// Where a plain http request may go, judged by the address of the connection.
enum class PlainHttp {
  loopback_only,
  /// To loopback silently, to private and link-local addresses with a warning.
  private_networks,
  /// Anywhere, with a warning outside loopback.
  anywhere,
};

struct TransportOptions {
  /// For setting up TCP and TLS; 0 for none.
  Milliseconds connect_timeout{10'000};
  /// How long a peer may send nothing.
  std::chrono::seconds stall_timeout{15};
  PlainHttp plain_http = PlainHttp::private_networks;
  /// Does not verify certificates.
  bool insecure = false;
  /// With `insecure`: only for a peer on loopback.
  bool insecure_on_loopback_only = false;
  /// PEM file of the certificate authorities to trust; empty for those of the system.
  std::string ca_file;
  /// `HOST:PORT:ADDRESS` entries.
  std::vector<std::string> resolve;
  /// URL of a proxy, which may hold credentials; empty for none.
  std::string proxy;
  /// The port of `proxy`, whether written or implied.
  int proxy_port = 0;
  /// Hosts to reach without the proxy, in the form of the NO_PROXY variable.
  std::string no_proxy;
  /// Gets a one-line warning. Must be set.
  std::function<void(const std::string&)> warn;
  /// Gets a log of requests and responses line by line; unset for none. The lines hold no token and
  /// no body, but may hold text from outside.
  std::function<void(const std::string&)> trace;
};

/// Sends a request to a server and returns the response.
class HttpTransport {
 public:
  virtual ~HttpTransport() = default;
  HttpTransport() = default;
  HttpTransport(const HttpTransport&) = delete;
  HttpTransport& operator=(const HttpTransport&) = delete;

  /// One attempt, without retries or redirects. Returns the response whatever its status. Throws
  /// Error if there is no response: dns_failed, connect_failed, tls_failed, proxy_failed,
  /// connection_lost, timeout, insecure_transport, malformed, truncated, too_large,
  /// file_unreadable, usage if `insecure_on_loopback_only` forbids the peer, internal if the
  /// transport itself fails.
  virtual HttpResponse send(const HttpRequest& request, const Deadline& deadline) = 0;
};

}  // namespace plex
