// SPDX-License-Identifier: MIT
//
// The index of commands: one function each, which adds the command below `parent`. A command file
// includes no other command file.
#pragma once

#include <functional>

namespace CLI {
class App;
}  // namespace CLI

namespace plex::cmd {

struct Context;

/// The work of the command that was chosen; parsing only records it.
using Action = std::function<void(Context&)>;

void add_auth(CLI::App& parent, Action& selected);
void add_auth_transient_token(CLI::App& parent, Action& selected);
void add_auth_source_info(CLI::App& parent, Action& selected);
void add_auth_whoami(CLI::App& parent, Action& selected);
void add_auth_signin(CLI::App& parent, Action& selected);

}  // namespace plex::cmd
