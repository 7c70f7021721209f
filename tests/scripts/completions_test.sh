#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Asks bash, zsh and fish themselves what they offer for a command line, with the committed
# completions. Usage: completions_test.sh DIRECTORY_OF_THE_PROJECT PLEX
set -euo pipefail

completions=$1/completions
scripts=$1/tests/scripts
plex=$(realpath "$2")
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
touch "$directory/token.txt" "$directory/a file.pem"
mkdir "$directory/home"
# Nothing of the user's own, and a plex that takes down what it is called for.
export HOME=$directory/home XDG_CONFIG_HOME=$directory/home XDG_DATA_HOME=$directory/home \
  XDG_STATE_HOME=$directory/home
unset PLEX_TOKEN PLEX_TOKEN_FILE PLEX_ACCOUNT
cat >"$directory/home/plex" <<EOF
#!/bin/sh
echo "\$*" >>"$directory/calls"
exec "$plex" "\$@"
EOF
chmod +x "$directory/home/plex"
PATH=$directory/home:$PATH
cd "$directory"

offered_by_bash() {
  bash --norc -c '
    source "$1/plex.bash"
    read -ra COMP_WORDS <<<"$2"
    [[ $2 == *" " ]] && COMP_WORDS+=("")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _plex
    printf "%s\n" "${COMPREPLY[@]}"' bash "$completions" "$1"
}
# Asked for all lines at once: zsh takes its time to start.
offered_by_zsh() { awk -F '|' -v line="$1" '$1 == line { print $2 }' "$directory/zsh"; }
offered_by_fish() {
  fish --no-config -c 'source $argv[1]/plex.fish; complete -C $argv[2]' "$completions" "$1" |
    cut -f 1
}

# LINE, the words that all shells offer for it, and after `not` words that no shell offers.
table="
plex |auth help
plex a|auth not help
plex auth |login logout status switch token whoami servers transient-token source-info claim-token new-token signin
plex auth s|status switch servers source-info signin not whoami
plex auth login --store |auto keyring file
plex auth servers --connection |local remote relay
plex auth whoami --col|--color not --cacert
plex auth whoami --color |auto always never
plex auth whoami -o |table json tsv not env
plex auth signin -o |table json tsv env
plex auth transient-token --output j|json not table
plex auth source-info --connection |local remote relay
plex auth source-info --con|--connection --connect-timeout
plex auth signin --password-f|--password-file not --token-file
plex auth whoami --token-file t|token.txt
plex auth transient-token --cacert t|token.txt
plex auth whoami --timeout |not token.txt
plex help |auth accounts environment exit-codes security
plex help auth |login switch signin whoami transient-token source-info not environment
plex help auth who|whoami not signin
plex help security |not auth
plex auth whoami --show|--show-token
plex auth signin --show|not --show-token
"

mapfile -t lines < <(grep -F '|' <<<"$table" | cut -d '|' -f 1)
zsh -f "$scripts/complete.zsh" "$completions" "${lines[@]}" >"$directory/zsh"
[ ! -e calls ] || { echo "a completion that needs no account called plex: $(cat calls)"; exit 1; }

checks=0
while IFS='|' read -r line words; do
  [ -n "$line" ] || continue
  for shell in bash zsh fish; do
    offered=$(offered_by_$shell "$line")
    wanted=yes
    for word in $words; do
      if [ "$word" = not ]; then
        wanted=no
      elif grep -qxF -e "$word" <<<"$offered"; then
        [ $wanted = yes ] || { echo "$shell offers '$word' for '$line'"; exit 1; }
      else
        [ $wanted = no ] || { echo "$shell does not offer '$word' for '$line': $offered"; exit 1; }
      fi
    done
    checks=$((checks + 1))
  done
done <<<"$table"

# Accounts, with names that a shell must not expand or run.
# entry UUID NAME_IN_JSON
entry() {
  printf '{"uuid":"%s","username":"%s","plexTv":"https://plex.tv/api/v2","clientIdentifier":"id",' "$@"
  printf '"method":"code","signedInAt":"2026-01-02T03:04:05Z","store":"file","token":"kept-token"}'
}
mkdir -m 700 home/state home/state/plex
export XDG_STATE_HOME=$directory/home/state
(
  umask 077
  printf '{"version":1,"accounts":[%s,%s,%s,%s]}' "$(entry 1 dana)" "$(entry 2 'Robin Hood')" \
    "$(entry 3 'Eve $(touch called) `touch called`')" "$(entry 4 "Ian's \\\"q\\\" *; touch called")" \
    >home/state/plex/accounts.json
)
names=(dana 'Robin Hood' 'Eve $(touch called) `touch called`' "Ian's \"q\" *; touch called")
account_lines=()
for line in 'plex auth switch ' 'plex auth token --account ' 'plex auth logout --account '; do
  for name in "${names[@]}"; do
    account_lines+=("$line${name:0:2}")
  done
done
zsh -f "$scripts/complete.zsh" "$completions" "${account_lines[@]}" >"$directory/zsh"

# The last word of the line as the shell reads it once the line was completed.
read_by_bash() { bash --norc -c "printf '%s\n' $(offered_by_bash "$1")"; }
read_by_zsh() {
  local completed
  completed=$(LINE=$1 awk 'index($0, ENVIRON["LINE"] ">") == 1 { print substr($0, length(ENVIRON["LINE"]) + 2) }' \
    "$directory/zsh")
  zsh -f -c "printf '%s\n' ${completed#"${1% *} "}"
}
read_by_fish() {
  fish --no-config -c "printf '%s\n' $(fish --no-config \
    -c 'source $argv[1]/plex.fish; complete --escape -C $argv[2]' "$completions" "$1" | cut -f 1)"
}
for line in "${account_lines[@]}"; do
  for name in "${names[@]}"; do
    [ "${name:0:2}" = "${line##* }" ] || continue
    for shell in bash zsh fish; do
      found=$(read_by_$shell "$line")
      [ "$found" = "$name" ] || { echo "$shell completes '$line' to '$found' instead of '$name'"; exit 1; }
      checks=$((checks + 1))
    done
  done
done
[ ! -e called ] || { echo 'a completion ran what a name contains'; exit 1; }
[ "$(sort -u calls)" = 'auth status --offline -o tsv' ] ||
  { echo "completions called plex: $(sort -u calls)"; exit 1; }
echo "$checks command lines completed by the shells"
