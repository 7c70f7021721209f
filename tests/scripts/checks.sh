# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# For scripts that check one thing after the other and stop at the first that does not hold. Sourced
# after fake_plex.sh. A process in `waiting` ends with the script.

waiting=
trap '[ -z "$waiting" ] || kill "$waiting" 2>/dev/null; clean_up' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
  printf 'not ok - %s\n' "$1" >&2
  exit 1
}

# same SENTENCE WANTED FOUND
same() {
  if [ "$2" != "$3" ]; then
    printf 'wanted: %q\n found: %q\n' "$2" "$3" >&2
    fail "$1"
  fi
  printf 'ok - %s\n' "$1"
}
