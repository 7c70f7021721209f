// SPDX-License-Identifier: MIT
//
// Retry-After: whatever comes, the wait is nothing or between 0 and the longest there is.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "src/http/retry.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view value(reinterpret_cast<const char*>(bytes), size);
  const std::chrono::system_clock::time_point now(std::chrono::seconds(1'767'323'045));
  const auto wait = plex::parse_retry_after(value, now);
  if (wait && (wait->count() < 0 || *wait > plex::max_retry_after)) {
    std::abort();
  }
  return 0;
}
