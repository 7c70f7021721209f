// SPDX-License-Identifier: MIT
#include "cmd/options/env.hpp"

#include <array>

namespace plex::cmd::env {
namespace {

constexpr std::array table = {
    Meaning{token, "account or server token; --token"},
    Meaning{token_file, "file to read the token from, - for stdin; --token-file"},
    Meaning{account, "kept account to use if no token is given; --account"},
    Meaning{store, "where login keeps the token: auto, keyring or file; --store"},
    Meaning{server, "base URL of the media server, or the name of one of the account's; --server"},
    Meaning{plex_tv_url, "base URL of the plex.tv API; --plex-tv-url"},
    Meaning{username, "e-mail address or user name for login and signin; --username"},
    Meaning{password, "password for login and signin; --password"},
    Meaning{password_file, "file to read the password from, - for stdin; --password-file"},
    Meaning{verification_code, "verification code for login and signin; --code"},
    Meaning{client_id, "client identifier; --client-id"},
    Meaning{client_identifier, "the same, if PLEX_CLIENT_ID is not set"},
    Meaning{timeout, "time limit for the whole run in seconds; --timeout"},
    Meaning{retries, "retries after the first attempt; --retries"},
    Meaning{ca_bundle, "PEM file of trusted certificate authorities; --cacert"},
    Meaning{curl_ca_bundle, "the same, if PLEX_CA_BUNDLE is not set"},
    Meaning{ssl_cert_file, "the same, if neither of these is set"},
    Meaning{"https_proxy, HTTPS_PROXY, http_proxy, all_proxy, ALL_PROXY",
            "proxy for https, for http or for both; --proxy"},
    Meaning{"no_proxy, NO_PROXY", "hosts to reach without the proxy"},
    Meaning{ci, "if set, never prompt; --no-input"},
    Meaning{"NO_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM", "when to use colour; --color"},
    Meaning{"BROWSER, DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME",
            "whether and how login opens a browser; --no-browser"},
    Meaning{"DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR", "where the keyring is found"},
    Meaning{xdg_state_home, "directory of plex/accounts.json and plex/client-identifier"},
    Meaning{home, "home directory; its .local/state is used if XDG_STATE_HOME is not set"},
};

}  // namespace

std::span<const Meaning> meanings() { return table; }

}  // namespace plex::cmd::env
