#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Every page of the manual is clean under man and mandoc. Usage: man_test.sh DIRECTORY_OF_THE_PROJECT
set -euo pipefail

pages=0
for page in "$1"/man/*.[17]; do
  warnings=$(MANWIDTH=80 LC_ALL=C.UTF-8 man --warnings -l "$page" 2>&1 >/dev/null)
  warnings+=$(mandoc -Tlint -W warning "$page" || true)
  if [ -n "$warnings" ]; then
    printf '%s: %s\n' "${page##*/}" "$warnings"
    exit 1
  fi
  pages=$((pages + 1))
done
[ "$pages" -ge 10 ] || { echo "only $pages pages were found"; exit 1; }
echo "$pages pages without a warning"
