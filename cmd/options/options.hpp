// SPDX-License-Identifier: MIT
//
// The options that commands share, and their values as they were typed: nothing here is looked up
// or defaulted. One function adds each group to a command; that of the network is in
// cmd/options/network_options.hpp. What the values mean is resolved in cmd/options/settings.hpp,
// cmd/options/identity.hpp, cmd/secrets/ and cmd/output/output.hpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cmd/command.hpp"
#include "cmd/options/network_options.hpp"

namespace plex::cmd {

struct TokenOptions {
  Typed token;
  Typed token_file;
  /// The kept account to use.
  Typed account;
};

struct PasswordOptions {
  Typed password;
  Typed password_file;
  bool password_stdin = false;
};

/// What a person signs in with.
struct CredentialOptions {
  Typed username;
  PasswordOptions password;
  Typed code;
  bool remember_me = false;
};

struct ServerOptions {
  /// A URL, or the name of a server.
  Typed server;
};

struct PlexTvOptions {
  Typed plex_tv_url;
};

struct OutputOptions {
  Typed format;
  bool json = false;
  bool quiet = false;
  Typed field;
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
  /// `NAME: VALUE`
  std::vector<std::string> headers;
};

struct GeneralOptions {
  bool verbose = false;
  bool no_input = false;
  Typed color;
};

/// What every command that sends requests takes.
struct CommonOptions {
  OutputOptions output;
  NetworkOptions network;
  IdentityOptions identity;
  GeneralOptions general;
};

/// `what` says which tokens the command takes.
void add_token_options(Command& command, TokenOptions& options, std::string what);
void add_token_file_option(Command& command, Typed& target);
void add_account_option(Command& command, Typed& target);
void add_credential_options(Command& command, CredentialOptions& options);
void add_server_options(Command& command, ServerOptions& options);
void add_plex_tv_options(Command& command, PlexTvOptions& options);

/// The output formats of most results.
inline constexpr std::string_view all_formats[] = {"table", "json", "tsv", "env"};

/// The options of a command that sends no request.
void add_output_options(Command& command, OutputOptions& options, std::string_view bare,
                        std::string_view field, std::span<const std::string_view> formats);
void add_general_options(Command& command, GeneralOptions& options);

/// Adds the options of CommonOptions. `bare` says what `-q` prints, and `field` is a path that the
/// command's result has, both for help; `formats` are the output formats of the result.
void add_common_options(Command& command, CommonOptions& options, std::string_view bare,
                        std::string_view field,
                        std::span<const std::string_view> formats = all_formats);

}  // namespace plex::cmd
