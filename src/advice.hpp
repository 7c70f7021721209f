// SPDX-License-Identifier: MIT
//
// The next step after a failure. The library names no option, variable or command: those are in
// cmd/help/hints.cpp, which has the words for every value.
#pragma once

namespace plex {

/// The next step after a failure.
enum class Advice {
  none,
  allow_more_time,
  allow_more_time_to_connect,
  try_again_later,
  wait,
  /// For as long as `Error::retry_after` says, which is more than 0.
  wait_as_asked,

  check_host_name,
  check_server_is_running,
  check_server_is_plex,
  check_server_url,
  check_server_scheme_and_path,
  use_redirect_host,
  check_plex_tv_url,
  check_plex_tv_scheme_and_path,

  try_http,
  try_https,
  /// Plain http is allowed on loopback only, and nothing can change that.
  use_https,
  use_https_or_allow_http,

  check_clock,
  use_certificate_name,
  use_plex_direct_name,
  trust_certificate,
  trust_authority,
  check_authority_file,
  verify_certificate,

  /// Plain http through a proxy is not allowed, and nothing can change that.
  bypass_proxy,
  bypass_or_trust_proxy,
  check_proxy,
  check_proxy_accepts_https,
  trust_proxy_certificate,
  add_credentials_to_proxy_url,
  /// The same, when the message has named the credentials.
  add_these_to_proxy_url,

  check_token_characters,
  get_account_token,
  get_new_token,
  pass_token,
  use_owner_token,
  use_classic_token,

  pass_client_identifier,
  add_verification_code,
  wait_for_next_code,
  use_email_address,
  set_password,

  check_source,
  find_machine_identifier,
};

}  // namespace plex
