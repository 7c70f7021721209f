// SPDX-License-Identifier: MIT
//
// A world in which every command finds the fake Plex and its credentials by variables, and a check
// of a run as a whole. Which commands there are is left to known_commands.hpp.
#pragma once

#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_plex.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/known_commands.hpp"
#include "tests/support/run_plex.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

/// Dana's world: the addresses of `server`, her token, her user name and her password.
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

/// Dana's world with the token of somebody else.
inline World fake_world(const FakePlex& server, const std::string& token) {
  World world = fake_world(server);
  world.environment["PLEX_TOKEN"] = token;
  return world;
}

/// The whole of what a run left behind.
inline void check_run(const RunResult& result, int status, const std::string& out,
                      const std::string& err) {
  CHECK(result.status == status);
  CHECK(result.out == out);
  CHECK(result.err == err);
}

}  // namespace plex::test
