// SPDX-License-Identifier: MIT
//
// Runs of the commands against a given server, and what a failed one said, in a form that a test
// can write down in one line. For the tests of the wire, where what matters is how a run ends; what
// the commands print is tested elsewhere.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/fake_plex_payloads.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/run_plex.hpp"

namespace plex::test {

using Arguments = std::vector<std::string>;

inline Arguments joined(Arguments first, const Arguments& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

/// `plex auth transient-token` against a server, with dana's token.
[[nodiscard]] inline RunResult run_transient_token(const std::string& server,
                                                   const Arguments& more = {},
                                                   const World& world = {}) {
  return run_plex(
      joined({"auth", "transient-token", "--server", server, "--token", dana_token}, more), world);
}

/// `plex auth whoami` with dana's token.
[[nodiscard]] inline RunResult run_whoami(const std::string& plex_tv, const Arguments& more = {},
                                          const World& world = {}) {
  return run_plex(joined({"auth", "whoami", "--plex-tv-url", plex_tv, "--token", dana_token}, more),
                  world);
}

/// `plex auth signin` as dana.
[[nodiscard]] inline RunResult run_signin(const std::string& plex_tv, const Arguments& more = {},
                                          const World& world = {}) {
  return run_plex(joined({"auth", "signin", "--plex-tv-url", plex_tv, "--username", dana_username,
                          "--password", dana_password},
                         more),
                  world);
}

/// What the one line of JSON on stderr says of the failure of a run with `-o json`; null where
/// stderr holds anything else.
[[nodiscard]] inline nlohmann::json error_of(const RunResult& result) {
  const bool one_line = std::count(result.err.begin(), result.err.end(), '\n') == 1;
  const auto document = nlohmann::json::parse(result.err, nullptr, false);
  if (!one_line || document.is_discarded() || !document.contains("error")) {
    return nullptr;
  }
  return document["error"];
}

/// The end of a run with `-o json` that failed as it should, such as `6 connection_lost, attempts
/// 3`. Anything out of order is told instead: output on stdout, more than the one line on stderr, a
/// secret of dana's.
[[nodiscard]] inline std::string failure_of(const RunResult& result) {
  const std::string all = result.out + result.err;
  for (const char* secret : {dana_token, dana_password}) {
    if (all.find(secret) != std::string::npos) {
      return "a secret was shown: " + all;
    }
  }
  const nlohmann::json error = error_of(result);
  if (!result.out.empty() || error.is_null() || error["exit"] != result.status) {
    return fmt::format("exit {}, stdout '{}', stderr '{}'", result.status, result.out, result.err);
  }
  return fmt::format("{} {}, attempts {}", result.status, error["code"].get<std::string>(),
                     error["attempts"].dump());
}

/// The end of `plex auth transient-token -o json` against a server that does this.
[[nodiscard]] inline std::string failure_against(const Script& script, const Arguments& more = {},
                                                 const World& world = {}) {
  const RawServer server(script);
  return failure_of(run_transient_token(server.url(), joined({"-o", "json"}, more), world));
}

/// A whole answer that holds a transient token.
[[nodiscard]] inline std::string good_answer() {
  return ok_json(transient_token_json(first_transient_token));
}

}  // namespace plex::test
