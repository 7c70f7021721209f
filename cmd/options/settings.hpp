// SPDX-License-Identifier: MIT
//
// Resolves each setting: flag, then environment variable, then default. Only variables that the
// command uses are read, so a bad value in another one does no harm. How the server is reached is
// cmd/options/network_settings.hpp.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>

#include "cmd/command.hpp"
#include "cmd/console.hpp"
#include "cmd/context.hpp"
#include "cmd/options/options.hpp"
#include "src/http/url.hpp"
#include "src/plex/service.hpp"

namespace plex::cmd {

/// A value, and the option or variable that it came from, for messages.
struct Resolved {
  std::string value;
  std::string source;
};

/// The value of the flag, else of the first variable that is set, else nothing.
std::optional<Resolved> resolve(const Typed& flag, const char* flag_name,
                                std::initializer_list<const char*> variables,
                                const Context& context);

/// What a command talks to.
struct Target {
  Service service;
  /// For a server that was named, plex.tv, which knows where it is.
  BaseUrl base;
  /// The name of a server, if it was not given as a URL.
  std::optional<std::string> server_name;
  /// Whether an option or variable named it.
  bool given = false;
};

/// The media server: `--server`, PLEX_URL, http://localhost:32400. A value without `://` is a name,
/// of at most 256 bytes and without control characters. Throws Error(usage).
Target resolve_server(const ServerOptions& options, const Context& context);

/// The plex.tv API: `--plex-tv-url`, PLEX_TV_URL, https://plex.tv/api/v2. Throws Error(usage).
Target resolve_plex_tv(const PlexTvOptions& options, const Context& context);

/// Whether each stream is coloured: `--color`, NO_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM=dumb,
/// then whether each is a terminal. Any other value of `--color` counts as `auto` here; the parser
/// refuses it.
Colors resolve_colors(const Typed& color, const Context& context);

}  // namespace plex::cmd
