#!/bin/bash
# SPDX-License-Identifier: MIT
#
# What `cmake --install` puts where; steps_test.sh says which pages there must be.
# Usage: install_test.sh PROJECT_DIRECTORY BUILD_DIRECTORY
set -euo pipefail

directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cmake --install "$2" --prefix "$directory/usr" >/dev/null

wanted='bin/plex
share/bash-completion/completions/plex
share/doc/plex/README.md
share/doc/plex/changelog.gz
share/doc/plex/copyright
share/fish/vendor_completions.d/plex.fish
share/zsh/vendor-completions/_plex'
for page in "$1"/man/*; do
  wanted+=$'\n'share/man/man${page: -1}/${page##*/}.gz
done
installed=$(cd "$directory/usr" && find . -type f -printf '%P\n' | LC_ALL=C sort)
diff <(LC_ALL=C sort <<<"$wanted") - <<<"$installed"

"$directory/usr/bin/plex" --version | grep '^plex [0-9]' >/dev/null || { echo 'it does not run'; exit 1; }
MANPATH=$directory/usr/share/man man -w plex-auth-whoami >/dev/null
echo "$(wc -l <<<"$installed") files in their places"
