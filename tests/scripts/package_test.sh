#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Makes the .deb and the .tar.gz, lets lintian look at the one, unpacks both into scratch roots and
# runs the program from there. Usage: package_test.sh DIRECTORY_OF_THE_BUILD
set -euo pipefail

directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
umask 022
cpack --config "$1/CPackConfig.cmake" -B "$directory/packages" >"$directory/log" 2>&1 ||
  { cat "$directory/log"; exit 1; }
deb=$(echo "$directory"/packages/*.deb)
archive=$(echo "$directory"/packages/*.tar.gz)

complaints=$(lintian --allow-root --fail-on error,warning "$deb" 2>&1) ||
  { printf '%s\n' "$complaints"; exit 1; }

dpkg-deb --field "$deb" Depends | grep 'libcurl4' >/dev/null || { echo 'the .deb needs no libcurl'; exit 1; }
dpkg-deb -x "$deb" "$directory/root"
mkdir "$directory/unpacked"
tar -xzf "$archive" -C "$directory/unpacked" --strip-components=1
for root in "$directory/root/usr" "$directory/unpacked"; do
  "$root/bin/plex" --version | grep '^plex [0-9]' >/dev/null
  "$root/bin/plex" auth whoami --help | grep -e '--show-token' >/dev/null
  gzip -dc "$root/share/man/man1/plex.1.gz" | grep '^\.TH PLEX 1' >/dev/null
  [ -s "$root/share/doc/plex/copyright" ] && [ -s "$root/share/zsh/vendor-completions/_plex" ]
done
echo 'both packages hold a program that runs'
