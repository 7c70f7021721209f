// SPDX-License-Identifier: MIT
//
// Whether something happens at once, on a machine under load too: that may hold up any single run,
// but hardly each of several. What is measured, and what no run may exceed, is left to the test.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/patience.hpp"

namespace plex::test {

/// The time of the fastest run of each group of runs.
class FastestRuns {
 public:
  using Duration = std::chrono::steady_clock::duration;

  void add(const std::string& group, Duration took) {
    const auto [entry, added] = times_.emplace(group, took);
    if (!added && took < entry->second) {
      entry->second = took;
    }
  }

  /// Checks that in each group at least one run was at once.
  void check_at_once() const {
    CHECK_FALSE(times_.empty());
    for (const auto& [group, took] : times_) {
      const std::string& name = group;  // clang 14 captures no structured binding
      CAPTURE(name);
      CHECK(took < at_once);
    }
  }

 private:
  std::map<std::string, Duration> times_;
};

}  // namespace plex::test
