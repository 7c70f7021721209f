// SPDX-License-Identifier: MIT
#include "src/http/retry.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <string>

#include <fmt/format.h>

#include "src/advice.hpp"
#include "src/error.hpp"

namespace plex {
namespace {

using std::chrono::seconds;
using std::chrono::system_clock;

/// Seconds since the epoch: a date may be beyond the range of system_clock.
std::optional<std::time_t> parse_http_date(const std::string& text) {
  // strptime(3) reads English names because this program never sets a locale.
  constexpr std::array formats = {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT",
                                  "%a %b %e %H:%M:%S %Y"};
  for (const char* format : formats) {
    std::tm parts{};
    const char* end = ::strptime(text.c_str(), format, &parts);
    if (end != nullptr && *end == '\0') {
      return ::timegm(&parts);
    }
  }
  return std::nullopt;
}

bool is_retried_status(int status) {
  return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

bool is_connection_error(const Error& error) {
  return error.code == ErrorCode::dns_failed || error.code == ErrorCode::connect_failed ||
         error.code == ErrorCode::connection_lost || error.code == ErrorCode::timeout;
}

/// The longest wait that the response asks for.
std::optional<seconds> longest_retry_after(const HttpResponse& response,
                                           system_clock::time_point now) {
  std::optional<seconds> longest;
  for (const HttpHeader& header : response.headers) {
    if (header.name == "retry-after") {
      longest = std::max(longest, parse_retry_after(header.value, now));
    }
  }
  return longest;
}

/// One run of the loop: counts attempts and knows how much time is left.
class Attempts {
 public:
  Attempts(const HttpRequest& request, const RetryPolicy& policy, const RetryTools& tools,
           const Deadline& deadline)
      : request_(request),
        policy_(policy),
        tools_(tools),
        deadline_(deadline),
        started_(tools.now()) {}

  int made() const { return made_; }
  void count() { ++made_; }

  bool wants_retry(const Error& error) const {
    const bool repeatable = request_.method == "GET" || !error.request_sent;
    return repeatable && policy_.connection_errors && is_connection_error(error) && any_left();
  }

  /// Waits before the next attempt; false if there is no time for it.
  bool wait() {
    const Milliseconds delay = next_delay();
    if (delay >= time_left()) {
      return false;
    }
    tools_.sleep(delay);
    return true;
  }

  /// As wait(), and not before the response's Retry-After.
  bool wait_for(const HttpResponse& response) {
    if (request_.method != "GET" || !is_retried_status(response.status)) {
      return false;
    }
    if (!any_left()) {
      return false;
    }
    const bool tells = response.status == 429 || response.status == 503;
    const auto asked = tells ? response.retry_after : std::nullopt;
    if (asked && *asked >= time_left()) {
      throw too_long(response, *asked);
    }
    const Milliseconds delay = std::max(next_delay(), Milliseconds(asked.value_or(seconds(0))));
    if (delay >= time_left()) {
      return false;
    }
    tools_.sleep(delay);
    return true;
  }

 private:
  bool any_left() const { return made_ <= policy_.retries; }

  Milliseconds next_delay() const { return backoff_delay(policy_, made_ - 1, tools_.jitter()); }

  Milliseconds time_left() const {
    const Clock::time_point now = tools_.now();
    const auto elapsed = std::chrono::floor<Milliseconds>(now - started_);
    const Milliseconds left = policy_.max_elapsed - elapsed;
    return std::min(left, deadline_.remaining(now).value_or(left));
  }

  static Error too_long(const HttpResponse& response, seconds asked) {
    Error error(
        ErrorCode::rate_limited,
        fmt::format("the service asks for a wait of {} s, which is longer than the limits allow",
                    asked.count()),
        asked.count() > 0 ? Advice::wait_as_asked : Advice::wait);
    error.http_status = response.status;
    error.retry_after = asked;
    error.request_sent = true;
    return error;
  }

  const HttpRequest& request_;
  const RetryPolicy& policy_;
  const RetryTools& tools_;
  const Deadline& deadline_;
  Clock::time_point started_;
  int made_ = 0;
};

}  // namespace

Milliseconds backoff_delay(const RetryPolicy& policy, int retry, double jitter) {
  // 0 · ∞ would not be a number.
  if (policy.initial_interval.count() == 0) {
    return Milliseconds(0);
  }
  const double cap = static_cast<double>(policy.max_interval.count());
  const double grown =
      static_cast<double>(policy.initial_interval.count()) * std::pow(policy.exponent, retry);
  const double full = std::min(grown, cap);
  return Milliseconds(std::llround(full / 2 + full / 2 * jitter));
}

std::optional<seconds> parse_retry_after(std::string_view value, system_clock::time_point now) {
  const bool digits = !value.empty() && std::all_of(value.begin(), value.end(),
                                                    [](char c) { return c >= '0' && c <= '9'; });
  if (digits) {
    seconds sum{0};
    for (const char c : value) {
      sum = std::min(sum * 10 + seconds(c - '0'), max_retry_after);
    }
    return sum;
  }
  const auto date = parse_http_date(std::string(value));
  if (!date) {
    return std::nullopt;
  }
  return std::clamp(seconds(*date - system_clock::to_time_t(now)), seconds(0), max_retry_after);
}

HttpResponse send_with_retries(HttpTransport& transport, const HttpRequest& request,
                               const RetryPolicy& policy, const RetryTools& tools,
                               const Deadline& deadline) {
  Attempts attempts(request, policy, tools, deadline);
  while (true) {
    attempts.count();
    try {
      HttpResponse response = transport.send(request, deadline);
      response.retry_after = longest_retry_after(response, tools.wall_clock());
      if (!attempts.wait_for(response)) {
        response.attempts = attempts.made();
        return response;
      }
    } catch (Error& error) {
      error.attempts = attempts.made();
      if (!attempts.wants_retry(error) || !attempts.wait()) {
        throw;
      }
    }
  }
}

}  // namespace plex
