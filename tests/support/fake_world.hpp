// SPDX-License-Identifier: MIT
//
// A world in which every command finds the fake Plex and its credentials by variables, the words of
// every command, and a check of a run as a whole. What a single command does is left to its test.
#pragma once

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/fake_plex.hpp"
#include "tests/support/fake_plex_credentials.hpp"
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

/// Dana's world with the token of somebody else.
inline World fake_world(const FakePlex& server, const std::string& token) {
  World world = fake_world(server);
  world.environment["PLEX_TOKEN"] = token;
  return world;
}

/// The four commands, each with what it cannot do without, and the path that it asks for.
struct KnownCommand {
  Words words;
  std::string path;
};

inline std::vector<KnownCommand> every_command() {
  return {
      {whoami, user_path}, {signin, signin_path}, {transient, token_path}, {attic, resources_path}};
}

/// The whole of what a run left behind.
inline void check_run(const RunResult& result, int status, const std::string& out,
                      const std::string& err) {
  CHECK(result.status == status);
  CHECK(result.out == out);
  CHECK(result.err == err);
}

}  // namespace plex::test
