// SPDX-License-Identifier: MIT
#include "src/auth/approval.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "src/error.hpp"

namespace plex::auth {
namespace {

/// Whether the failure says nothing of the code and may be gone at the next request.
bool may_pass(const Error& error) {
  return error.code == ErrorCode::dns_failed || error.code == ErrorCode::connect_failed ||
         error.code == ErrorCode::connection_lost || error.code == ErrorCode::timeout ||
         error.code == ErrorCode::server_error || error.code == ErrorCode::rate_limited;
}

/// The time between two requests: longer with each failure in a row.
class PollInterval {
 public:
  Milliseconds wait() const { return wait_; }

  void reset() { wait_ = interval_ = poll_interval; }

  void lengthen(const Error& error) {
    interval_ = std::min(interval_ * 2, longest_poll_interval);
    wait_ = std::max(interval_, Milliseconds(error.retry_after.value_or(std::chrono::seconds(0))));
  }

 private:
  Milliseconds interval_ = poll_interval;
  Milliseconds wait_ = poll_interval;
};

}  // namespace

Secret await_approval(const Client& client, const Pin& pin, Clock::time_point expires,
                      const ApprovalTools& tools) {
  Client once = client;
  once.retry.retries = 0;
  PollInterval interval;
  std::optional<Error> failure;
  bool last = false;
  while (!last) {
    const Milliseconds left =
        std::max(std::chrono::ceil<Milliseconds>(expires - tools.now()), Milliseconds(0));
    last = interval.wait() >= left;
    tools.sleep(last ? left : interval.wait());
    tools.before_poll();
    try {
      if (std::optional<Secret> token = poll_pin(once, pin.id)) {
        return *std::move(token);
      }
      failure.reset();
      interval.reset();
    } catch (const Error& error) {
      if (!may_pass(error)) {
        throw;
      }
      failure = error;
      interval.lengthen(error);
    }
  }
  throw failure.value_or(
      Error(ErrorCode::code_expired, "the code expired before anyone approved it"));
}

}  // namespace plex::auth
