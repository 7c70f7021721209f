// SPDX-License-Identifier: MIT
#include "tests/support/known_commands.hpp"

#include <sstream>

#include "cmd/app.hpp"

namespace plex::test {

std::vector<KnownCommand> every_command() {
  return {{.name = whoami,
           .words = whoami,
           .service = Service::plex_tv,
           .path = user_path,
           .formats = {"table", "json", "tsv"},
           .has_show_token = true},
          {.name = signin,
           .words = signin,
           .service = Service::plex_tv,
           .path = signin_path,
           .takes_token = false,
           .formats = {"table", "json", "tsv", "env"}},
          {.name = transient,
           .words = transient,
           .path = token_path,
           .formats = {"table", "json", "tsv", "env"}},
          {.name = {"auth", "source-info"},
           .words = attic,
           .path = resources_path,
           .formats = {"table", "json", "tsv", "env"}}};
}

const cmd::Command& command_tree() {
  static const cmd::Command tree = cmd::plex_command();
  return tree;
}

Words words_of(const cmd::Command& command) {
  Words words;
  std::istringstream names(command.full_name);
  for (std::string name; names >> name;) {
    words.push_back(name);
  }
  if (!words.empty()) {
    words.erase(words.begin());
  }
  return words;
}

}  // namespace plex::test
