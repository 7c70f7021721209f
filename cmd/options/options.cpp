// SPDX-License-Identifier: MIT
#include "cmd/options/options.hpp"

#include <fmt/format.h>

#include "cmd/cli11.hpp"
#include "cmd/options/env.hpp"

namespace plex::cmd {
namespace {

std::string with_variable(const char* help, const char* variable) {
  return fmt::format("{} [{}]", help, variable);
}

void add_list(CLI::App& command, const char* group, const char* names,
              std::vector<std::string>& target, const char* value, const std::string& help) {
  command.add_option(names, target, help)
      ->option_text(value)
      ->allow_extra_args(false)
      ->group(group);
}

void add_output_options(CLI::App& command, OutputOptions& options, const char* field,
                        const char* formats) {
  options.formats = formats;
  add_value(command, option_group::output, "-o,--output", options.format, formats,
            "form of the result; table unless told otherwise");
  add_switch(command, option_group::output, "--json", options.json, "same as -o json");
  add_switch(command, option_group::output, "-q,--quiet", options.quiet,
             "print the bare value, and no notes");
  add_value(command, option_group::output, "--field", options.field, "PATH",
            fmt::format("print one value of the JSON form, such as {}", field));
}

void add_retry_options(CLI::App& command, NetworkOptions& options) {
  add_value(command, option_group::network, "--retries", options.retries, "N",
            with_variable("attempts after the first; 0 turns them off (2)", env::retries));
  add_value(command, option_group::network, "--retry-initial-interval",
            options.retry_initial_interval, "MS", "wait before the first retry (500)");
  add_value(command, option_group::network, "--retry-max-interval", options.retry_max_interval,
            "MS", "longest wait between attempts (60000)");
  add_value(command, option_group::network, "--retry-exponent", options.retry_exponent, "X",
            "growth of the wait from one retry to the next (1.5)");
  add_value(command, option_group::network, "--retry-max-elapsed", options.retry_max_elapsed, "MS",
            "start no attempt later than this (30000)");
  add_switch(command, option_group::network,
             "--retry-connection-errors,!--no-retry-connection-errors",
             options.retry_connection_errors, "also retry when no response came (on)");
}

void add_network_options(CLI::App& command, NetworkOptions& options) {
  add_value(command, option_group::network, "--timeout", options.timeout, "SECONDS",
            with_variable("time for the whole run; 0 is no limit (60)", env::timeout));
  add_value(command, option_group::network, "--connect-timeout", options.connect_timeout, "SECONDS",
            "time to connect; 0 is no limit (10)");
  add_retry_options(command, options);
  add_value(command, option_group::network, "--cacert", options.ca_file, "FILE",
            with_variable("trust these certificate authorities only", env::ca_bundle));
  add_switch(command, option_group::network, "-k,--insecure", options.insecure,
             "do not verify the server's certificate");
  add_list(command, option_group::network, "--resolve", options.resolve, "HOST:PORT:ADDR",
           "connect to ADDR for HOST:PORT (repeatable)");
  add_value(command, option_group::network, "--proxy", options.proxy, "URL",
            "use this proxy instead of the proxy variables; '' for none");
  add_switch(command, option_group::network, "--allow-http", options.allow_http,
             "let a media server have secrets over plain http at a public address");
}

void add_identity_options(CLI::App& command, IdentityOptions& options) {
  struct Header {
    const char* name;
    Typed& target;
    const char* help;
  };
  add_value(command, option_group::identity, "--client-id", options.client_id, "ID",
            with_variable("X-Plex-Client-Identifier instead of the stored one", env::client_id));
  for (const Header& header : {
           Header{"--product", options.product, "X-Plex-Product (plex-cli)"},
           Header{"--client-version", options.client_version, "X-Plex-Version (this version)"},
           Header{"--platform", options.platform, "X-Plex-Platform (this system)"},
           Header{"--platform-version", options.platform_version,
                  "X-Plex-Platform-Version (its release)"},
           Header{"--device", options.device, "X-Plex-Device (this system)"},
           Header{"--device-name", options.device_name, "X-Plex-Device-Name (this host's name)"},
           Header{"--device-vendor", options.device_vendor, "X-Plex-Device-Vendor (not sent)"},
           Header{"--model", options.model, "X-Plex-Model (not sent)"},
           Header{"--marketplace", options.marketplace, "X-Plex-Marketplace (not sent)"},
       }) {
    add_value(command, option_group::identity, header.name, header.target, "TEXT", header.help);
  }
  add_list(command, option_group::identity, "-H,--header", options.headers, "'NAME: VALUE'",
           "extra request header, or one that replaces ours (repeatable)");
}

void add_general_options(CLI::App& command, GeneralOptions& options) {
  add_switch(command, option_group::general, "-v,--verbose", options.verbose,
             "log requests and responses to stderr, secrets redacted");
  add_switch(command, option_group::general, "--no-input", options.no_input,
             with_variable("never prompt", env::ci));
  add_value(command, option_group::general, "--color", options.color, "auto|always|never",
            "colour on terminals (auto)");
}

}  // namespace

CLI::Option* add_value(CLI::App& command, const char* group, const char* names, Typed& target,
                       const char* value, const std::string& help) {
  // Not CLI11's own optional support, which takes an empty value for none.
  return command
      .add_option_function<std::string>(
          names, [&target](const std::string& typed) { target = typed; }, help)
      ->option_text(value)
      ->take_last()
      ->group(group);
}

CLI::Option* add_switch(CLI::App& command, const char* group, const char* names, bool& target,
                        const std::string& help) {
  return command.add_flag(names, target, help)->take_last()->group(group);
}

void add_token_options(CLI::App& command, TokenOptions& options, const char* what) {
  add_value(command, option_group::credentials, "-t,--token", options.token, "TOKEN",
            with_variable(what, env::token));
  add_value(command, option_group::credentials, "--token-file", options.token_file, "FILE",
            with_variable("read the token from FILE, - for stdin", env::token_file));
}

void add_server_options(CLI::App& command, ServerOptions& options) {
  add_value(command, option_group::server, "-s,--server", options.server, "URL",
            with_variable("media server (http://localhost:32400)", env::server));
}

void add_plex_tv_options(CLI::App& command, PlexTvOptions& options) {
  add_value(command, option_group::server, "--plex-tv-url", options.plex_tv_url, "URL",
            with_variable("plex.tv API (https://plex.tv/api/v2)", env::plex_tv_url));
}

void add_common_options(CLI::App& command, CommonOptions& options, const char* field,
                        const char* formats) {
  add_output_options(command, options.output, field, formats);
  add_network_options(command, options.network);
  add_identity_options(command, options.identity);
  add_general_options(command, options.general);
}

}  // namespace plex::cmd
