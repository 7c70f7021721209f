// SPDX-License-Identifier: MIT
#include "src/deadline.hpp"

#include <chrono>
#include <optional>

#include <doctest/doctest.h>

namespace plex::test {
namespace {

using namespace std::chrono_literals;

const Clock::time_point start{std::chrono::hours(100)};

}  // namespace

TEST_CASE("without a limit nothing ever runs out") {
  Deadline none;
  CHECK(none.remaining(start) == std::nullopt);
  CHECK(none.remaining(Clock::time_point::max()) == std::nullopt);
  none.extend(10s);
  CHECK(none.remaining(start) == std::nullopt);
}

TEST_CASE("the time left shrinks to nothing and is never negative") {
  const Deadline deadline(start + 10s);
  CHECK(deadline.remaining(start) == 10s);
  CHECK(deadline.remaining(start + 9999ms) == 1ms);
  CHECK(deadline.remaining(start + 10s) == 0ms);
  CHECK(deadline.remaining(start + 10s + 1ns) == 0ms);
  CHECK(deadline.remaining(start + 1h) == 0ms);
}

TEST_CASE("a started millisecond counts as a whole one so that no limit becomes none") {
  const Deadline deadline(start + 10s);
  CHECK(deadline.remaining(start + 10s - 1ns) == 1ms);
  CHECK(deadline.remaining(start + 10s - 1ms) == 1ms);
  CHECK(deadline.remaining(start + 10s - 1ms - 1ns) == 2ms);
}

TEST_CASE("the time that a person took is given back") {
  Deadline deadline(start + 10s);
  deadline.extend(5s);
  CHECK(deadline.remaining(start + 10s) == 5s);
  deadline.extend(0s);
  CHECK(deadline.remaining(start + 10s) == 5s);
  CHECK(deadline.remaining(start + 15s) == 0ms);
}

}  // namespace plex::test
