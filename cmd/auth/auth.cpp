// SPDX-License-Identifier: MIT
//
// plex auth: the group of commands about accounts and tokens.
#include <algorithm>
#include <array>

#include "cmd/cli11.hpp"
#include "cmd/commands.hpp"

namespace plex::cmd {
namespace {

struct Command {
  const char* name;
  void (*add)(CLI::App& parent, const std::string& name, Action& selected);
};

constexpr std::array commands = {Command{"signin", add_auth_signin},
                                 Command{"whoami", add_auth_whoami},
                                 Command{"transient-token", add_auth_transient_token},
                                 Command{"source-info", add_auth_source_info}};

}  // namespace

void add_auth(CLI::App& parent, Action& selected, const std::string& only) {
  CLI::App& auth = *parent.add_subcommand("auth", "Get, check and hand out Plex tokens");
  auth.require_subcommand(0, 1);
  auth.footer(
      "  plex auth signin --username dana --password-file secret.txt -q\n"
      "  plex auth whoami");
  const bool all = std::none_of(commands.begin(), commands.end(),
                                [&](const Command& each) { return each.name == only; });
  for (const Command& each : commands) {
    if (all || each.name == only) {
      each.add(auth, each.name, selected);
    }
  }
}

}  // namespace plex::cmd
