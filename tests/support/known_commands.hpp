// SPDX-License-Identifier: MIT
//
// The commands as tests that hold for all of them know them: what each is called, what it asks for
// and what it takes. The program's own tree of commands is here too, so that a test can tell when
// a command is missing in the list. What a single command prints is left to its test.
#pragma once

#include <string>
#include <vector>

#include "cmd/command.hpp"
#include "src/plex/service.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

/// A command that asks Plex for something.
struct KnownCommand {
  /// As it is called after `plex`.
  Words name = {};
  /// The name and the arguments that it cannot do without.
  Words words = {};
  Service service = Service::media_server;
  /// What it asks for, with its first request.
  std::string path = {};
  /// Whether it takes a token; otherwise it takes a user name, a password and a code.
  bool takes_token = true;
  /// The choices of --output, in the order in which messages list them.
  Words formats = {};
  /// Whether it leaves secrets out unless it is given --show-token.
  bool has_show_token = false;
};

/// All of them. known_commands_test.cpp compares them with the tree.
std::vector<KnownCommand> every_command();

/// `plex` with all its commands, as the program defines them.
const cmd::Command& command_tree();

/// What is typed after `plex` to call a command of the tree; empty for `plex` itself.
Words words_of(const cmd::Command& command);

}  // namespace plex::test
