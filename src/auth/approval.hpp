// SPDX-License-Identifier: MIT
//
// The wait for a person who approves a code: how often plex.tv is asked, which failures are waited
// out, and how the wait ends. Clock and sleep come from the caller, so that it is tested without
// waiting; what is shown meanwhile is left to the caller too.
#pragma once

#include <functional>

#include "src/auth/pins.hpp"
#include "src/deadline.hpp"
#include "src/plex/client.hpp"
#include "src/secret.hpp"

namespace plex::auth {

/// What the wait needs from outside. All must be set.
struct ApprovalTools {
  std::function<Clock::time_point()> now;
  /// May throw, which ends the wait.
  std::function<void(Milliseconds)> sleep;
  /// Called before each request: here the caller may give the next one time and show what is left.
  std::function<void()> before_poll;
};

inline constexpr Milliseconds poll_interval{2'000};
inline constexpr Milliseconds longest_poll_interval{16'000};

/// The token of `pin` once it is approved. Asks first after poll_interval and then at that
/// interval, which doubles up to longest_poll_interval while there is no response or a 5xx or 429,
/// is never shorter than their Retry-After, and is poll_interval again after any other response.
/// The last wait ends at `expires`, whatever Retry-After says, and one more request is made there:
/// a person who approved in time is signed in.
///
/// Throws Error: code_expired if the code expired, or the failure of the last request if that is
/// one of those waited out; any other failure of poll_pin at once.
Secret await_approval(const Client& client, const Pin& pin, Clock::time_point expires,
                      const ApprovalTools& tools);

}  // namespace plex::auth
