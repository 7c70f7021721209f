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
has() { sed 's/^ *//' "$1" | grep -xF -- "$2" >/dev/null; }

# A command of the group auth is a .cpp without a .hpp; its name has dashes for underscores.
for file in cmd/auth/*.cpp; do
  unit=$(basename "$file" .cpp)
  if [ "$unit" = auth ] || [ -e "cmd/auth/$unit.hpp" ]; then
    continue
  fi
  function=auth_${unit}_command
  has "$file" "Command $function() {" || step "$file" "define Command $function()"
  has cmd/commands.hpp "Command $function();" || step cmd/commands.hpp "add Command $function();"
  if grep -qxF "#include \"src/auth/$unit.hpp\"" "$file" && [ ! -e "src/auth/$unit.cpp" ]; then
    step "src/auth/$unit.cpp" "define what src/auth/$unit.hpp declares"
  fi
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

# section HEADING: the rows of the table below this heading of the README.
section() { sed -n "/^## $1\$/,/^##* /p" README.md | grep '^| [^-]' | tail -n +2; }

# The program's exit codes as rows of that table.
exit_codes=$("$plex" help exit-codes | awk '
  function print_row() { if (row) print row (codes ? " | " codes " |" : " | |") }
  /^ ? ?[0-9]+  |^128/ { print_row(); status = $1; sub(/^ *[^ ]+ +/, ""); row = "| " status " | " $0; codes = "" }
  /^     [a-z]/ { codes = codes (codes ? ", " : "") "`" $1 "`" }
  END { print_row() }')
while read -r row; do
  step README.md "let the table of exit codes say: $row"
done < <(comm -23 <(sort <<<"$exit_codes") <(section 'Exit codes' | sort))
while read -r row; do
  step README.md "remove from the table of exit codes: $row"
done < <(comm -13 <(sort <<<"$exit_codes") <(section 'Exit codes' | sort))

variables=$("$plex" help environment | grep -oE '^  [A-Za-z_]+(, [A-Za-z_]+)*' | tr -d ' ' | tr ',' '\n' | sort)
shown=$(section 'Environment variables' | cut -d '|' -f 2 | grep -oE '[A-Za-z]\w+`' | tr -d '`' | sort)
for variable in $(comm -23 <(echo "$variables") <(echo "$shown")); do
  step README.md "add $variable to the table of variables"
done
for variable in $(comm -13 <(echo "$variables") <(echo "$shown")); do
  step README.md "remove $variable from the table of variables"
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
