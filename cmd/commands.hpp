// SPDX-License-Identifier: MIT
//
// The index of commands: one function each, which adds the command below `parent`. A command file
// includes no other command file.
#pragma once

#include <functional>
#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace plex::cmd {

struct Context;

/// The work of the command that was chosen; parsing only records it.
using Action = std::function<void(Context&)>;

/// The group `auth` with the one command that is called `only`, or with all where none is.
void add_auth(CLI::App& parent, Action& selected, const std::string& only);
void add_auth_transient_token(CLI::App& parent, const std::string& name, Action& selected);
void add_auth_source_info(CLI::App& parent, const std::string& name, Action& selected);
void add_auth_whoami(CLI::App& parent, const std::string& name, Action& selected);
void add_auth_signin(CLI::App& parent, const std::string& name, Action& selected);

}  // namespace plex::cmd
