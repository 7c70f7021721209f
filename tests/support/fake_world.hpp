// SPDX-License-Identifier: MIT
//
// Runs against the fake Plex: an environment in which every command finds the server and Dana's
// credentials, and a check of a run as a whole. Which commands there are is left to
// known_commands.hpp.
#pragma once

#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_plex.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/known_commands.hpp"
#include "tests/support/run_plex.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

/// A run with the addresses of `server` and with Dana's token, user name and password.
inline World fake_world(const FakePlex& server) {
  World world;
  world.environment = {{"PLEX_URL", server.server_url()},
                       {"PLEX_TV_URL", server.plex_tv_url()},
                       {"PLEX_TOKEN", dana_token},
                       {"PLEX_USERNAME", dana_username},
                       {"PLEX_PASSWORD", dana_password}};
  return world;
}

/// The same without the token and the password.
inline World without_secret_variables(const FakePlex& server) {
  World world = fake_world(server);
  world.environment.erase("PLEX_TOKEN");
  world.environment.erase("PLEX_PASSWORD");
  return world;
}

/// The same with another token.
inline World fake_world(const FakePlex& server, const std::string& token) {
  World world = fake_world(server);
  world.environment["PLEX_TOKEN"] = token;
  return world;
}

/// Checks all that is left of a run: exit status and both streams.
inline void check_run(const RunResult& result, int status, const std::string& out,
                      const std::string& err) {
  CHECK(result.status == status);
  CHECK(result.out == out);
  CHECK(result.err == err);
}

}  // namespace plex::test
