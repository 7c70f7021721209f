#!/bin/bash
# SPDX-License-Identifier: MIT
#
# The keyring functions against GNOME Keyring, on a message bus and with files of their own.
# Usage: keyring_test.sh KEYRING_TOOL KEYRING_TOOL_WITHOUT
set -uo pipefail

if [ "${3-}" != inside ]; then
  directory=$(mktemp -d)
  trap 'rm -rf "$directory"' EXIT
  mkdir -m 700 "$directory/run"
  # The keyring ends with its bus. There is no display to show a prompt on.
  env -u DISPLAY -u WAYLAND_DISPLAY -u DBUS_SESSION_BUS_ADDRESS HOME="$directory" \
    XDG_DATA_HOME="$directory/data" XDG_CONFIG_HOME="$directory/config" \
    XDG_CACHE_HOME="$directory/cache" XDG_RUNTIME_DIR="$directory/run" \
    dbus-run-session -- "$0" "$1" "$2" inside 2>"$directory/err" || {
    status=$?
    cat "$directory/err" >&2
    exit $status
  }
  exit 0
fi

tool=$1
without=$2

# same SENTENCE WANTED FOUND
same() {
  if [ "$2" != "$3" ]; then
    printf 'not ok - %s\nwanted: %q\n found: %q\n' "$1" "$2" "$3" >&2
    exit 1
  fi
  printf 'ok - %s\n' "$1"
}

# Runs the tool and prints what it prints, and its exit status if that is not 0.
said() {
  local status=0
  "$tool" "$@" 2>&1 || status=$?
  [ $status = 0 ] || printf 'exit %s\n' $status
}

# keep ACCOUNT TOKEN
keep() { printf '%s' "$2" | said store "$1"; }

# The libsystemd that the loader opens for these words.
loaded() { LD_DEBUG=files "$tool" "$@" 2>&1 | grep -o 'calling init: .*libsystemd' | sort -u | wc -l; }

# A line end is the empty password. Its own messages are of no interest here.
printf '\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null
same 'an unlocked keyring is ready' ready "$(said probe)"
same 'libsystemd is loaded to ask the keyring' 1 "$(loaded probe)"
same 'libsystemd is not loaded before' 0 "$(loaded)"

same 'an account without a token has none' none "$(said find 0f3c9a7712bd4e55)"
same 'a token is kept' '' "$(keep 0f3c9a7712bd4e55 first-TOKEN_1)"
same 'a kept token is found' first-TOKEN_1 "$(said find 0f3c9a7712bd4e55)"
same 'a second token is kept' '' "$(keep 0f3c9a7712bd4e55 'second!"#$%&~TOKEN')"
same 'the token of another account is kept' '' "$(keep 3333cccc4444dddd other-TOKEN_1)"
same 'the second token has replaced the first' 'second!"#$%&~TOKEN' "$(said find 0f3c9a7712bd4e55)"
same 'each account has one item' 2 \
  "$(dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
    org.freedesktop.Secret.Service.SearchItems dict:string:string:service,plex | grep -c 'object path')"
same 'a kept token is removed' '' "$(said remove 0f3c9a7712bd4e55)"
same 'a removed token is gone' none "$(said find 0f3c9a7712bd4e55)"
same 'removing what is not there is no failure' '' "$(said remove 0f3c9a7712bd4e55)"
same 'the token of another account is still there' other-TOKEN_1 "$(said find 3333cccc4444dddd)"

dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
  org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login \
  >/dev/null
locked=$'the keyring is locked\nunlock it, for example with the desktop\'s password tool\nexit 3'
same 'a locked keyring is locked' locked "$(said probe)"
same 'a token in a locked keyring is not taken for none' "$locked" "$(said find 3333cccc4444dddd)"
same 'an account without an item has no token in a locked keyring either' none \
  "$(said find 0f3c9a7712bd4e55)"
same 'a locked keyring keeps no token' "$locked" "$(keep 3333cccc4444dddd new-TOKEN_1)"
same 'a locked keyring removes no token' "$locked" "$(said remove 3333cccc4444dddd)"
same 'a prompt that cannot be shown counts as dismissed' dismissed "$(said unlock)"

tool=$without
refused=$'this program was built without a keyring\n\nexit 3'
same 'a build without the header has no keyring' unavailable "$(said probe)"
same 'a build without the header cannot unlock' "$refused" "$(said unlock)"
same 'a build without the header finds no token' "$refused" "$(said find 3333cccc4444dddd)"
same 'a build without the header keeps no token' "$refused" "$(keep 3333cccc4444dddd new-TOKEN_1)"
same 'a build without the header removes no token' "$refused" "$(said remove 3333cccc4444dddd)"
