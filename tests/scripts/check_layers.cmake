# SPDX-License-Identifier: MIT
#
# Who may include whom. Run with: cmake -DSOURCE=… -P check_layers.cmake
cmake_minimum_required(VERSION 3.25)

set(breaches 0)
set(checked "")

function(report path why line)
  message("${path}: ${why}: ${line}")
  math(EXPR breaches "${breaches} + 1")
  set(breaches ${breaches} PARENT_SCOPE)
endfunction()

# The files of `room`, a directory or a list of files, include from the project only themselves and
# the rooms and files in `ARGN`. A directory stands for the files directly in it.
function(may_include room)
  if(IS_DIRECTORY ${SOURCE}/${room})
    file(GLOB paths RELATIVE ${SOURCE} ${SOURCE}/${room}/*.?pp)
  else()
    file(GLOB paths RELATIVE ${SOURCE} ${SOURCE}/${room}.?pp)
  endif()
  if(NOT paths)
    report(${room} "no such room" "")
  endif()
  foreach(path IN LISTS paths)
    file(STRINGS ${SOURCE}/${path} lines REGEX "^#include \"")
    foreach(line IN LISTS lines)
      string(REGEX REPLACE "^#include \"([^\"]*)\".*" "\\1" included ${line})
      cmake_path(GET included PARENT_PATH directory)
      cmake_path(REMOVE_EXTENSION included OUTPUT_VARIABLE unit)
      if(NOT directory IN_LIST ARGN AND NOT unit IN_LIST ARGN AND NOT directory STREQUAL room AND
         NOT unit STREQUAL room)
        report(${path} "${room} may not use it" ${line})
      endif()
    endforeach()
  endforeach()
  set(breaches ${breaches} PARENT_SCOPE)
  set(checked ${checked} ${paths} PARENT_SCOPE)
endfunction()

# No file that matches `files` has a line that matches `pattern`, except the file EXCEPT.
function(forbid why files pattern)
  cmake_parse_arguments(PARSE_ARGV 3 rule "" "EXCEPT" "")
  file(GLOB_RECURSE paths RELATIVE ${SOURCE} ${files})
  foreach(path IN LISTS paths)
    if(rule_EXCEPT AND path MATCHES "${rule_EXCEPT}")
      continue()
    endif()
    file(STRINGS ${SOURCE}/${path} lines REGEX "${pattern}")
    foreach(line IN LISTS lines)
      report(${path} "${why}" "${line}")
    endforeach()
  endforeach()
  set(breaches ${breaches} PARENT_SCOPE)
endfunction()

# The library, from the ground up.
set(ground src)
may_include(src)
may_include(src/text ${ground})
may_include(src/http src/text ${ground})
may_include(src/plex src/http src/text ${ground})
may_include(src/auth src/plex src/http/url src/text ${ground})

# The command line, from the ground up.
set(library src src/text src/http src/plex)
set(lobby cmd/command cmd/context cmd/console cmd/file_descriptor cmd/version)
may_include(cmd/version)
may_include(cmd/file_descriptor)
may_include(cmd/command)
may_include(cmd/commands cmd/command)
may_include(cmd/console ${library})
may_include(cmd/context ${library} cmd/console)
may_include(cmd/process ${library} cmd/context)
may_include(cmd/storage ${library} ${lobby})
may_include(cmd/options ${library} ${lobby} cmd/storage)
may_include(cmd/browser cmd/context)
may_include(cmd/secrets ${library} ${lobby} cmd/options)
may_include(cmd/accounts src src/text src/http/http src/http/url src/plex src/auth cmd/console cmd/context
            cmd/options cmd/secrets cmd/storage)
may_include(cmd/output ${library} ${lobby} cmd/options)
may_include(cmd/session src src/http/http src/http/url src/plex src/auth/resources cmd/context cmd/options
            cmd/output cmd/accounts/account_list cmd/accounts/kept_token cmd/accounts/server_access
            cmd/accounts/token_choice)
may_include(cmd/auth src src/text src/plex src/auth ${lobby} cmd/commands cmd/options cmd/secrets cmd/output
            cmd/accounts cmd/browser cmd/session cmd/storage/client_identifier)
may_include(cmd/parse src src/text cmd/command)
may_include(cmd/help src src/text ${lobby} cmd/options cmd/output cmd/parse)
may_include(cmd/docs ${lobby} cmd/options cmd/output cmd/help cmd/app)
may_include(cmd/app ${library} ${lobby} cmd/commands cmd/options cmd/output cmd/parse cmd/help
            cmd/accounts/token_choice)

# The program may use all of them.
file(GLOB_RECURSE unchecked RELATIVE ${SOURCE} ${SOURCE}/src/*.?pp ${SOURCE}/cmd/*.?pp)
list(REMOVE_ITEM unchecked cmd/main.cpp ${checked})
foreach(path IN LISTS unchecked)
  report(${path} "no may_include() says what it may use" "")
endforeach()

set(src ${SOURCE}/src/*.?pp)
set(cmd ${SOURCE}/cmd/*.?pp)
set(all ${src} ${cmd} ${SOURCE}/tests/*.?pp)

forbid("the library knows no process" "${src}"
  "std::(cout|cerr|cin|exit|getenv)|[^_a-z](getenv|printf|puts) ?\\(")
forbid("the library knows no option, variable or command" "${src}" "--|PLEX_|'plex ")
forbid("libcurl has one place" "${all}" "#include <curl/" EXCEPT "^src/http/curl_transport.cpp$")
forbid("the transport is named by main and tests only" "${src};${cmd}"
  "#include \"src/http/curl_transport.hpp\"" EXCEPT "^(src/http/curl_transport.cpp|cmd/main.cpp)$")
forbid("sd-bus has one place" "${all}" "#include <systemd/"
  EXCEPT "^(cmd/accounts/message_bus.cpp|tests/support/fake_(secret_service|vault).cpp)$")
forbid("headers include <nlohmann/json_fwd.hpp>" "${SOURCE}/src/*.hpp;${SOURCE}/cmd/*.hpp"
  "#include <nlohmann/json.hpp>")
forbid("CLI11 has one place" "${all}" "#include <CLI/" EXCEPT "^cmd/parse/parser.cpp$")
forbid("includes are written from the root" "${all}" "#include \"(\\.|[^\"/]*\")")
forbid("the fake Plex shares no code with what it tests" "${SOURCE}/tests/support/fake_*.?pp"
  "#include \"(src|cmd)/")

# Whatever may be included in cmd/auth is the result of several commands, not a command.
file(GLOB command_headers RELATIVE ${SOURCE} ${SOURCE}/cmd/auth/*.hpp)
list(FILTER command_headers EXCLUDE REGEX "_result\\.hpp$")
if(command_headers)
  report("${command_headers}" "a command is one file and is declared in cmd/commands.hpp" "")
endif()

if(breaches GREATER 0)
  message(FATAL_ERROR "${breaches} breaches of the layers")
endif()
