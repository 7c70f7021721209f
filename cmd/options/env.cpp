// SPDX-License-Identifier: MIT
#include "cmd/options/env.hpp"

#include <array>

namespace plex::cmd::env {
namespace {

constexpr std::array table = {
    Meaning{token, "account or server token; --token"},
    Meaning{token_file, "file that holds the token, - for standard input; --token-file"},
    Meaning{server, "base URL of the media server; --server"},
    Meaning{plex_tv_url, "base URL of the plex.tv API; --plex-tv-url"},
    Meaning{username, "e-mail address or user name for signin; --username"},
    Meaning{password, "password for signin; --password"},
    Meaning{password_file, "file that holds the password, - for standard input; --password-file"},
    Meaning{verification_code, "two-factor code for signin; --code"},
    Meaning{client_id, "client identifier; --client-id"},
    Meaning{client_identifier, "the same, read where PLEX_CLIENT_ID is not set"},
    Meaning{timeout, "seconds for the whole run; --timeout"},
    Meaning{retries, "attempts after the first; --retries"},
    Meaning{ca_bundle, "PEM file of trusted certificate authorities; --cacert"},
    Meaning{curl_ca_bundle, "the same, read where PLEX_CA_BUNDLE is not set"},
    Meaning{ssl_cert_file, "the same, read where neither of these is set"},
    Meaning{"https_proxy, HTTPS_PROXY, http_proxy, all_proxy, ALL_PROXY",
            "URL of the proxy for requests of that kind; --proxy"},
    Meaning{"no_proxy, NO_PROXY", "hosts that are reached without the proxy"},
    Meaning{ci, "when set, never prompt, as --no-input"},
    Meaning{"NO_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM", "colour; --color"},
    Meaning{xdg_state_home, "folder of plex/client-identifier"},
    Meaning{home, "with .local/state behind it, the same where XDG_STATE_HOME is not set"},
};

}  // namespace

std::span<const Meaning> meanings() { return table; }

}  // namespace plex::cmd::env
