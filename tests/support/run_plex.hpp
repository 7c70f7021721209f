// SPDX-License-Identifier: MIT
//
// Runs the program in the test's own process: the real run() over the real libcurl, with strings
// for streams, a map for the environment and a clock that skips waits. What only a process has,
// such as signals and closed descriptors, is tested with tests/support/process.hpp instead.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cmd/context.hpp"
#include "src/deadline.hpp"
#include "src/http/http.hpp"
#include "src/secret.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

/// The wall clock at the start of every run: 2026-01-02T03:04:05Z. It moves with the skipped waits
/// only.
inline constexpr std::chrono::seconds fixed_now{1'767'323'045};

/// A keyring that is not there.
cmd::Keyring no_keyring();

/// What one run finds: environment, input, terminal and limits.
struct World {
  Variables environment = {};
  /// Sets PLEX_CLIENT_ID=test-client, so that nothing is stored on this machine.
  bool with_client_id = true;
  /// What standard input holds.
  std::string input = {};
  /// Answers prompts; unset when there is no terminal.
  std::function<std::optional<Secret>(std::string_view question, cmd::Echo echo)> person = {};
  bool stdout_is_terminal = false;
  bool stderr_is_terminal = false;
  /// Called before each wait is skipped, with its length.
  std::function<void(Milliseconds wait)> on_wait = {};
  /// By default there is none.
  cmd::Keyring keyring = no_keyring();
  /// Changes the options of the transport, for limits that no option of the program sets.
  std::function<void(TransportOptions&)> adjust = {};
};

struct RunResult {
  int status = 0;
  std::string out = {};
  std::string err = {};
  /// Waits between attempts; they are skipped, and the clock is moved on by them. Jitter is 1, so
  /// each is the longest that it could be.
  std::vector<Milliseconds> waits = {};
  /// The pages that were opened in a browser, each after the words of its command.
  std::vector<std::string> opened = {};
};

/// Runs `plex` with these arguments.
[[nodiscard]] RunResult run_plex(const Words& arguments, const World& world = {});

}  // namespace plex::test
