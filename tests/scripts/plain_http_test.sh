#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Plain http to addresses that no test may reach on the machine's own network: private, link-local and
# public ones, all of them on the loopback device of a network that this script makes for itself.
# Exits 77 where the system does not let it. Usage: plain_http_test.sh PLEX FAKE_PLEX
set -euo pipefail

if [ "${3-}" != inside ]; then
  if ! unshare --map-root-user --net \
    sh -c 'ip link set lo up && ip address add fd00::7/128 dev lo nodad'; then
    echo 'skipped: this system does not allow a network of its own, or has no IPv6'
    exit 77
  fi
  exec unshare --map-root-user --net "$0" "$1" "$2" inside
fi

. "$(dirname "$0")/fake_plex.sh"
plex=$1

ip link set lo up
for address in 10.1.2.3/32 172.16.9.9/32 192.168.7.7/32 169.254.7.7/32 192.0.2.10/32 100.64.0.1/32; do
  ip address add "$address" dev lo
done
for address in fd00::7/128 2001:db8::7/128; do
  ip address add "$address" dev lo nodad
done

start_fake_plex "$2" --everywhere
port=${PLEX_URL##*:}
export PLEX_TOKEN=dana-ADMIN-token_001 XDG_STATE_HOME=$directory

fail() {
  printf 'not ok - %s\n' "$1" >&2
  cat "$directory/err" >&2
  exit 1
}

# Runs a command on a base URL and keeps its status and what it wrote.
run() {
  status=0
  "$plex" "$@" >"$directory/out" 2>"$directory/err" || status=$?
}

warning() {
  printf 'plex: warning: plain http: anyone on the network to %s can read the request and the response' "$1"
}

for host in 10.1.2.3 172.16.9.9 192.168.7.7 169.254.7.7 '[fd00::7]'; do
  address=${host//[\[\]]/}
  run auth transient-token -q -s "http://$host:$port"
  [ "$status" = 0 ] || fail "a private address is asked: $host"
  grep -q '^transient-' "$directory/out" || fail "a private address answers with a token: $host"
  [ "$(cat "$directory/err")" = "$(warning "$address")" ] || fail "there is one warning: $host"

  run auth whoami --plex-tv-url "http://$host:$port/api/v2"
  [ "$status" = 2 ] || fail "plex.tv gets plain http on loopback alone: $host"
  grep -q "plain http to $address would expose the secret" "$directory/err" || fail "it is the address: $host"
  grep -q "$PLEX_TOKEN" "$directory/out" "$directory/err" && fail "no token is shown: $host"
  echo "ok - $host is asked with a warning, and never as plex.tv"
done

for host in 192.0.2.10 100.64.0.1 '[2001:db8::7]'; do
  address=${host//[\[\]]/}
  run auth transient-token -q -s "http://$host:$port"
  [ "$status" = 2 ] || fail "a public address is refused: $host"
  grep -q "plain http to $address would expose the secret" "$directory/err" || fail "it is the address: $host"
  [ ! -s "$directory/out" ] || fail "a refusal prints nothing: $host"

  run auth transient-token -q -s "http://$host:$port" --allow-http
  [ "$status" = 0 ] || fail "a public address is asked with --allow-http: $host"
  [ "$(cat "$directory/err")" = "$(warning "$address")" ] || fail "there is one warning: $host"
  echo "ok - $host is asked with --allow-http alone, and with a warning"
done

run auth transient-token -q
[ "$status" = 0 ] && [ ! -s "$directory/err" ] || fail 'loopback is asked without a warning'
echo 'ok - loopback is asked without a warning'
