#!/bin/bash
# SPDX-License-Identifier: MIT
#
# What people and jobs do with a sign-in that lasts, as the README shows it, against fake-plex on
# loopback: in a shell, in cron, in a container and in CI. Stops at the first thing that does not hold.
# Usage: sign_in_test.sh PLEX FAKE_PLEX
set -uo pipefail
. "$(dirname "$0")/fake_plex.sh"
. "$(dirname "$0")/checks.sh"

program=$(realpath "$1")
fake_plex=$(realpath "$2")

# said WORDS: what a command prints, and its exit status if that is not 0.
said() {
  local status=0
  "$@" 2>&1 </dev/null || status=$?
  [ $status = 0 ] || printf 'exit %s\n' $status
}

# approve CODE: what a person does on another device.
approve() {
  curl -fsS -d "code=$1&token=$admin" "${PLEX_URL}/control/approve"
}

start_fake_plex "$fake_plex"

# `plex` is found as it is when installed. No keyring of the person who runs this is asked.
unset DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR DISPLAY WAYLAND_DISPLAY BROWSER XDG_STATE_HOME
export HOME=$directory/home
mkdir "$directory/bin" "$HOME"
ln -s "$program" "$directory/bin/plex"
PATH=$directory/bin:$PATH
cd "$directory" || fail 'the directory for files of this test is there'

admin=dana-ADMIN-token_001
attic_token=attic-SERVER-token_1
printf '%s\n' "$admin" >token.txt
state=$HOME/.local/state/plex
nobody_is_in=$'plex: error: no token was given and nobody is signed in
hint: sign in with \'plex auth login\', or pass --token-file FILE or set PLEX_TOKEN
exit 4'

# Nobody is signed in.
same 'a command without a token says how to sign in' "$nobody_is_in" "$(said plex auth whoami)"
token=$(plex auth token 2>/dev/null)
same 'an assignment of no token fails' 'exit 4: ' "exit $?: $token"
same 'signing nobody out succeeds' 'plex: note: nobody is signed in' "$(said plex auth logout)"

# Signing in with a token.
same 'login with a token says who signed in and where the token is kept' \
  "account  dana
e-mail   dana@example.org
uuid     0f3c9a7712bd4e55
kept in  the file $state/accounts.json
in use   yes" "$(said plex auth login --token-file token.txt)"
same 'the kept token is private' '600 700' "$(stat -c %a "$state/accounts.json" "$state" | paste -sd ' ')"
same 'whoami needs no token any more' dana "$(said plex auth whoami -q)"
made=$(plex auth transient-token -s Attic -q)
same 'transient-token -s NAME finds the server and its token' \
  'exit 0: transient-7d1c2a90-1b44-4e0c-9a55-000000000001' "exit $?: $made"
same 'token prints the token for another program' 200 \
  "$(curl -s -o /dev/null -w '%{http_code}' -H "X-Plex-Token: $(plex auth token)" \
    -H 'X-Plex-Client-Identifier: curl' "$PLEX_TV_URL/user")"
evaluated=$(
  unset PLEX_URL
  set -a
  eval "$(plex auth servers Attic -o env)"
  printf '%s %s ' "$PLEX_TOKEN" "$PLEX_URL"
  plex auth transient-token -q
)
same 'servers NAME -o env can be evaluated and is enough for the server' \
  "$attic_token $PLEX_URL transient-7d1c2a90-1b44-4e0c-9a55-000000000002" "$evaluated"
# shellcheck disable=SC2317
docker() { printf '%s\n' "$@"; }
same 'claim-token -q is the variable of a new container' \
  $'run\n-e\nPLEX_CLAIM=claim-inventedClaim_0001\nplexinc/pms-docker' \
  "$(docker run -e PLEX_CLAIM="$(plex auth claim-token -q)" plexinc/pms-docker)"
same 'status -q names the account in use' dana "$(said plex auth status -q)"

# A variable comes first.
same 'login warns of a variable that comes first' \
  $'plex: warning: PLEX_TOKEN is set and comes first; unset it to use this sign-in\ndana' \
  "$(PLEX_TOKEN=robin-2FA-token_0002 said plex auth login --token-file token.txt -q)"
same 'the token of a variable comes first' robin \
  "$(PLEX_TOKEN=robin-2FA-token_0002 said plex auth whoami -q)"
same 'a rejected token of a variable is named and the sign-in is offered' \
  "plex: error: plex.tv does not accept the token of PLEX_TOKEN; server said: \"Invalid token\" (${PLEX_URL#http://})
hint: unset PLEX_TOKEN to use the sign-in of dana
exit 4" "$(PLEX_TOKEN=revoked-OLD-token_07 said plex auth whoami)"

# Signing out.
same 'logout says who was signed out' 'signed out  dana' "$(said plex auth logout)"
same 'nobody is signed in after logout' "$nobody_is_in" "$(said plex auth whoami)"
same 'no token is left in the state directory after logout' '' "$(grep -rl "$admin" "$state")"
refused=$(curl -s -o /dev/null -w '%{http_code}' -H "X-Plex-Token: $admin" \
  -H 'X-Plex-Client-Identifier: curl' "$PLEX_TV_URL/user")
same 'the token is refused at plex.tv after logout' 401 "$refused"

# Signing in by code.
plex auth login -q >out 2>err &
waiting=$!
for _ in {1..100}; do
  grep -q '^waiting until' err && break
  sleep 0.05
done
same 'login shows where to enter which code' "Sign in to Plex
  open   https://plex.tv/link/?pin=7RQZ
  or go to plex.tv/link on any device and enter   7RQZ
waiting until HH:MM (Ctrl-C stops)" "$(sed -E 's/[0-9]{2}:[0-9]{2}/HH:MM/' err)"
approve 7RQZ
wait "$waiting"
same 'login ends when the code is approved' 'exit 0: dana' "exit $?: $(cat out)"
waiting=
code=$(plex auth login --no-wait -q)
pending=$'plex: error: nobody has approved the code yet\nhint: approve it, then try again\nexit 11'
same 'login --resume --no-wait says that nobody has approved the code' "$pending" \
  "$(said plex auth login --resume --no-wait)"
approve "$code"
same 'login --resume --no-wait finishes the sign-in' dana \
  "$(said plex auth login --resume --no-wait -q)"
same 'a code is resumed once' $'plex: error: there is no sign-in to resume
hint: start one with \'plex auth login --no-wait\'\nexit 2' "$(said plex auth login --resume)"

# A job of cron has HOME and a short PATH, but no terminal and no bus.
cron() { env -i HOME="$HOME" PATH=/usr/bin:/bin PLEX_TV_URL="$PLEX_TV_URL" "$program" "$@"; }
same 'cron uses the sign-in' dana "$(said cron auth whoami -q)"
same 'cron reaches a server by its name' transient-7d1c2a90-1b44-4e0c-9a55-000000000003 \
  "$(said cron auth transient-token -s Attic -q)"
same 'cron checks the sign-in' dana "$(said cron auth status -q)"
same 'cron is not asked to approve a code with --no-input' \
  $'plex: error: nobody is here to approve a code
hint: get one with --no-wait and approve it elsewhere, or pass --token-file FILE, or --username and a password
exit 2' "$(said cron auth login --no-input)"

# A container has neither a bus nor, sometimes, a home.
container() { env -i PATH=/usr/bin:/bin PLEX_TV_URL="$PLEX_TV_URL" "$@"; }
mkdir container
same 'a container without a bus keeps the token in a file' dana \
  "$(said container HOME="$directory/container" "$program" auth login --token-file token.txt -q)"
same 'the file is in the home of the container' \
  $'accounts.json\naccounts.lock\nclient-identifier' "$(ls container/.local/state/plex)"
no_keyring=$'plex: error: there is no keyring here\nhint: keep the token in a file with --store file\nexit 3'
same 'a keyring that is wanted but not there is an error' "$no_keyring" \
  "$(said container HOME="$directory/container" "$program" auth login --token-file token.txt --store keyring)"
same 'a bus that is not there is no keyring' "$no_keyring" \
  "$(said container HOME="$directory/container" DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere \
    "$program" auth login --token-file token.txt --store keyring)"
same 'login without a home keeps nothing and says so' \
  $'plex: error: nowhere to keep a sign-in: neither HOME nor XDG_STATE_HOME is set
hint: set HOME, or pass a token with --token-file FILE or PLEX_TOKEN
exit 3' "$(said container "$program" auth login --token-file token.txt)"
same 'without a home nobody is signed in' "$nobody_is_in" "$(said container "$program" auth whoami)"
same 'a variable is enough without a home' dana \
  "$(said container PLEX_TOKEN=$admin "$program" auth whoami -q)"

# CI.
same 'login in CI says what to do without a person' \
  $'plex: error: nobody is here to approve a code
hint: get one with --no-wait and approve it elsewhere, or pass --token-file FILE, or --username and a password
exit 2' "$(CI=true said plex auth login)"
same 'login in CI takes a token' dana "$(CI=true said plex auth login --token-file token.txt -q)"
same 'login in CI takes a password' frida \
  "$(CI=true PLEX_PASSWORD=libre said plex auth login -u frida -q)"
same 'the sign-in made last is in use' frida "$(said plex auth whoami -q)"
same 'switch changes it' dana "$(said plex auth switch dana -q)"
same 'CI uses the sign-in' dana "$(CI=true said plex auth whoami -q)"
same 'login --no-wait in CI prints a code and exits' 4 \
  "$(CI=true plex auth login --no-wait -q | tr -d '\n' | wc -c)"

# A token that was given is enough: neither the kept sign-ins nor the library of the keyring is opened.
# A pipe in place of the kept sign-ins fails whoever reads them.
rm "$state/accounts.json"
mkfifo "$state/accounts.json"
same 'what is not a file is not read as the kept sign-ins' \
  "plex: error: cannot read the kept sign-ins from $state/accounts.json: it is not a regular file
hint: repair the file, or move it away and sign in again with 'plex auth login'
exit 3" "$(said plex auth whoami)"

# files_of WORDS: which of these three files the command opens. Leaks cannot be looked for meanwhile.
files_of() {
  ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0 \
    strace -f -qq -e trace=open,openat,openat2 -o opened plex "$@" >/dev/null 2>&1 </dev/null
  grep -o -E 'client-identifier|accounts|libsystemd' opened | sort -u | paste -sd ' '
}
if strace -qq -o /dev/null true 2>/dev/null; then
  files=files_of
  same 'a command without a token opens the kept sign-ins' accounts "$(files_of auth whoami)"
  same 'login into a keyring opens its library' 'accounts libsystemd' \
    "$(HOME=$directory/container files_of auth login --token-file token.txt --store keyring)"
else
  printf 'ok - this system lets no process be traced # skipped\n'
  files=true
fi
only_identifier=$([ $files = true ] || echo client-identifier)
while read -r words; do
  # The words of a command.
  # shellcheck disable=SC2086
  {
    same "$words with --token-file succeeds" 0 \
      "$(plex auth $words --token-file token.txt >/dev/null 2>&1; echo $?)"
    same "$words with PLEX_TOKEN succeeds" 0 "$(PLEX_TOKEN=$admin plex auth $words >/dev/null 2>&1; echo $?)"
    same "$words with --token-file opens no kept sign-in and no keyring" "$only_identifier" \
      "$($files auth $words --token-file token.txt)"
    same "$words with PLEX_TOKEN opens no kept sign-in and no keyring" "$only_identifier" \
      "$(PLEX_TOKEN=$admin $files auth $words)"
  }
done <<'COMMANDS'
whoami
servers
token -s Attic
claim-token
new-token backup
transient-token
transient-token -s Attic
source-info a77100000000000000000000000000000000d01a
COMMANDS
