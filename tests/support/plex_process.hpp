// SPDX-License-Identifier: MIT
//
// The built program as a process of its own: where it is, which environment it gets, and how it is
// run by a user without privileges. Streams and signals are left to tests/support/process.hpp, runs
// inside the test's process to tests/support/run_plex.hpp.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

#include "tests/support/fake_plex.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/process.hpp"
#include "tests/support/programs.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

/// All that every command needs to succeed against `server`, and nothing of this machine.
inline Variables variables_for(const FakePlex& server) {
  return {{"PLEX_URL", server.server_url()}, {"PLEX_TV_URL", server.plex_tv_url()},
          {"PLEX_TOKEN", dana_token},        {"PLEX_USERNAME", frida_username},
          {"PLEX_PASSWORD", frida_password}, {"PLEX_CLIENT_ID", "test-client"}};
}

inline ProcessOptions plex_process(Words arguments, Variables variables) {
  ProcessOptions options;
  options.program = plex_program();
  options.arguments = std::move(arguments);
  options.environment = std::move(variables);
  return options;
}

/// The user and group `nobody` of every Linux.
inline constexpr uid_t nobody = 65534;

/// A copy of the program that everybody may run: the build directory may be open to root alone.
inline std::string program_for_everybody() {
  namespace fs = std::filesystem;
  static const TemporaryDirectory directory;
  const fs::path copy = directory.path() / "plex";
  if (!fs::exists(copy)) {
    fs::permissions(directory.path(), static_cast<fs::perms>(0755));
    fs::copy_file(plex_program(), copy);
    fs::permissions(copy, static_cast<fs::perms>(0755));
  }
  return copy;
}

/// The same run by the user nobody if root runs the tests, because root may read and write
/// everything. Each mention of the program is replaced by its copy for everybody. The streams are
/// opened before, by the user who runs the tests.
inline ProcessOptions without_privileges(ProcessOptions options) {
  if (::geteuid() != 0) {
    return options;
  }
  Words arguments =
      joined({"--reuid=65534", "--regid=65534", "--clear-groups", "--", options.program},
             options.arguments);
  std::replace(arguments.begin(), arguments.end(), std::string(plex_program()),
               program_for_everybody());
  options.program = "/usr/bin/setpriv";
  options.arguments = std::move(arguments);
  return options;
}

}  // namespace plex::test
