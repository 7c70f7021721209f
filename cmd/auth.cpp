// SPDX-License-Identifier: MIT
//
// plex auth: the group of commands about accounts and tokens.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "cmd/commands.hpp"

namespace plex::cmd {

void add_auth(CLI::App& parent, Action& selected) {
  CLI::App& auth = *parent.add_subcommand("auth", "Get, check and hand out Plex tokens");
  auth.require_subcommand(0, 1);
  auth.footer(
      "  plex auth signin --username dana --password-file secret.txt -q\n"
      "  plex auth whoami");
  add_auth_signin(auth, selected);
  add_auth_whoami(auth, selected);
  add_auth_transient_token(auth, selected);
  add_auth_source_info(auth, selected);
}

}  // namespace plex::cmd
