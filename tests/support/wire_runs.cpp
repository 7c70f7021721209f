// SPDX-License-Identifier: MIT
#include "tests/support/wire_runs.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/fake_plex_payloads.hpp"

namespace plex::test {
namespace {

using Json = nlohmann::json;

/// What the one line says; null if there is no such line.
Json error_of(const RunResult& result) {
  const bool one_line = std::count(result.err.begin(), result.err.end(), '\n') == 1;
  const auto document = Json::parse(result.err, nullptr, false);
  if (!one_line || document.is_discarded() || !document.contains("error")) {
    return nullptr;
  }
  return document["error"];
}

}  // namespace

RunResult run_transient_token(const std::string& server, const Words& more, const World& world) {
  return run_plex(
      joined({"auth", "transient-token", "--server", server, "--token", dana_token}, more), world);
}

RunResult run_whoami(const std::string& plex_tv, const Words& more, const World& world) {
  return run_plex(joined({"auth", "whoami", "--plex-tv-url", plex_tv, "--token", dana_token}, more),
                  world);
}

RunResult run_signin(const std::string& plex_tv, const Words& more, const World& world) {
  return run_plex(joined({"auth", "signin", "--plex-tv-url", plex_tv, "--username", dana_username,
                          "--password", dana_password},
                         more),
                  world);
}

std::string error_member(const RunResult& result, const char* name) {
  const Json error = error_of(result);
  if (error.is_null()) {
    return {};
  }
  return error[name].is_string() ? error[name].get<std::string>() : error[name].dump();
}

std::string failure_of(const RunResult& result) {
  const std::string all = result.out + result.err;
  for (const char* secret : {dana_token, dana_password}) {
    if (all.find(secret) != std::string::npos) {
      return "a secret was shown: " + all;
    }
  }
  const Json error = error_of(result);
  if (!result.out.empty() || error.is_null() || error["exit"] != result.status) {
    return fmt::format("exit {}, stdout '{}', stderr '{}'", result.status, result.out, result.err);
  }
  return fmt::format("{} {}, attempts {}", result.status, error["code"].get<std::string>(),
                     error["attempts"].dump());
}

std::string failure_against(const Script& script, const Words& more, const World& world) {
  const RawServer server(script);
  return failure_of(run_transient_token(server.url(), joined({"-o", "json"}, more), world));
}

std::string good_body() { return transient_token_json(first_transient_token); }

std::string good_response() { return ok_json(good_body()); }

}  // namespace plex::test
