#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Runs the test program of a coverage build and reports which lines of src/ and cmd/ it reached.
# Usage: coverage.sh FOLDER_OF_THE_PROJECT TEST_PROGRAM
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
LLVM_PROFILE_FILE=$folder/tests.profraw "$2" --minimal
llvm-profdata merge -sparse "$folder/tests.profraw" -o "$folder/tests.profdata"
cd "$1"
llvm-cov report "$2" -instr-profile="$folder/tests.profdata" src cmd
