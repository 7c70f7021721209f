// SPDX-License-Identifier: MIT
//
// The options that commands share, as they were typed: nothing here is looked up, checked or
// defaulted. Each group is added to a command by one function; what the values mean is resolved in
// cmd/options/settings.hpp, cmd/secrets/secret_input.hpp, cmd/options/identity.hpp and
// cmd/output/output.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace plex::cmd {

using Typed = std::optional<std::string>;

struct TokenOptions {
  Typed token;
  Typed token_file;
};

struct ServerOptions {
  Typed server;
};

struct PlexTvOptions {
  Typed plex_tv_url;
};

struct OutputOptions {
  Typed format;
  /// The forms that the command's result has, with `|` between.
  std::string formats = {};
  bool json = false;
  bool quiet = false;
  Typed field;
};

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

struct IdentityOptions {
  Typed client_id;
  Typed product;
  Typed client_version;
  Typed platform;
  Typed platform_version;
  Typed device;
  Typed device_name;
  Typed device_vendor;
  Typed model;
  Typed marketplace;
  /// `Name: value`
  std::vector<std::string> headers;
};

struct GeneralOptions {
  bool verbose = false;
  bool no_input = false;
  Typed color;
};

/// What all four commands take.
struct CommonOptions {
  OutputOptions output;
  NetworkOptions network;
  IdentityOptions identity;
  GeneralOptions general;
};

/// Adds an option with a value, of which the last one counts. `names` is CLI11's list
/// (`-t,--token`); `value` stands for the value in help and tells completions what it is: `FILE`,
/// or the choices with `|` between them. Every option of this program is made by these two.
CLI::Option* add_value(CLI::App& command, const char* group, const char* names, Typed& target,
                       const char* value, const std::string& help);
CLI::Option* add_switch(CLI::App& command, const char* group, const char* names, bool& target,
                        const std::string& help);

/// `what` says which tokens the command takes.
void add_token_options(CLI::App& command, TokenOptions& options, const char* what);
void add_server_options(CLI::App& command, ServerOptions& options);
void add_plex_tv_options(CLI::App& command, PlexTvOptions& options);
/// `field` is a path that the command's result has, for the help of `--field`; `formats` are the
/// forms that it has, with `|` between.
void add_common_options(CLI::App& command, CommonOptions& options, const char* field,
                        const char* formats = "table|json|tsv|env");

/// Names of the option groups, in the order in which help shows them.
namespace option_group {
inline constexpr char credentials[] = "Credentials";
inline constexpr char server[] = "Server";
inline constexpr char output[] = "Output";
inline constexpr char network[] = "Network";
inline constexpr char identity[] = "Identity";
inline constexpr char general[] = "General";
}  // namespace option_group

}  // namespace plex::cmd
