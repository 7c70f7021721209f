// SPDX-License-Identifier: MIT
#include "src/http/retry.hpp"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/run_plex.hpp"

namespace plex::test {
namespace {

using std::chrono::seconds;

constexpr std::chrono::system_clock::time_point now{fixed_now};

std::string asked(std::string_view value) {
  const auto wait = parse_retry_after(value, now);
  return wait ? std::to_string(wait->count()) : "nothing";
}

}  // namespace

TEST_CASE("the wait before a retry grows up to its cap and never falls below half") {
  struct Row {
    int retry;
    double jitter;
    int milliseconds;
  };
  const RetryPolicy policy;
  for (const Row& row :
       {Row{0, 1.0, 500}, Row{0, 0.0, 250}, Row{0, 0.5, 375}, Row{1, 1.0, 750}, Row{1, 0.0, 375},
        Row{2, 1.0, 1125}, Row{3, 1.0, 1688}, Row{11, 1.0, 43249}, Row{12, 1.0, 60000},
        Row{12, 0.0, 30000}, Row{1000, 1.0, 60000}}) {
    CAPTURE(row.retry);
    CAPTURE(row.jitter);
    CHECK(backoff_delay(policy, row.retry, row.jitter).count() == row.milliseconds);
  }
}

TEST_CASE("the wait before a retry follows the policy to its limits") {
  struct Row {
    int initial;
    int most;
    double exponent;
    int retry;
    int milliseconds;
  };
  for (const Row& row :
       {Row{100, 60000, 1, 9, 100}, Row{100, 60000, 2, 3, 800}, Row{100, 300, 2, 3, 300},
        Row{500, 100, 1.5, 0, 100}, Row{0, 60000, 1.5, 5, 0}, Row{500, 0, 1.5, 5, 0},
        Row{1, 60000, 100, 1000, 60000}, Row{0, 60000, 100, 1000, 0}}) {
    CAPTURE(row.initial);
    CAPTURE(row.exponent);
    CAPTURE(row.retry);
    RetryPolicy policy;
    policy.initial_interval = Milliseconds(row.initial);
    policy.max_interval = Milliseconds(row.most);
    policy.exponent = row.exponent;
    CHECK(backoff_delay(policy, row.retry, 1.0).count() == row.milliseconds);
  }
}

TEST_CASE("Retry-After in whole seconds is read") {
  CHECK(asked("0") == "0");
  CHECK(asked("2") == "2");
  CHECK(asked("007") == "7");
  CHECK(asked("3600") == "3600");
}

TEST_CASE("Retry-After as a date is read in the three forms that HTTP knows") {
  for (const std::string later : {"Fri, 02 Jan 2026 03:04:12 GMT", "Friday, 02-Jan-26 03:04:12 GMT",
                                  "Fri Jan  2 03:04:12 2026"}) {
    CAPTURE(later);
    CHECK(asked(later) == "7");
  }
  for (const std::string past : {"Fri, 02 Jan 2026 03:04:04 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                                 "Sun Nov  6 08:49:37 1994", "Thu, 01 Jan 1970 00:00:00 GMT"}) {
    CAPTURE(past);
    CHECK(asked(past) == "0");
  }
  CHECK(asked("Fri, 02 Jan 2026 03:04:05 GMT") == "0");
  CHECK(asked("Sat, 02 Jan 2027 03:04:05 GMT") == std::to_string(365 * 24 * 3600));
}

TEST_CASE("a very long Retry-After is cut to the longest allowed") {
  const std::string longest = std::to_string(max_retry_after.count());
  CHECK(asked("99999999999") == longest);
  CHECK(asked("9223372036854775808") == longest);
  CHECK(asked(std::string(5000, '9')) == longest);
  CHECK(asked("Fri, 31 Dec 9999 23:59:59 GMT") == longest);
}

TEST_CASE("what is neither whole seconds nor an HTTP date is not a Retry-After") {
  for (const std::string text :
       {"", "-5", "+5", "1.5", "0x10", "5, 10", "5 seconds", "soon", "1e3", "-", "\xC2\xB2",
        "Fri, 02 Jan 2026 03:04:12 PST", "Fri, 02 Jan 2026 03:04:12 GMT again",
        "Fri, 32 Jan 2026 03:04:12 GMT", "Fri, 02 Jan 2026", "2026-01-02T03:04:12Z",
        "Fre, 02 Jan 2026 03:04:12 GMT"}) {
    CAPTURE(text);
    CHECK(asked(text) == "nothing");
  }
}

}  // namespace plex::test
