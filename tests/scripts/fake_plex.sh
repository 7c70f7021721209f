# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# For scripts that need fake-plex on loopback and a directory of their own. Sourced; both are gone when
# the script ends.

directory=$(mktemp -d)
fake_plex_process=

clean_up() {
  [ -z "$fake_plex_process" ] || kill "$fake_plex_process" 2>/dev/null || true
  rm -rf "$directory"
}
trap clean_up EXIT

# start_fake_plex FAKE_PLEX [OPTION...] exports PLEX_URL and PLEX_TV_URL; no other variable of the
# person who runs the script has a say in what `plex` and `curl` do then.
start_fake_plex() {
  local line
  unset "${!PLEX_@}" CI CURL_CA_BUNDLE SSL_CERT_FILE NO_COLOR CLICOLOR CLICOLOR_FORCE
  unset http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY
  coproc FAKE_PLEX { exec "$@"; }
  fake_plex_process=$FAKE_PLEX_PID
  for _ in PLEX_URL PLEX_TV_URL; do
    if ! IFS= read -r -t 10 line <&"${FAKE_PLEX[0]}"; then
      echo 'fake-plex did not start' >&2
      exit 1
    fi
    export "${line?}"
  done
}
