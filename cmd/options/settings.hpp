// SPDX-License-Identifier: MIT
//
// Resolves each setting: flag, then environment variable, then default. Only variables that the
// command uses are read, so a bad value in another one does no harm.
#pragma once

#include "cmd/context.hpp"
#include "cmd/options/options.hpp"
#include "src/http/http.hpp"
#include "src/http/retry.hpp"
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

/// The media server: `--server`, PLEX_URL, http://localhost:32400. Throws Error(usage).
BaseUrl resolve_server(const ServerOptions& options, const Context& context);

/// The plex.tv API: `--plex-tv-url`, PLEX_TV_URL, https://plex.tv/api/v2. Throws Error(usage).
BaseUrl resolve_plex_tv(const PlexTvOptions& options, const Context& context);

struct NetworkSettings {
  TransportOptions transport;
  RetryPolicy retry;
  /// Of the whole run; 0 for none.
  Milliseconds timeout{60'000};
};

/// What is wrong with `--insecure` for a plex.tv that is not on loopback.
inline constexpr char insecure_beyond_loopback[] =
    "with plex.tv commands --insecure works only for a test server on loopback";

/// How to reach `base`. Warns about `--insecure`. Throws Error(usage) for a bad value, and for
/// `--insecure` with a plex.tv that is not on loopback; file_unreadable for the certificate
/// authorities.
NetworkSettings resolve_network(const NetworkOptions& options, Service service, const BaseUrl& base,
                                Context& context);

/// Whether each stream is coloured: `--color`, NO_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM=dumb,
/// then whether each is a terminal. Any other value of `--color` counts as `auto` here; the parser
/// refuses it.
Colors resolve_colors(const Typed& color, const Context& context);

}  // namespace plex::cmd
