// SPDX-License-Identifier: MIT
//
// plex auth: the group of commands about accounts and tokens.
#include <algorithm>
#include <array>
#include <string_view>

#include "cmd/command.hpp"
#include "cmd/commands.hpp"

namespace plex::cmd {
namespace {

struct Entry {
  std::string_view name;
  Command (*define)();
};

constexpr std::array entries = {
    Entry{"login", auth_login_command},
    Entry{"logout", auth_logout_command},
    Entry{"status", auth_status_command},
    Entry{"switch", auth_switch_command},
    Entry{"token", auth_token_command},
    Entry{"whoami", auth_whoami_command},
    Entry{"servers", auth_servers_command},
    Entry{"transient-token", auth_transient_token_command},
    Entry{"source-info", auth_source_info_command},
    Entry{"claim-token", auth_claim_token_command},
    Entry{"new-token", auth_new_token_command},
    Entry{"signin", auth_signin_command},
};

}  // namespace

Command auth_command(std::string_view only) {
  Command auth{.name = "auth",
               .purpose = "Get, check and hand out Plex tokens",
               .examples = {"plex auth login", "plex auth whoami"}};
  const bool all = std::none_of(entries.begin(), entries.end(),
                                [&](const Entry& each) { return each.name == only; });
  for (const Entry& entry : entries) {
    if (all || entry.name == only) {
      auth.commands.push_back(entry.define());
      auth.commands.back().name = entry.name;
    }
  }
  return auth;
}

}  // namespace plex::cmd
