// SPDX-License-Identifier: MIT
//
// The commands as tests that hold for all of them know them: what each is called, what it asks for
// and what it takes. The program's own tree of commands is here too, so that a test can tell when
// a command is missing in the list. What a single command prints is left to its test.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "cmd/command.hpp"
#include "src/plex/service.hpp"
#include "tests/support/run_plex.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

/// A command that asks Plex for something, or works on the sign-ins that are kept.
struct KnownCommand {
  /// As it is called after `plex`.
  Words name = {};
  /// The name, and the arguments and options with which it sends a request, if it sends any, and
  /// has a result in each of its formats.
  Words words = {};
  Service service = Service::media_server;
  /// What it asks for, with its first request; empty if it sends none.
  std::string path = {};
  /// How many requests a run sends that succeeds.
  std::size_t requests = 1;
  /// Whether it takes a token.
  bool takes_token = true;
  /// Whether it takes a user name, a password and a code.
  bool takes_password = false;
  /// Whether it reads or changes the sign-ins that are kept, so that it needs a state directory.
  bool needs_sign_ins = false;
  /// Whether its result is a token of the account.
  bool prints_token = false;
  /// Whether it prints its result and then fails if the token was not accepted.
  bool prints_and_fails = false;
  /// Whether any response that is a success will do, because it needs nothing of the response, and
  /// so does a response that the token is not known.
  bool takes_any_success = false;
  /// Whether its first request is that of a device of its own, with another identity.
  bool acts_as_new_device = false;
  /// The choices of --output, in the order in which messages list them.
  Words formats = {};
  /// Whether it leaves secrets out unless it is given --show-token.
  bool has_show_token = false;

  /// Whether token and plex.tv are those of a sign-in that is kept, and no options.
  [[nodiscard]] bool uses_sign_in() const { return needs_sign_ins && !takes_password; }
};

/// All of them. known_commands_test.cpp compares them with the tree.
std::vector<KnownCommand> every_command();

/// Those that send requests. The others have no options of the network either.
std::vector<KnownCommand> every_command_with_requests();

/// Gives the environment what the command needs besides addresses and credentials: one that needs
/// sign-ins gets `state` as its state directory, in which the owner of the variable PLEX_TOKEN is
/// then the only one to be signed in, as dana; the variable itself is unset, as the command would
/// warn of it. One that takes a password finds nobody signed in.
void provide_sign_ins(const KnownCommand& command, Variables& environment,
                      const std::filesystem::path& state);

/// Runs the command with `more`, in a state directory of its own if it needs sign-ins and the world
/// has none.
[[nodiscard]] RunResult run_known(const KnownCommand& command, const Words& more, World world);

/// `plex` with all its commands, as the program defines them.
const cmd::Command& command_tree();

/// What is typed after `plex` to call a command of the tree; empty for `plex` itself.
Words words_of(const cmd::Command& command);

}  // namespace plex::test
