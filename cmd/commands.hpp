// SPDX-License-Identifier: MIT
//
// The index of commands: one function each, which defines the command. A command file includes no
// other command file.
#pragma once

#include <string_view>

#include "cmd/command.hpp"

namespace plex::cmd {

/// The group `auth`, with the one command that is called `only`, or with all if none is.
Command auth_command(std::string_view only = {});
Command auth_claim_token_command();
Command auth_login_command();
Command auth_logout_command();
Command auth_new_token_command();
Command auth_servers_command();
Command auth_signin_command();
Command auth_source_info_command();
Command auth_status_command();
Command auth_switch_command();
Command auth_token_command();
Command auth_transient_token_command();
Command auth_whoami_command();

}  // namespace plex::cmd
