// SPDX-License-Identifier: MIT
//
// A failure as users see it, so that a test states once what went wrong and checks the report as
// text and as JSON, both as whole strings. How to cause the failure is left to the test.
#pragma once

#include <string>

#include "tests/support/fake_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

/// The members of an error report. An empty host or hint is absent, and so is what is "null".
struct ExpectedFailure {
  int exit = 0;
  std::string code = {};
  std::string message = {};
  std::string hint = {};
  std::string http_status = "null";
  std::string plex_code = "null";
  std::string host = {};
  std::string retry_after = "null";
  std::string attempts = "null";

  std::string text() const;
  std::string json() const;
};

/// Runs the words twice, without and with `-o json`: nothing on stdout, the one report on stderr.
void check_failure(const Words& words, const World& world, const ExpectedFailure& expected);

/// The same for a command that tests know, with what it needs. One that prints its result although
/// it fails has one on stdout.
void check_failure(const KnownCommand& command, const World& world,
                   const ExpectedFailure& expected);

}  // namespace plex::test
