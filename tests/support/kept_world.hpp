// SPDX-License-Identifier: MIT
//
// Runs with sign-ins that last: a machine with a state directory of its own and without any token,
// and a quick way to sign somebody in on it. What login itself does is left to its own test.
#pragma once

#include <string>

#include "tests/support/fake_plex.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/memory_keyring.hpp"
#include "tests/support/run_plex.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

inline const Words login = {"auth", "login"};
inline const Words logout = {"auth", "logout"};
inline const Words status = {"auth", "status"};

/// A machine on which nobody is signed in, whose plex.tv is `plex`.
class Machine {
 public:
  explicit Machine(FakePlex& plex) : plex_(plex) {
    world.environment = {{"PLEX_TV_URL", plex.plex_tv_url()},
                         {"XDG_STATE_HOME", state.path().string()}};
    world.with_client_id = false;
  }

  /// Runs `plex` on it.
  [[nodiscard]] RunResult run(const Words& words) const { return run_plex(words, world); }

  /// Signs in with a token, which is kept in the file or in the place that `more` names.
  void sign_in(const std::string& token, const Words& more = {}) {
    World with_input = world;
    with_input.input = token + "\n";
    const RunResult result =
        run_plex(joined(joined(login, {"--token-file", "-", "-q"}), more), with_input);
    REQUIRE(result.status == 0);
  }

  /// Approves the newest code as soon as the run waits.
  void approve_while_waiting(const std::string& token) {
    world.on_wait = [this, token](Milliseconds) {
      if (!approved_) {
        plex_.approve(plex_.pins().back(), token);
        approved_ = true;
      }
    };
  }

  /// The file that keeps the sign-ins; empty if there is none.
  [[nodiscard]] std::string accounts() const {
    const auto path = state.path() / "plex" / "accounts.json";
    return std::filesystem::exists(path) ? state.read_file("plex/accounts.json") : "";
  }

  World world = {};
  TemporaryDirectory state = {};

 private:
  FakePlex& plex_;
  bool approved_ = false;
};

}  // namespace plex::test
