// SPDX-License-Identifier: MIT
//
// A failure as users see it, in both of its forms, so that a test states what went wrong once and
// checks text and JSON as whole strings. How to bring the failure about is the test's task.
#pragma once

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/fake_world.hpp"

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

  std::string text() const {
    return "plex: error: " + message + (host.empty() ? "" : " (" + host + ")") + "\n" +
           (hint.empty() ? "" : "hint: " + hint + "\n");
  }

  std::string json() const {
    const auto quoted = [](const std::string& value) {
      return value.empty() ? "null" : nlohmann::json(value).dump();
    };
    return R"({"error":{"code":)" + quoted(code) + R"(,"message":)" + quoted(message) +
           R"(,"exit":)" + std::to_string(exit) + R"(,"httpStatus":)" + http_status +
           R"(,"plexCode":)" + plex_code + R"(,"host":)" + quoted(host) + R"(,"retryAfter":)" +
           retry_after + R"(,"attempts":)" + attempts + R"(,"hint":)" + quoted(hint) + "}}\n";
  }
};

/// Runs the command twice, without and with `-o json`: nothing on stdout, the one report on stderr.
inline void check_failure(const Words& words, const World& world, const ExpectedFailure& expected) {
  CAPTURE(expected.code);
  check_run(run_plex(words, world), expected.exit, "", expected.text());
  check_run(run_plex(joined(words, {"-o", "json"}), world), expected.exit, "", expected.json());
}

}  // namespace plex::test
