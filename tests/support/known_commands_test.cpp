// SPDX-License-Identifier: MIT
//
// That the list of commands in the tests is that of the program: a new command must join it, so
// that it meets every test that holds for all commands.
#include "tests/support/known_commands.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"

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

/// Whether `--server` is where the command sends its requests; that of `token` only names a server.
bool goes_to_server(const cmd::Command& command) {
  const cmd::Option* server = find_option(command, "--server");
  return server != nullptr && server->variable == "PLEX_URL";
}

/// Whether the words go on after the name with an argument. Options may follow in any case.
bool has_argument(const KnownCommand& known) {
  const std::size_t next = known.name.size();
  return known.words.size() > next && !known.words[next].starts_with("-");
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
    CHECK(has_argument(known) == command.argument.has_value());
    CHECK(goes_to_server(command) == (known.service == Service::media_server));
    CHECK(has_option(command, "--plex-tv-url") ==
          (known.service == Service::plex_tv && !known.uses_sign_in()));
    CHECK(has_option(command, "--token") == known.takes_token);
    CHECK(has_option(command, "--password") == known.takes_password);
    CHECK(has_option(command, "--timeout") == (known.requests > 0));
    CHECK(known.path.empty() == (known.requests == 0));
    CHECK(has_option(command, "--show-token") == known.has_show_token);
    REQUIRE(has_option(command, "--output"));
    const auto& formats = find_option(command, "--output")->choices;
    CHECK(Words(formats.begin(), formats.end()) == known.formats);
  }
}

TEST_CASE("every_command says of each command what it asks for and how often") {
  for (const KnownCommand& known : every_command()) {
    CAPTURE(command_line(known.words));
    const FakePlex server;
    const RunResult result = run_known(known, {}, fake_world(server));
    CHECK(result.status == 0);
    CHECK(result.err == "");
    CHECK((result.out.find(dana_token) != std::string::npos) == known.prints_token);
    const std::vector<RecordedRequest> requests = server.requests();
    CHECK(requests.size() == known.requests);
    if (!requests.empty()) {
      CHECK(requests.front().path == known.path);
      CHECK((requests.front().header("X-Plex-Client-Identifier") != "test-client") ==
            known.acts_as_new_device);
    }
  }
}

TEST_CASE("every_command says which commands print their result although they fail") {
  for (const KnownCommand& known : every_command_with_requests()) {
    CAPTURE(command_line(known.words));
    FakePlex server;
    server.respond_always(known.path, {.status = 400, .body = {}});
    const RunResult result = run_known(known, {}, fake_world(server));
    CHECK(result.status == 5);
    CHECK(!result.out.empty() == known.prints_and_fails);
    server.respond_always(known.path, {.status = 204, .body = {}});
    CHECK((run_known(known, {}, fake_world(server)).status == 0) == known.takes_any_success);
  }
}

}  // namespace plex::test
