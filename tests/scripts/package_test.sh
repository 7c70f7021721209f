#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Makes the .deb and the .tar.gz, lets lintian look at the one, unpacks both into scratch roots and
# runs the program from there. Usage: package_test.sh FOLDER_OF_THE_BUILD
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
umask 022
cpack --config "$1/CPackConfig.cmake" -B "$folder/packages" >"$folder/log" 2>&1 ||
  { cat "$folder/log"; exit 1; }
deb=$(echo "$folder"/packages/*.deb)
archive=$(echo "$folder"/packages/*.tar.gz)

complaints=$(lintian --allow-root --fail-on error,warning "$deb" 2>&1) ||
  { printf '%s\n' "$complaints"; exit 1; }

dpkg-deb --field "$deb" Depends | grep -q 'libcurl4' || { echo 'the .deb needs no libcurl'; exit 1; }
dpkg-deb -x "$deb" "$folder/root"
mkdir "$folder/unpacked"
tar -xzf "$archive" -C "$folder/unpacked" --strip-components=1
for root in "$folder/root/usr" "$folder/unpacked"; do
  "$root/bin/plex" --version | grep -q '^plex [0-9]'
  "$root/bin/plex" auth whoami --help | grep -q -e '--show-token'
  gzip -dc "$root/share/man/man1/plex.1.gz" | grep -q '^\.TH PLEX 1'
  [ -s "$root/share/doc/plex/copyright" ] && [ -s "$root/share/zsh/vendor-completions/_plex" ]
done
echo 'both packages hold a program that runs'
