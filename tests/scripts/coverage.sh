#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Runs the test program of a coverage build and reports which lines of src/ and cmd/ it reached.
# Usage: coverage.sh DIRECTORY_OF_THE_PROJECT TEST_PROGRAM
set -euo pipefail

directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
LLVM_PROFILE_FILE=$directory/tests.profraw "$2" --minimal
llvm-profdata merge -sparse "$directory/tests.profraw" -o "$directory/tests.profdata"
cd "$1"
llvm-cov report "$2" -instr-profile="$directory/tests.profdata" src cmd
