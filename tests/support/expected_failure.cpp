// SPDX-License-Identifier: MIT
#include "tests/support/expected_failure.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/support/words.hpp"

namespace plex::test {

std::string ExpectedFailure::text() const {
  return "plex: error: " + message + (host.empty() ? "" : " (" + host + ")") + "\n" +
         (hint.empty() ? "" : "hint: " + hint + "\n");
}

std::string ExpectedFailure::json() const {
  const auto quoted = [](const std::string& value) {
    return value.empty() ? "null" : nlohmann::json(value).dump();
  };
  return R"({"error":{"code":)" + quoted(code) + R"(,"message":)" + quoted(message) +
         R"(,"exit":)" + std::to_string(exit) + R"(,"httpStatus":)" + http_status +
         R"(,"plexCode":)" + plex_code + R"(,"host":)" + quoted(host) + R"(,"retryAfter":)" +
         retry_after + R"(,"attempts":)" + attempts + R"(,"hint":)" + quoted(hint) + "}}\n";
}

void check_failure(const Words& words, const World& world, const ExpectedFailure& expected) {
  CAPTURE(command_line(words));
  CAPTURE(expected.code);
  check_run(run_plex(words, world), expected.exit, "", expected.text());
  check_run(run_plex(joined(words, {"-o", "json"}), world), expected.exit, "", expected.json());
}

void check_failure(const KnownCommand& command, const World& world,
                   const ExpectedFailure& expected) {
  CAPTURE(command_line(command.words));
  CAPTURE(expected.code);
  const RunResult text = run_known(command, {}, world);
  const RunResult json = run_known(command, {"-o", "json"}, world);
  for (const RunResult& result : {text, json}) {
    CHECK(result.status == expected.exit);
    CHECK(!result.out.empty() == command.prints_and_fails);
  }
  CHECK(text.err == expected.text());
  CHECK(json.err == expected.json());
}

}  // namespace plex::test
