#!/bin/bash
# SPDX-License-Identifier: MIT
#
# What scripts do with the program, as the README shows it, against fake-plex on loopback. Stops at
# the first thing that does not hold. Usage: cli_test.sh PLEX FAKE_PLEX
set -uo pipefail
. "$(dirname "$0")/fake_plex.sh"
. "$(dirname "$0")/checks.sh"

program=$(realpath "$1")
fake_plex=$(realpath "$2")

# fits SENTENCE PATTERN FOUND
fits() {
  # The pattern is one on purpose.
  # shellcheck disable=SC2254
  case $3 in
    $2) printf 'ok - %s\n' "$1" ;;
    *)
      printf 'wanted: %s\n found: %q\n' "$2" "$3" >&2
      fail "$1"
      ;;
  esac
}

# Runs its arguments, discards their output and prints their exit status.
status_of() {
  "$@" >/dev/null 2>&1 </dev/null
  echo $?
}

start_fake_plex "$fake_plex"

# `plex` is found as it is when installed.
export HOME=$directory XDG_STATE_HOME=$directory/state
mkdir "$directory/bin"
ln -s "$program" "$directory/bin/plex"
PATH=$directory/bin:$PATH
cd "$directory" || fail 'the directory for files of this test is there'

admin=dana-ADMIN-token_001
source_id=a77100000000000000000000000000000000d01a

# Signing in.
printf 'open-sesame\n' >password.txt
token=$(plex auth signin --username robin --password-file - --code 123456 -q <password.txt)
same 'signin with a code and a password from standard input succeeds' 0 $?
same 'signin -q prints the token alone' robin-2FA-token_0002 "$token"
printed=$(printf 'open-sesame' | plex auth signin -u robin --password-stdin --code 123456 -q 2>&1)
same 'signin takes the password from a pipe and says nothing else' robin-2FA-token_0002 "$printed"
same 'signin without its code exits 10' 10 \
  "$(status_of plex auth signin --username robin --password-file password.txt)"

# The account.
export PLEX_TOKEN=$admin
same 'whoami --field prints one value' true "$(plex auth whoami --field subscription.active)"
[ "$(plex auth whoami --field subscription.active)" = true ]
same 'a condition on a field holds' 0 $?
name=$(plex auth whoami -q | cat)
same 'whoami -q through a pipe prints the user name' dana "$name"

# A token to hand out.
TOKEN=$(plex auth transient-token -q)
same 'transient-token succeeds in an assignment' 0 $?
fits 'transient-token -q prints a token alone' 'transient-*-000000000001' "$TOKEN"
same 'a transient token can make another' 0 "$(PLEX_TOKEN=$TOKEN status_of plex auth transient-token)"

# A source, as variables of this shell.
source=server://$source_id
found=$(
  eval "$(plex auth source-info "$source" -o env)" && printf '%s %s' "$PLEX_TOKEN" "$PLEX_URL"
)
same 'source-info -o env can be evaluated' 0 $?
token=${found%% *}
url=${found#* }
same 'the evaluated URL is the first connection' \
  "$(plex auth source-info "$source" -q | head -n 1)" "$url"
same 'the evaluated token is the access token' \
  "$(plex auth source-info "$source" --field accessToken)" "$token"
same 'standard error stays out of what is evaluated' '' \
  "$(plex auth source-info $source_id -o env 2>/dev/null | grep -v -E '^PLEX_(TOKEN|URL|TOKEN_FILE|ACCOUNT)=')"

# An env file.
(umask 077 && plex auth transient-token -o env >plex.env)
fits 'an env file holds four plain lines' $'PLEX_TOKEN=transient-*\nPLEX_URL=http://127.0.0.1:*\nPLEX_TOKEN_FILE=\nPLEX_ACCOUNT=' \
  "$(cat plex.env)"
evaluated=$(
  unset PLEX_TOKEN PLEX_URL PLEX_TOKEN_FILE PLEX_ACCOUNT
  set -a
  # shellcheck disable=SC1091
  . ./plex.env
  printf '%s\n' "PLEX_TOKEN=$PLEX_TOKEN" "PLEX_URL=$PLEX_URL" \
    "PLEX_TOKEN_FILE=$PLEX_TOKEN_FILE" "PLEX_ACCOUNT=$PLEX_ACCOUNT"
)
same 'a shell reads an env file as a container runtime does' "$(cat plex.env)" "$evaluated"
# shellcheck disable=SC2046
same 'a program started with the env file gets in' 0 \
  "$(status_of env -u PLEX_TOKEN $(cat plex.env) plex auth transient-token)"

# Exit statuses.
if PLEX_TOKEN=revoked-OLD-token_07 plex auth whoami >out 2>err; then
  fail 'a revoked token is no success'
else
  same 'a revoked token exits 4' 4 $?
fi
same 'a failure prints nothing on standard output' '' "$(cat out)"
same 'a failure is one error and one hint' 'plex: error: hint: ' \
  "$(sed -E 's/^(plex: error: |hint: ).*/\1/' err | tr -d '\n')"
same 'a failure does not repeat the token' '' "$(grep revoked-OLD-token_07 err)"
same 'an unknown command exits 2' 2 "$(status_of plex auth trasient-token)"
same 'a missing token exits 4' 4 "$(PLEX_TOKEN='' status_of plex auth whoami)"
same 'a missing token file exits 3' 3 "$(status_of plex auth whoami --token-file nowhere)"
same 'an unknown source exits 5' 5 \
  "$(status_of plex auth source-info server://dead000000000000000000000000000000000000)"
same 'a rate limited account exits 9' 9 \
  "$(PLEX_PASSWORD=x status_of plex auth signin --username rita)"
same 'help exits 0' 0 "$(status_of plex --help)"
exec {closed}> >(exit 0)
wait $!
env --default-signal=PIPE plex help environment >&"$closed" 2>err
same 'a pipe that nobody reads ends it' 141 $?
same 'a pipe that nobody reads is no error message' '' "$(cat err)"
exec {closed}>&-

# Libraries.
# loaded_by WORDS: which of these two the loader opens for the command. libcurl shows that it tells.
loaded_by() {
  LD_DEBUG=files plex "$@" 2>&1 </dev/null | grep -o -E 'calling init: .*/lib(curl|systemd)\.' |
    sed -E 's/.*lib(.*)\./\1/' | sort -u | tr '\n' ' '
}
same 'the version loads no keyring' 'curl ' "$(loaded_by --version)"
same 'a command with a token loads no keyring' 'curl ' "$(loaded_by auth whoami)"

# Files left behind.
same 'one identifier is kept and nothing else' state/plex/client-identifier \
  "$(find state -type f)"
same 'the identifier is private' 600 "$(stat -c %a state/plex/client-identifier)"

# Memory. A program without assertions is one that was built to be used. It is run by nobody: the
# kernel gives the files in /proc of a process whose memory is closed to root, and root's are anyway.
install -m 755 "$program" plex-for-all
chmod 711 .
as_nobody=()
[ "$(id -u)" != 0 ] || as_nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
mkfifo silent
(
  ulimit -c unlimited 2>/dev/null
  exec "${as_nobody[@]}" env PLEX_CLIENT_ID=waiting ./plex-for-all auth whoami -q --token-file - <silent
) >late.txt &
waiting=$!
# Opening for writing returns once the program reads.
exec 9>silent
# Until it has started and waits for the token.
for _ in {1..100}; do
  [ "$(cat "/proc/$waiting/comm")" = plex-for-all ] && grep -q '^State:.*sleeping' "/proc/$waiting/status" && break
  sleep 0.05
done
if grep -aq __assert_fail "$program"; then
  printf 'ok - a build for developers may dump core and be read # skipped\n'
else
  same 'a program that holds secrets dumps no core' 0 \
    "$(sed -n -E 's/^Max core file size +([^ ]+).*/\1/p' "/proc/$waiting/limits")"
  same 'the memory of a program that holds secrets is closed to its own user' 0 \
    "$(stat -c %u "/proc/$waiting/mem")"
fi
printf '%s\n' "$admin" >&9
exec 9>&-
wait "$waiting"
same 'a token that comes late through a pipe is taken' 'exit 0: dana' "exit $?: $(cat late.txt)"
waiting=
