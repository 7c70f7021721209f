// SPDX-License-Identifier: MIT
//
// For tests of requests that are sent side by side with the real transport: a transport without a
// command, and a count of the requests that are in progress at a server.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "src/http/curl_transport.hpp"
#include "tests/support/patience.hpp"

namespace plex::test {

/// The real transport, without warnings if the options have no place for them.
inline std::unique_ptr<HttpTransport> real_transport(TransportOptions options = {}) {
  if (!options.warn) {
    options.warn = [](const std::string&) {};
  }
  return make_curl_transport(std::move(options));
}

/// Those that are in one place at a time, such as the connections of a RawServer in a Call. All
/// members may be called from any thread.
class Crowd {
 public:
  explicit Crowd(std::size_t expected) : expected_(expected) {}

  /// Stays until as many as expected have been there at a time, and then for a moment in which one
  /// more would be seen.
  void join() {
    std::unique_lock lock(mutex_);
    ++present_;
    most_ = std::max(most_, present_);
    changed_.notify_all();
    changed_.wait_for(lock, patience, [this] { return most_ >= expected_; });
    changed_.wait_for(lock, std::chrono::milliseconds(20), [this] { return most_ > expected_; });
    --present_;
  }

  /// The largest number that were there at a time.
  [[nodiscard]] std::size_t most() const {
    const std::lock_guard lock(mutex_);
    return most_;
  }

 private:
  std::size_t expected_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t present_ = 0;
  std::size_t most_ = 0;
};

}  // namespace plex::test
