// SPDX-License-Identifier: MIT
//
// Moments as text: each is written in one form, and only that form is read.
#include "cmd/accounts/timestamp.hpp"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/run_plex.hpp"

namespace plex::test {

using std::chrono::seconds;
using std::chrono::sys_seconds;

TEST_CASE("a moment is written in UTC to the second and read as the same moment") {
  struct Moment {
    long since_1970;
    std::string text;
  };
  for (const Moment& moment : {
           Moment{0, "1970-01-01T00:00:00Z"},
           Moment{-1, "1969-12-31T23:59:59Z"},
           Moment{fixed_now.count(), "2026-01-02T03:04:05Z"},
           Moment{951'782'400, "2000-02-29T00:00:00Z"},
           Moment{253'402'300'799, "9999-12-31T23:59:59Z"},
       }) {
    CAPTURE(moment.text);
    CHECK(cmd::format_timestamp(sys_seconds(seconds(moment.since_1970))) == moment.text);
    CHECK(cmd::parse_timestamp(moment.text) == sys_seconds(seconds(moment.since_1970)));
  }
}

TEST_CASE("a text that is not written like that is not a moment") {
  for (const std::string text :
       {"", "2026-01-02", "2026-01-02T03:04:05", "2026-01-02T03:04:05z", "2026-01-02 03:04:05Z",
        "2026-01-02T03:04:05+00:00", "2026-01-02T03:04:05.5Z", "2026-1-02T03:04:05Z",
        "2026-00-02T03:04:05Z", "2026-13-02T03:04:05Z", "2026-02-30T03:04:05Z",
        "2027-02-29T03:04:05Z", "2026-01-02T24:00:00Z", "2026-01-02T03:60:05Z",
        "2026-01-02T03:04:60Z", "-026-01-02T03:04:05Z", "2026-01-02T03:04:05ZZ"}) {
    CAPTURE(text);
    CHECK_FALSE(cmd::parse_timestamp(text));
  }
}

}  // namespace plex::test
