#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Shows every command at work against fake-plex on loopback. Usage: demo.sh PLEX FAKE_PLEX
set -euo pipefail
exec 2>&1
. "$(dirname "$0")/fake_plex.sh"

program=$1

start_fake_plex "$2"
# Sign-ins are kept in a file: the keyring of the person who looks on is left alone.
unset DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR
export XDG_STATE_HOME=$directory/state PLEX_STORE=file

# Shows a command line, runs it, and checks its exit status.
show() {
  local wanted=$1 status=0
  shift
  printf '\n$ %s\n' "$1"
  eval "$1" || status=$?
  [ "$status" = "$wanted" ] || { echo "demo: exit status $status instead of $wanted" >&2; exit 1; }
}
plex() { "$program" "$@"; }

# What a person does on another device: enters the code at plex.tv/link while signed in there.
approve() { curl -fsS -d "code=$1&token=dana-ADMIN-token_001" "$PLEX_URL/control/approve"; }

cd "$directory"
printf 'open-sesame\n' >password.txt

show 10 'plex auth signin --username robin --password-file password.txt'
show 0 'plex auth signin --username robin --password-file password.txt --code 123456 -q'
show 0 'export PLEX_TOKEN=dana-ADMIN-token_001'
show 0 'plex auth whoami'
show 0 'plex auth whoami --field subscription.active'
show 0 'plex auth transient-token'
show 0 'plex auth transient-token --json'
show 0 'TOKEN=$(plex auth transient-token -q); echo "handed out: $TOKEN"'
show 0 'plex auth source-info a77100000000000000000000000000000000d01a -q'
show 0 'plex auth source-info server://a77100000000000000000000000000000000d01a'
show 0 'plex auth source-info provider://tv.plex.provider.vod -o tsv'
show 0 'plex auth source-info server://a77100000000000000000000000000000000d01a -o env'
show 4 'PLEX_TOKEN=revoked-OLD-token_07 plex auth whoami'

show 0 'unset PLEX_TOKEN'
show 4 'plex auth whoami'
show 0 'plex auth login --no-wait'
show 11 'plex auth login --resume --no-wait'
show 0 'approve 7RQZ'
show 0 'plex auth login --resume'
show 0 'plex auth whoami -q'
show 0 'plex auth login --username robin --password-file password.txt --code 123456 -q'
show 0 'plex auth status'
show 0 'plex auth switch dana -q'
show 0 'plex auth servers'
show 0 'plex auth servers Attic -o env'
show 0 'plex auth transient-token -s Attic'
show 0 'plex auth token'
show 0 'plex auth claim-token'
show 0 'plex auth new-token backup'
show 0 'plex auth logout --all'
show 4 'plex auth status'
