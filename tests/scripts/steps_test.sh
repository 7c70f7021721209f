#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Says in one line for each step of "Adding a command" in the README that is missing what to add and
# where. The test of every_command() and `plex-docs --check` do the same for their steps.
# Usage: steps_test.sh PROJECT_DIRECTORY PLEX
set -euo pipefail

plex=$(realpath "$2")
cd "$1"

missing=0
# step FILE WHAT TO DO
step() {
  printf '%s: %s\n' "$1" "${*:2}"
  missing=$((missing + 1))
}

# has FILE LINE: whether the file has this line, at any indentation.
has() { sed 's/^ *//' "$1" | grep -qxF -- "$2"; }

# A command of the group auth is a .cpp without a .hpp; its name has dashes for underscores.
for file in cmd/auth/*.cpp; do
  unit=$(basename "$file" .cpp)
  if [ "$unit" = auth ] || [ -e "cmd/auth/$unit.hpp" ]; then
    continue
  fi
  function=auth_${unit}_command
  has "$file" "Command $function() {" || step "$file" "define Command $function()"
  has cmd/commands.hpp "Command $function();" || step cmd/commands.hpp "add Command $function();"
  entry="Entry{\"${unit//_/-}\", $function},"
  has cmd/auth/auth.cpp "$entry" || step cmd/auth/auth.cpp "add $entry"
done
while read -r unit; do
  [ -e "cmd/auth/$unit.cpp" ] || step "cmd/auth/$unit.cpp" "add the command that commands.hpp declares"
done < <(sed -n 's/^Command auth_\(.*\)_command();$/\1/p' cmd/commands.hpp)

# check_sources DIRECTORY: every source below it is compiled.
check_sources() {
  local source
  while read -r source; do
    grep -q -E "(^|[ (])${source//./\\.}([ )]|\$)" "$1/CMakeLists.txt" ||
      step "$1/CMakeLists.txt" "add $source"
  done < <(cd "$1" && find . -name '*.cpp' ! -name '*_test.cpp' ! -path './fuzz/*' -printf '%P\n' | sort)
}
check_sources src
check_sources cmd
check_sources tests

# What the program knows.
commands_of() { "$plex" "$@" --help | sed -n -E '/^Commands:/,/^$/s/^  ([a-z-]+) .*/\1/p'; }
topics=$("$plex" help help | sed -n '1,/^$/p' | tr '\n' ' ' | sed -E 's/.*topic: //; s/,//g')
[ -n "$topics" ] || step cmd/help/help.cpp 'name the topics in the purpose of help'

pages=plex.1
for group in $(commands_of); do
  pages+=" plex-$group.1"
  for command in $(commands_of "$group"); do
    pages+=" plex-$group-$command.1"
    test=tests/$group/${command//-/_}_test.cpp
    [ -e "$test" ] || step "$test" "add tests of plex $group $command"
    grep -q -E "^\| \`plex $group ${command}[\` ]" README.md ||
      step README.md "add plex $group $command to the table of commands"
  done
done
for topic in $topics; do
  pages+=" plex-$topic.7"
done
for page in $pages; do
  [ -e "man/$page" ] || step "man/$page" 'add the page'
done
for page in man/*; do
  [[ " $pages " == *" ${page#man/} "* ]] ||
    step "$page" 'no command or topic has this name; add it or remove the page'
done

[ $missing = 0 ] || exit 1
echo "no step is missing for $(wc -w <<<"$pages") pages"
