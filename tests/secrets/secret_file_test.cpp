// SPDX-License-Identifier: MIT
//
// Files that hold secrets: which are noticed as readable by others.
#include <sys/types.h>

#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

TEST_CASE("-v notes a file that others may read and only -v does") {
  const FakePlex server;
  const TemporaryDirectory directory;
  const World world = without_secret_variables(server);
  for (const mode_t mode : {mode_t{0644}, mode_t{0640}, mode_t{0604}, mode_t{0444}}) {
    CAPTURE(mode);
    const std::string path = directory.write_file("token", dana_token, mode);
    const Words words = {"auth", "whoami", "--field", "username", "--token-file", path};
    check_run(run_plex(words, world), 0, "dana\n", "");
    const RunResult verbose = run_plex(joined(words, {"-v"}), world);
    CHECK(verbose.out == "dana\n");
    CHECK(verbose.err.starts_with("* other users can read " + path + "\n"));
    const std::string secret = directory.write_file("password", dana_password, mode);
    CHECK(run_plex({"auth", "signin", "-v", "--password-file", secret}, world)
              .err.starts_with("* other users can read " + secret + "\n"));
  }
  const std::string own = directory.write_file("token", dana_token, 0600);
  CHECK(run_plex({"auth", "whoami", "-v", "--token-file", own}, world).err.find("other users") ==
        std::string::npos);
}

}  // namespace plex::test
