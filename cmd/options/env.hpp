// SPDX-License-Identifier: MIT
//
// The environment variables that the program reads: the names of those that several places need,
// and what each variable means, for `plex help environment` and the manual. The precedence of
// options and variables is decided where the value is resolved.
#pragma once

#include <span>
#include <string_view>

namespace plex::cmd::env {

inline constexpr char server[] = "PLEX_URL";
inline constexpr char plex_tv_url[] = "PLEX_TV_URL";
inline constexpr char token[] = "PLEX_TOKEN";
inline constexpr char token_file[] = "PLEX_TOKEN_FILE";
inline constexpr char account[] = "PLEX_ACCOUNT";
inline constexpr char store[] = "PLEX_STORE";
inline constexpr char username[] = "PLEX_USERNAME";
inline constexpr char password[] = "PLEX_PASSWORD";
inline constexpr char password_file[] = "PLEX_PASSWORD_FILE";
inline constexpr char verification_code[] = "PLEX_VERIFICATION_CODE";
inline constexpr char client_id[] = "PLEX_CLIENT_ID";
inline constexpr char client_identifier[] = "PLEX_CLIENT_IDENTIFIER";
/// Read by Plex's container image; this program only writes it.
inline constexpr char claim[] = "PLEX_CLAIM";
inline constexpr char timeout[] = "PLEX_TIMEOUT";
inline constexpr char retries[] = "PLEX_RETRIES";
inline constexpr char ca_bundle[] = "PLEX_CA_BUNDLE";
inline constexpr char curl_ca_bundle[] = "CURL_CA_BUNDLE";
inline constexpr char ssl_cert_file[] = "SSL_CERT_FILE";
inline constexpr char ci[] = "CI";
inline constexpr char xdg_state_home[] = "XDG_STATE_HOME";
inline constexpr char home[] = "HOME";

/// One row of the table; `name` may list several variables.
struct Meaning {
  std::string_view name;
  std::string_view meaning;
};

/// All variables, by purpose.
std::span<const Meaning> meanings();

}  // namespace plex::cmd::env
