#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Breaks each rule of check_layers.cmake by one line, in a copy of the sources, and expects that the
# rule, the file and the line are reported. Usage: check_layers_test.sh PROJECT_DIRECTORY
set -euo pipefail

project=$1
rules=$project/tests/scripts/check_layers.cmake
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r "$project/src" "$project/cmd" "$project/tests" "$copy"

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# The rule that is broken: a room of may_include(), or the reason that forbid() or report() gives. Then
# the file to change, which may be a new one, and the line to add to it.
table='
src|src/error.hpp|#include "src/text/json.hpp"
src/text|src/text/visible.cpp|#include "src/http/url.hpp"
src/http|src/http/retry.hpp|#include "src/plex/client.hpp"
src/plex|src/plex/token.cpp|#include "src/auth/account.hpp"
src/auth|src/auth/whoami.cpp|#include "cmd/context.hpp"
src/auth|src/auth/whoami.cpp|#include "src/http/http.hpp"
cmd/version|cmd/version.hpp|#include "src/error.hpp"
cmd/file_descriptor|cmd/file_descriptor.hpp|#include "src/error.hpp"
cmd/command|cmd/command.hpp|#include "cmd/context.hpp"
cmd/commands|cmd/commands.hpp|#include "cmd/options/options.hpp"
cmd/console|cmd/console.cpp|#include "cmd/context.hpp"
cmd/context|cmd/context.hpp|#include "cmd/output/output.hpp"
cmd/process|cmd/process.cpp|#include "cmd/session.hpp"
cmd/storage|cmd/storage/client_identifier.cpp|#include "cmd/options/identity.hpp"
cmd/options|cmd/options/settings.cpp|#include "cmd/secrets/secret_input.hpp"
cmd/browser|cmd/browser.cpp|#include "cmd/options/env.hpp"
cmd/accounts|cmd/accounts/account_store.cpp|#include "cmd/output/output.hpp"
cmd/accounts|cmd/accounts/code_sign_in.cpp|#include "src/http/retry.hpp"
cmd/accounts|cmd/accounts/kept_token.cpp|#include "cmd/session.hpp"
cmd/secrets|cmd/secrets/secret_file.cpp|#include "cmd/output/output.hpp"
cmd/secrets|cmd/secrets/token_input.cpp|#include "cmd/accounts/token_choice.hpp"
cmd/output|cmd/output/output.cpp|#include "cmd/session.hpp"
cmd/session|cmd/session.hpp|#include "cmd/auth/account_result.hpp"
cmd/session|cmd/session.cpp|#include "src/auth/whoami.hpp"
cmd/session|cmd/session.cpp|#include "cmd/accounts/code_sign_in.hpp"
cmd/auth|cmd/auth/whoami.cpp|#include "cmd/app.hpp"
cmd/auth|cmd/auth/whoami.cpp|#include "src/http/http.hpp"
cmd/auth|cmd/auth/login.cpp|#include "cmd/storage/private_file.hpp"
cmd/parse|cmd/parse/parser.cpp|#include "cmd/context.hpp"
cmd/help|cmd/help/help.cpp|#include "cmd/session.hpp"
cmd/docs|cmd/docs/man.cpp|#include "src/plex/client.hpp"
cmd/app|cmd/app.cpp|#include "cmd/session.hpp"
cmd/app|cmd/app.cpp|#include "cmd/accounts/kept_token.hpp"
no may_include() says what it may use|cmd/attic/box.cpp|
the library knows no process|src/http/proxy.cpp|const char* home = std::getenv("HOME");
the library knows no option, variable or command|src/http/retry.cpp|// Allow more with --timeout.
the library knows no option, variable or command|src/plex/token.cpp|const char* variable = "PLEX_TOKEN";
libcurl has one place|src/http/retry.cpp|#include <curl/curl.h>
libcurl has one place|tests/text/json_test.cpp|#include <curl/curl.h>
the transport is named by main and tests only|cmd/app.cpp|#include "src/http/curl_transport.hpp"
sd-bus has one place|cmd/accounts/secret_service_session.hpp|#include <systemd/sd-bus.h>
sd-bus has one place|tests/accounts/secret_service_test.cpp|#include <systemd/sd-bus.h>
headers include <nlohmann/json_fwd.hpp>|src/text/json.hpp|#include <nlohmann/json.hpp>
CLI11 has one place|cmd/help/help.cpp|#include <CLI/App.hpp>
includes are written from the root|src/text/visible.cpp|#include "visible.hpp"
the fake Plex shares no code with what it tests|tests/support/fake_plex_script.cpp|#include "src/text/json.hpp"
the fake Plex shares no code with what it tests|tests/support/fake_pins.cpp|#include "src/text/encoding.hpp"
a command is one file and is declared in cmd/commands.hpp|cmd/auth/whoami.hpp|
'

check() { cmake -DSOURCE="$copy" -P "$rules" 2>&1; }

said=$(check) || fail "the sources break a rule as they are: $said"

broken=0
while IFS='|' read -r rule file line; do
  [ -n "$rule" ] || continue
  mkdir -p "$(dirname "$copy/$file")"
  printf '%s\n' "$line" >>"$copy/$file"
  ! said=$(check) || fail "nothing was reported when $file had the line: $line"
  case $rule in
    src | src/* | cmd/*) rule+=' may not use it' ;;
  esac
  grep -qxF -- "$file: $rule: $line" <<<"$said" ||
    fail "not reported was '$file: $rule: $line' but: $said"
  if [ -e "$project/$file" ]; then
    cp "$project/$file" "$copy/$file"
  else
    rm "$copy/$file"
  fi
  broken=$((broken + 1))
done <<<"$table"

# Each rule has a line in the table.
sed -n -E -e 's/^may_include\(([a-z_/]+).*/\1/p' -e 's/^forbid\("([^"]*)".*/\1/p' "$rules" |
  while read -r rule; do
    cut -d '|' -f 1 <<<"$table" | grep -xF -- "$rule" >/dev/null ||
      fail "add a line that breaks the rule to check_layers_test.sh: $rule"
  done
echo "$broken lines that break a rule were reported"
