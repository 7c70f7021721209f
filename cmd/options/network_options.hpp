// SPDX-License-Identifier: MIT
//
// The options that say how requests travel: time limits, retries, trust, proxy. As in
// cmd/options/options.hpp their values are what was typed; cmd/options/network_settings.hpp
// resolves them.
#pragma once

#include <string>
#include <vector>

#include "cmd/command.hpp"

namespace plex::cmd {

struct NetworkOptions {
  Typed timeout;
  Typed connect_timeout;
  Typed retries;
  Typed retry_initial_interval;
  Typed retry_max_interval;
  Typed retry_exponent;
  Typed retry_max_elapsed;
  bool retry_connection_errors = true;
  Typed ca_file;
  bool insecure = false;
  std::vector<std::string> resolve;
  Typed proxy;
  bool allow_http = false;
};

void add_network_options(Command& command, NetworkOptions& options);

}  // namespace plex::cmd
