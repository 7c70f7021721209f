#!/bin/bash
# SPDX-License-Identifier: MIT
#
# What `cmake --install` puts where. Usage: install_test.sh FOLDER_OF_THE_BUILD
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake --install "$1" --prefix "$folder/usr" >/dev/null

wanted='bin/plex
share/bash-completion/completions/plex
share/doc/plex/README.md
share/doc/plex/changelog.gz
share/doc/plex/copyright
share/fish/vendor_completions.d/plex.fish
share/man/man1/plex-auth-signin.1.gz
share/man/man1/plex-auth-source-info.1.gz
share/man/man1/plex-auth-transient-token.1.gz
share/man/man1/plex-auth-whoami.1.gz
share/man/man1/plex-auth.1.gz
share/man/man1/plex-help.1.gz
share/man/man1/plex.1.gz
share/man/man7/plex-environment.7.gz
share/man/man7/plex-exit-codes.7.gz
share/man/man7/plex-security.7.gz
share/zsh/vendor-completions/_plex'
installed=$(cd "$folder/usr" && find . -type f -printf '%P\n' | LC_ALL=C sort)
diff <(LC_ALL=C sort <<<"$wanted") - <<<"$installed"

"$folder/usr/bin/plex" --version | grep -q '^plex [0-9]' || { echo 'it does not run'; exit 1; }
MANPATH=$folder/usr/share/man man -w plex-auth-whoami >/dev/null
echo "$(wc -l <<<"$installed") files in their places"
