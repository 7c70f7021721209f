// SPDX-License-Identifier: MIT
#include "cmd/options/network_options.hpp"

#include "cmd/options/env.hpp"

namespace plex::cmd {
namespace {

void add_retry_options(Command& command, NetworkOptions& options) {
  add_options(command, {{.name = "--retries",
                         .group = OptionGroup::network,
                         .value = "N",
                         .help = "retries after the first attempt, 0 for none",
                         .default_value = "2",
                         .variable = env::retries,
                         .target = &options.retries},
                        {.name = "--retry-initial-interval",
                         .group = OptionGroup::network,
                         .value = "MS",
                         .help = "longest wait before the first retry",
                         .default_value = "500",
                         .target = &options.retry_initial_interval},
                        {.name = "--retry-max-interval",
                         .group = OptionGroup::network,
                         .value = "MS",
                         .help = "longest wait between attempts, except for Retry-After",
                         .default_value = "60000",
                         .target = &options.retry_max_interval},
                        {.name = "--retry-exponent",
                         .group = OptionGroup::network,
                         .value = "X",
                         .help = "growth of the wait from one retry to the next",
                         .default_value = "1.5",
                         .target = &options.retry_exponent},
                        {.name = "--retry-max-elapsed",
                         .group = OptionGroup::network,
                         .value = "MS",
                         .help = "start no retry later than this after the first attempt",
                         .default_value = "30000",
                         .target = &options.retry_max_elapsed},
                        {.name = "--retry-connection-errors",
                         .negation = "--no-retry-connection-errors",
                         .group = OptionGroup::network,
                         .help = "also retry when no response arrived",
                         .default_value = "on",
                         .target = &options.retry_connection_errors}});
}

void add_time_limits(Command& command, NetworkOptions& options) {
  add_options(command, {{.name = "--timeout",
                         .group = OptionGroup::network,
                         .value = "SECONDS",
                         .help = "time limit for the whole run, 0 for none",
                         .default_value = "60",
                         .variable = env::timeout,
                         .target = &options.timeout},
                        {.name = "--connect-timeout",
                         .group = OptionGroup::network,
                         .value = "SECONDS",
                         .help = "time limit for connecting, 0 for none",
                         .default_value = "10",
                         .target = &options.connect_timeout}});
}

void add_connection_options(Command& command, NetworkOptions& options) {
  add_options(command,
              {{.name = "--cacert",
                .group = OptionGroup::network,
                .value = "FILE",
                .kind = ValueKind::file,
                .help = "trust the certificate authorities in this PEM file, and no others",
                .variable = env::ca_bundle,
                .target = &options.ca_file},
               {.name = "--insecure",
                .short_name = "-k",
                .group = OptionGroup::network,
                .help = "accept any certificate of the server; not allowed for plex.tv",
                .target = &options.insecure},
               {.name = "--resolve",
                .group = OptionGroup::network,
                .value = "HOST:PORT:ADDR",
                .help = "connect to ADDR for HOST:PORT",
                .target = &options.resolve},
               {.name = "--proxy",
                .group = OptionGroup::network,
                .value = "URL",
                .help = "use this proxy instead of the proxy variables, '' for none",
                .target = &options.proxy},
               {.name = "--allow-http",
                .group = OptionGroup::network,
                .help = "allow plain http to a media server at a public address",
                .target = &options.allow_http}});
}

}  // namespace

void add_network_options(Command& command, NetworkOptions& options) {
  add_time_limits(command, options);
  add_retry_options(command, options);
  add_connection_options(command, options);
}

}  // namespace plex::cmd
