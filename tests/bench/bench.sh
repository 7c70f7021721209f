#!/bin/bash
# SPDX-License-Identifier: MIT
#
# plex beside curl, for the same request to fake-plex and for --version: ratios of medians of runs
# taken in turn, peak memory, and instructions as callgrind counts them.
# Usage: bench.sh PLEX FAKE_PLEX [ROUNDS]
set -euo pipefail
. "$(dirname "$0")/../scripts/fake_plex.sh"

plex=$1
rounds=${3:-20}

start_fake_plex "$2"
export PLEX_TOKEN=dana-ADMIN-token_001 PLEX_CLIENT_ID=bench

curl="curl -q -s -H 'Accept: application/json' -H 'X-Plex-Token: $PLEX_TOKEN' \
-H 'X-Plex-Client-Identifier: bench' $PLEX_TV_URL/user"
printf '#!/bin/sh\n%s | jq -r .username\n' "$curl" >"$directory/curl-jq"
chmod +x "$directory/curl-jq"

# The commands that are compared, by name.
declare -A commands=(
  [whoami]="$plex auth whoami -q"
  [curl]="$curl"
  [curl-jq]="$directory/curl-jq"
  [plex-version]="$plex --version"
  [curl-version]="curl --version"
)

for round in $(seq "$rounds"); do
  for name in "${!commands[@]}"; do
    hyperfine -N --style none --warmup 2 --runs 10 --output null \
      --export-json "$directory/$name.$round.json" "${commands[$name]}" >/dev/null 2>&1
  done
done

# The median of all runs of a command, in milliseconds.
median() {
  jq -s '[.[].results[0].times[]] | sort | .[length / 2 | floor] * 1000' "$directory/$1".*.json
}
ratio() { jq -n "$(median "$1") / $(median "$2") * 1000 | round / 1000"; }
peak() { { command time -f '%M' sh -c "exec ${commands[$1]}" >/dev/null 2>"$directory/peak"; } && tail -n 1 "$directory/peak"; }
instructions() {
  sh -c "exec valgrind --tool=callgrind --callgrind-out-file=/dev/null ${commands[$1]}" 2>&1 >/dev/null |
    sed -n 's/.*Collected : //p'
}

printf '%-14s %10s %12s %14s\n' command 'median ms' 'peak KiB' instructions
for name in whoami curl plex-version curl-version; do
  printf '%-14s %10.2f %12s %14s\n' "$name" "$(median $name)" "$(peak $name)" "$(instructions $name)"
done
printf '%-14s %10.2f\n\n' curl-jq "$(median curl-jq)"
printf 'whoami / curl             %s (to reach: 1.05)\n' "$(ratio whoami curl)"
printf 'whoami / (curl | jq)      %s (to reach: 0.55)\n' "$(ratio whoami curl-jq)"
printf 'plex / curl --version     %s (to reach: 1)\n' "$(ratio plex-version curl-version)"
printf 'peak memory over curl     %s KiB (to reach: 3072)\n' "$(($(peak whoami) - $(peak curl)))"
