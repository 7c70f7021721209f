// SPDX-License-Identifier: MIT
#include "cmd/help/hints.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "cmd/options/network_settings.hpp"
#include "src/advice.hpp"

namespace plex::cmd {
namespace {

constexpr std::array hint_table = {
    Hint{Advice::allow_more_time, "allow more with --timeout SECONDS"},
    Hint{Advice::allow_more_time_to_connect,
         "check the address, or allow more with --connect-timeout SECONDS"},
    Hint{Advice::try_again_later, "the token or password may still be valid; try again later"},
    Hint{Advice::wait, "wait; further attempts make the wait longer"},
    Hint{Advice::wait_as_asked, "wait {} s; further attempts make the wait longer"},

    Hint{Advice::check_host_name, "check the spelling and this machine's DNS"},
    Hint{Advice::check_server_is_running,
         "check that the server is running and that the address and port are correct"},
    Hint{Advice::check_server_is_plex, "check --server: is this a Plex Media Server?"},
    Hint{Advice::check_server_url, "check --server"},
    Hint{Advice::check_server_scheme_and_path,
         "check --server: the same host redirects to another scheme or path, such as https"},
    Hint{Advice::use_redirect_host, "if you trust that host, pass it with --server"},
    Hint{Advice::check_plex_tv_url, "check --plex-tv-url"},
    Hint{Advice::check_plex_tv_scheme_and_path,
         "check --plex-tv-url: the same host redirects to another scheme or path, such as https"},

    Hint{Advice::try_http,
         "check that the port accepts https; a Plex server may expect http on it"},
    Hint{Advice::try_https, "the server may require https on this port"},
    Hint{Advice::use_https,
         "use https: plain http to plex.tv or a test server works only on loopback"},
    Hint{Advice::use_https_or_allow_http,
         "use https; for your own server, --allow-http sends it anyway"},

    Hint{Advice::check_clock, "check the clock of this machine, or renew the server's certificate"},
    Hint{Advice::use_certificate_name, "use the name in the certificate, with --resolve if needed"},
    Hint{Advice::use_plex_direct_name,
         "Plex certificates name *.plex.direct: use the server's "
         "https://a-b-c-d.HASH.plex.direct:32400 name, or reach it with --resolve"},
    Hint{Advice::trust_certificate, "pass it with --cacert FILE if you trust it"},
    Hint{Advice::trust_authority, "pass the authority's certificate with --cacert FILE"},
    Hint{Advice::check_authority_file,
         "check --cacert, PLEX_CA_BUNDLE, CURL_CA_BUNDLE and SSL_CERT_FILE"},
    Hint{Advice::verify_certificate, "every system can verify the certificate of plex.tv"},

    Hint{Advice::bypass_proxy, "use https, or bypass the proxy with --proxy '' or no_proxy"},
    Hint{Advice::bypass_or_trust_proxy,
         "use https, or bypass the proxy with --proxy '' or no_proxy; if you trust the proxy and "
         "everything behind it, --allow-http"},
    Hint{Advice::check_proxy, "check --proxy and the proxy variables"},
    Hint{Advice::check_proxy_accepts_https,
         "check that the proxy accepts https, and check --proxy and the proxy variables"},
    Hint{Advice::trust_proxy_certificate,
         "the system must trust it; --cacert applies to the server's certificate"},
    Hint{Advice::add_credentials_to_proxy_url, "put the user name and password in the proxy URL"},
    Hint{Advice::add_these_to_proxy_url, "put them in the proxy URL"},

    Hint{Advice::check_token_characters, "a token is printable ASCII without spaces, on one line"},
    Hint{Advice::get_account_token, "get an account token with 'plex auth login'"},
    Hint{Advice::get_new_token, "sign in again with 'plex auth login'"},
    Hint{Advice::pass_token, "pass a token with --token-file FILE or PLEX_TOKEN"},
    Hint{Advice::use_owner_token,
         "this needs the server owner's token or a transient token made from it; for a server "
         "shared "
         "with you, transient-token takes that server's access token"},
    Hint{Advice::use_classic_token,
         "this server rejects the token, a plex.tv JSON Web Token; get an account token with "
         "'plex auth login'"},

    Hint{Advice::pass_client_identifier, "pass one with --client-id ID"},
    Hint{Advice::add_verification_code, "add --code CODE or set PLEX_VERIFICATION_CODE"},
    Hint{Advice::wait_for_next_code,
         "wait for the next code from your authenticator and try once more"},
    Hint{Advice::use_email_address, "use the e-mail address as --username"},
    Hint{Advice::set_password,
         "an account made through Google, Apple or Facebook has no password until one is set"},

    Hint{Advice::check_source, "check the identifier, or try --refresh"},
    Hint{Advice::find_machine_identifier,
         "'curl SERVER/identity' shows a server's machine identifier"},
};

}  // namespace

std::span<const Hint> hints() { return hint_table; }

std::string hint_text(const Error& error) {
  const auto row = std::find_if(hint_table.begin(), hint_table.end(),
                                [&](const Hint& each) { return each.advice == error.advice; });
  if (row == hint_table.end() || !error.hint.empty()) {
    return error.hint;
  }
  const auto asked = error.retry_after.value_or(std::chrono::seconds(0));
  return fmt::format(fmt::runtime(row->words), asked.count());
}

std::string message_text(const Error& error) {
  return error.advice == Advice::verify_certificate ? insecure_beyond_loopback : error.message;
}

}  // namespace plex::cmd
