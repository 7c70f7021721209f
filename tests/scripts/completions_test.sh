#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Asks bash, zsh and fish themselves what they offer for a command line, with the committed
# completions. Usage: completions_test.sh DIRECTORY_OF_THE_PROJECT
set -euo pipefail

completions=$1/completions
scripts=$1/tests/scripts
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
touch "$directory/token.txt" "$directory/a file.pem"
mkdir "$directory/home"
# Nothing of the user's own, and a plex that fails if a completion should call it.
export HOME=$directory/home XDG_CONFIG_HOME=$directory/home XDG_DATA_HOME=$directory/home
printf '#!/bin/sh\necho called >>"%s/called"\n' "$directory" >"$directory/home/plex"
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
plex auth |signin whoami transient-token source-info
plex auth s|signin source-info not whoami
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
plex help |auth environment exit-codes security
plex help auth |signin whoami transient-token source-info not environment
plex help auth who|whoami not signin
plex help security |not auth
plex auth whoami --show|--show-token
plex auth signin --show|not --show-token
"

mapfile -t lines < <(grep -F '|' <<<"$table" | cut -d '|' -f 1)
zsh -f "$scripts/complete.zsh" "$completions" "${lines[@]}" >"$directory/zsh"

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

[ ! -e called ] || { echo 'a completion called plex'; exit 1; }
echo "$checks command lines completed by the shells"
