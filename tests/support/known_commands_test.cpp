// SPDX-License-Identifier: MIT
//
// That the list of commands in the tests is that of the program: a new command must join it, so
// that it meets every test that holds for all commands.
#include "tests/support/known_commands.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace plex::test {
namespace {

/// The option of a command with this name; null when it has none.
const cmd::Option* find_option(const cmd::Command& command, const std::string& name) {
  const auto found = std::find_if(command.options.begin(), command.options.end(),
                                  [&](const cmd::Option& option) { return option.name == name; });
  return found == command.options.end() ? nullptr : &*found;
}

bool has_option(const cmd::Command& command, const std::string& name) {
  return find_option(command, name) != nullptr;
}

}  // namespace

TEST_CASE("every_command names every command of the tree") {
  const std::vector<KnownCommand> known = every_command();
  for (const cmd::Command* command : cmd::all_commands(command_tree())) {
    const Words name = words_of(*command);
    if (command->is_group() || name == Words{"help"}) {
      continue;
    }
    CAPTURE(command->full_name);
    CHECK(std::count_if(known.begin(), known.end(),
                        [&](const KnownCommand& each) { return each.name == name; }) == 1);
  }
}

TEST_CASE("every_command says of each command what the tree says of it") {
  const std::vector<const cmd::Command*> tree = cmd::all_commands(command_tree());
  for (const KnownCommand& known : every_command()) {
    CAPTURE(known.name.back());
    const auto found = std::find_if(tree.begin(), tree.end(), [&](const cmd::Command* each) {
      return words_of(*each) == known.name;
    });
    REQUIRE(found != tree.end());
    const cmd::Command& command = **found;
    CHECK((known.words == known.name) == !command.argument.has_value());
    CHECK(has_option(command, "--server") == (known.service == Service::media_server));
    CHECK(has_option(command, "--plex-tv-url") == (known.service == Service::plex_tv));
    CHECK(has_option(command, "--token") == known.takes_token);
    CHECK(has_option(command, "--password") == !known.takes_token);
    CHECK(has_option(command, "--show-token") == known.has_show_token);
    REQUIRE(has_option(command, "--output"));
    const auto& formats = find_option(command, "--output")->choices;
    CHECK(Words(formats.begin(), formats.end()) == known.formats);
  }
}

}  // namespace plex::test
