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
#include <variant>
#include <vector>

#include "src/deadline.hpp"
#include "src/error.hpp"
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
  /// `GET`, `POST`, `PUT` or `DELETE`.
  std::string method;
  BaseUrl base;
  /// What follows `base`: path and query. Never holds a token, a password or a code. It may hold
  /// the id of a sign-in by code, so it is not quoted in errors, and whoever shows a trace redacts
  /// it.
  std::string target;
  std::vector<HttpHeader> headers;
  /// Sent as X-Plex-Token unless it is empty.
  Secret token;
  /// Where the token came from, for errors, as the caller names it; empty if nothing is known.
  std::string token_source;
  /// The encoded form of a POST or PUT; it may hold a password or a code.
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

/// Limits of requests that are sent side by side.
struct ParallelLimits {
  /// How many may be in progress at a time, at least 1.
  std::size_t at_once = 1;
  /// For each request from its own start, more than 0.
  Milliseconds each{1};
};

/// How one of several requests ended.
using HttpOutcome = std::variant<HttpResponse, Error>;

/// Gets the outcome of request number `index`, counted from 0. Returns whether more outcomes are
/// wanted.
using OutcomeSink = std::function<bool(std::size_t index, HttpOutcome outcome)>;

/// Sends requests to servers and returns the responses.
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

  /// Sends the requests side by side, started in their order, each once and without redirects.
  /// Calls `take` with each outcome as it arrives: the response or the Error that `send` would
  /// throw, timeout also for a request that the deadline left no time to start. Returns after the
  /// last outcome, or as soon as `take` returns false: then all other requests are abandoned.
  /// Throws Error(internal), and what `take` throws.
  virtual void send_all(const std::vector<HttpRequest>& requests, const ParallelLimits& limits,
                        const Deadline& deadline, const OutcomeSink& take) = 0;
};

}  // namespace plex
