// SPDX-License-Identifier: MIT
//
// Passwords that are refused, wherever they come from. What is asked at a terminal is in
// tests/auth/signin_prompt_test.cpp.
#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/temporary_directory.hpp"

namespace plex::test {

TEST_CASE("a password with a NUL byte exits 2 and one that is too long is not sent") {
  const FakePlex server;
  const TemporaryDirectory directory;
  World world = without_secret_variables(server);
  const std::string with_nul("hidden\0secret", 13);
  const std::string path = directory.write_file("password", with_nul);
  check_run(run_plex({"auth", "signin", "--password-file", path}, world), 2, "",
            "plex: error: the password from --password-file " + path + " contains a NUL byte\n");
  world.input = with_nul;
  check_run(run_plex({"auth", "signin", "--password-stdin"}, world), 2, "",
            "plex: error: the password from --password-file - contains a NUL byte\n");
  check_run(run_plex({"auth", "signin", "--password", std::string(4097, 'x')}, world), 2, "",
            "plex: error: the password from --password is longer than 4096 bytes\n");
  CHECK(server.requests().empty());
}

TEST_CASE("a password source that is named and empty exits 3") {
  const FakePlex server;
  const TemporaryDirectory directory;
  World world = without_secret_variables(server);
  const std::string empty = directory.write_file("empty", "\n");
  check_run(run_plex({"auth", "signin", "--password-file", empty}, world), 3, "",
            "plex: error: the password from --password-file " + empty + " is empty\n");
  check_run(run_plex({"auth", "signin", "--password", ""}, world), 3, "",
            "plex: error: the password from --password is empty\n");
  check_run(run_plex({"auth", "signin", "--password-stdin"}, world), 3, "",
            "plex: error: the password from --password-file - is empty\n");
  CHECK(server.requests().empty());
}

}  // namespace plex::test
