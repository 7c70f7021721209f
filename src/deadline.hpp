// SPDX-License-Identifier: MIT
//
// The time by which a run must be done, on the monotonic clock. Waiting for a person does not
// count: whoever prompts extends the deadline by the time that the prompt took.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

namespace plex {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

class Deadline {
 public:
  /// No limit.
  Deadline() = default;
  explicit Deadline(Clock::time_point at) : at_(at) {}

  /// What is left at `now`, never negative; nothing if there is no limit.
  std::optional<Milliseconds> remaining(Clock::time_point now) const {
    if (!at_) {
      return std::nullopt;
    }
    return std::max(std::chrono::ceil<Milliseconds>(*at_ - now), Milliseconds(0));
  }

  void extend(Clock::duration by) {
    if (at_) {
      *at_ += by;
    }
  }

 private:
  std::optional<Clock::time_point> at_;
};

}  // namespace plex
