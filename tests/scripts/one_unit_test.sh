#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Release builds compile src/ as one unit, cmd/ as another and cmd/docs/ as a third, so no two files of
# one may give one name to two things. This reads each as one unit, without compiling it.
# Usage: one_unit_test.sh PROJECT_DIRECTORY COMPILER
set -euo pipefail

cd "$1"
compiler=$2

# read_as_one LIBRARY FILE...
read_as_one() {
  local said
  said=$(printf '#include "%s"\n' "${@:2}" |
    "$compiler" -std=c++20 -I . -DPLEX_VERSION='""' -DFMT_HEADER_ONLY -fsyntax-only -x c++ - 2>&1) || {
    grep -m 1 -A 7 error: <<<"$said"
    printf 'the files of %s give one name to two things: rename one\n' "$1"
    exit 1
  }
  printf '%s: %s files as one unit\n' "$1" $(($# - 1))
}

mapfile -t client < <(find src -name '*.cpp' | sort)
mapfile -t docs < <(find cmd/docs -name '*.cpp' ! -name main.cpp | sort)
mapfile -t cli < <(find cmd -name '*.cpp' ! -name main.cpp ! -path 'cmd/docs/*' | sort)
read_as_one plex_client "${client[@]}"
read_as_one plex_cli "${cli[@]}"
read_as_one plex_docs "${docs[@]}"
