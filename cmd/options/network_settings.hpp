// SPDX-License-Identifier: MIT
//
// How the server is reached: resolves the options of cmd/options/network_options.hpp, their
// variables and defaults, into what the transport and the retries need.
#pragma once

#include "cmd/context.hpp"
#include "cmd/options/network_options.hpp"
#include "src/deadline.hpp"
#include "src/http/http.hpp"
#include "src/http/retry.hpp"
#include "src/http/url.hpp"
#include "src/plex/service.hpp"

namespace plex::cmd {

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

}  // namespace plex::cmd
