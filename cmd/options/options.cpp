// SPDX-License-Identifier: MIT
#include "cmd/options/options.hpp"

#include <utility>

#include <fmt/format.h>

#include "cmd/options/env.hpp"

namespace plex::cmd {
namespace {

void add_identity_options(Command& command, IdentityOptions& options) {
  struct Header {
    std::string_view name;
    Typed& target;
    const char* header;
    std::string_view default_value;
  };
  const auto add_header = [&](const Header& header, std::string_view value,
                              std::string_view variable) {
    command.options.push_back({.name = header.name,
                               .group = OptionGroup::identity,
                               .value = value,
                               .help = header.header,
                               .default_value = header.default_value,
                               .variable = variable,
                               .target = &header.target});
  };
  add_header({"--client-id", options.client_id, "X-Plex-Client-Identifier",
              "that of the sign-in, else the stored one"},
             "ID", env::client_id);
  for (const Header& header : {
           Header{"--product", options.product, "X-Plex-Product", "plex-cli"},
           Header{"--client-version", options.client_version, "X-Plex-Version", "version of plex"},
           Header{"--platform", options.platform, "X-Plex-Platform", "system name"},
           Header{"--platform-version", options.platform_version, "X-Plex-Platform-Version",
                  "system release"},
           Header{"--device", options.device, "X-Plex-Device", "system name"},
           Header{"--device-name", options.device_name, "X-Plex-Device-Name", "host name"},
           Header{"--device-vendor", options.device_vendor, "X-Plex-Device-Vendor", "not sent"},
           Header{"--model", options.model, "X-Plex-Model", "not sent"},
           Header{"--marketplace", options.marketplace, "X-Plex-Marketplace", "not sent"},
       }) {
    add_header(header, "TEXT", {});
  }
  command.options.push_back({.name = "--header",
                             .short_name = "-H",
                             .group = OptionGroup::identity,
                             .value = "'NAME: VALUE'",
                             .help = "add or replace a request header",
                             .target = &options.headers});
}

void add_password_options(Command& command, PasswordOptions& options) {
  add_options(command, {{.name = "--password",
                         .group = OptionGroup::credentials,
                         .value = "PASSWORD",
                         .help = "password; prefer --password-file",
                         .variable = env::password,
                         .common = true,
                         .target = &options.password},
                        {.name = "--password-file",
                         .group = OptionGroup::credentials,
                         .value = "FILE",
                         .kind = ValueKind::file,
                         .help = "read the password from FILE, - for stdin",
                         .variable = env::password_file,
                         .common = true,
                         .target = &options.password_file},
                        {.name = "--password-stdin",
                         .group = OptionGroup::credentials,
                         .help = "same as --password-file -",
                         .common = true,
                         .target = &options.password_stdin}});
}

}  // namespace

void add_output_options(Command& command, OutputOptions& options, std::string_view bare,
                        std::string_view field, std::span<const std::string_view> formats) {
  add_options(command,
              {{.name = "--output",
                .short_name = "-o",
                .group = OptionGroup::output,
                .choices = {formats.begin(), formats.end()},
                .help = "output format",
                .default_value = "table",
                .common = true,
                .target = &options.format},
               {.name = "--json",
                .group = OptionGroup::output,
                .help = "same as -o json",
                .target = &options.json},
               {.name = "--quiet",
                .short_name = "-q",
                .group = OptionGroup::output,
                .help = fmt::format("print only {}, without notes", bare),
                .common = true,
                .target = &options.quiet},
               {.name = "--field",
                .group = OptionGroup::output,
                .value = "PATH",
                .help = fmt::format("print one value of the JSON output, such as {}", field),
                .common = true,
                .target = &options.field}});
}

void add_general_options(Command& command, GeneralOptions& options) {
  add_options(command, {{.name = "--verbose",
                         .short_name = "-v",
                         .help = "log requests and responses to stderr, secrets redacted",
                         .common = true,
                         .target = &options.verbose},
                        {.name = "--no-input",
                         .help = "never prompt",
                         .variable = env::ci,
                         .target = &options.no_input},
                        {.name = "--color",
                         .choices = {"auto", "always", "never"},
                         .help = "when to use colour",
                         .default_value = "auto",
                         .target = &options.color}});
}

void add_token_file_option(Command& command, Typed& target) {
  command.options.push_back({.name = "--token-file",
                             .group = OptionGroup::credentials,
                             .value = "FILE",
                             .kind = ValueKind::file,
                             .help = "read the token from FILE, - for stdin",
                             .common = true,
                             .target = &target});
}

void add_account_option(Command& command, Typed& target) {
  command.options.push_back({.name = "--account",
                             .group = OptionGroup::credentials,
                             .value = "NAME",
                             .kind = ValueKind::account,
                             .help = "use the sign-in of this account",
                             .variable = env::account,
                             .common = true,
                             .target = &target});
}

void add_token_options(Command& command, TokenOptions& options, std::string what) {
  command.options.push_back({.name = "--token",
                             .short_name = "-t",
                             .group = OptionGroup::credentials,
                             .value = "TOKEN",
                             .help = std::move(what),
                             .variable = env::token,
                             .common = true,
                             .target = &options.token});
  add_token_file_option(command, options.token_file);
  command.options.back().variable = env::token_file;
  add_account_option(command, options.account);
}

void add_credential_options(Command& command, CredentialOptions& options) {
  command.options.push_back({.name = "--username",
                             .short_name = "-u",
                             .group = OptionGroup::credentials,
                             .value = "NAME",
                             .help = "e-mail address or user name",
                             .variable = env::username,
                             .common = true,
                             .target = &options.username});
  add_password_options(command, options.password);
  add_options(command, {{.name = "--code",
                         .group = OptionGroup::credentials,
                         .value = "CODE",
                         .help = "verification code of two-factor authentication",
                         .variable = env::verification_code,
                         .common = true,
                         .target = &options.code},
                        {.name = "--remember-me",
                         .group = OptionGroup::credentials,
                         .help = "ask plex.tv to keep the token valid for longer",
                         .common = true,
                         .target = &options.remember_me}});
}

void add_server_options(Command& command, ServerOptions& options) {
  command.options.push_back({.name = "--server",
                             .short_name = "-s",
                             .group = OptionGroup::server,
                             .value = "URL|NAME",
                             .help = "media server, or the name of one of the account's",
                             .default_value = "http://localhost:32400",
                             .variable = env::server,
                             .common = true,
                             .target = &options.server});
}

void add_plex_tv_options(Command& command, PlexTvOptions& options) {
  command.options.push_back({.name = "--plex-tv-url",
                             .group = OptionGroup::server,
                             .value = "URL",
                             .help = "plex.tv API",
                             .default_value = "https://plex.tv/api/v2",
                             .variable = env::plex_tv_url,
                             .target = &options.plex_tv_url});
}

void add_common_options(Command& command, CommonOptions& options, std::string_view bare,
                        std::string_view field, std::span<const std::string_view> formats) {
  add_output_options(command, options.output, bare, field, formats);
  add_network_options(command, options.network);
  add_identity_options(command, options.identity);
  add_general_options(command, options.general);
}

}  // namespace plex::cmd
