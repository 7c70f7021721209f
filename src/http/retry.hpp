// SPDX-License-Identifier: MIT
//
// Which requests are sent again, after how long a wait, and the loop that does it. Clock, sleep and
// jitter come from the caller, so that every delay can be tested without waiting.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

#include "src/deadline.hpp"
#include "src/http/http.hpp"

namespace plex {

struct RetryPolicy {
  /// Attempts after the first one; 0 for none.
  int retries = 2;
  Milliseconds initial_interval{500};
  Milliseconds max_interval{60'000};
  double exponent = 1.5;
  /// No attempt starts later than this after the start of the first one.
  Milliseconds max_elapsed{30'000};
  /// Whether to retry if no response arrived.
  bool connection_errors = true;
};

/// What the loop needs from outside.
struct RetryTools {
  std::function<Clock::time_point()> now;
  /// Wall-clock time, with which a Retry-After date is compared.
  std::function<std::chrono::system_clock::time_point()> wall_clock;
  std::function<void(Milliseconds)> sleep;
  /// A random number from 0 to 1.
  std::function<double()> jitter;
};

/// The wait before retry number `retry`, counted from 0: initial · exponentʳᵉᵗʳʸ, at most
/// max_interval; `jitter` (0 to 1) draws it from the upper half of that.
Milliseconds backoff_delay(const RetryPolicy& policy, int retry, double jitter);

/// A Retry-After value (RFC 9110 section 10.2.3): whole seconds, or an HTTP date in any of the
/// three forms of section 5.6.7, as seconds from `now`, 0 if it has passed. Nothing for any other
/// text. At most max_retry_after.
std::optional<std::chrono::seconds> parse_retry_after(std::string_view value,
                                                      std::chrono::system_clock::time_point now);

inline constexpr std::chrono::seconds max_retry_after = std::chrono::hours(24 * 366);

/// Sends the request until no retry is left or useful. Returns the last response, or throws as
/// HttpTransport::send does, with `attempts` set. A GET is repeated on 429 and 503 (not before the
/// longest Retry-After of the response), 500, 502 and 504, and on dns_failed, connect_failed,
/// connection_lost and timeout; any other request only if nothing of it was sent. Throws
/// Error(rate_limited) at once if Retry-After asks for more time than the limits allow.
HttpResponse send_with_retries(HttpTransport& transport, const HttpRequest& request,
                               const RetryPolicy& policy, const RetryTools& tools,
                               const Deadline& deadline);

}  // namespace plex
