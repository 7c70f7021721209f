# SPDX-License-Identifier: MIT
#
# Who may include whom. Run with: cmake -DSOURCE=… -P check_layers.cmake
cmake_minimum_required(VERSION 3.25)

set(breaches 0)

# No file that matches `files` may have a line that matches `pattern`; `except` is one that may.
function(forbid why files pattern)
  cmake_parse_arguments(PARSE_ARGV 3 rule "" "EXCEPT" "")
  file(GLOB_RECURSE paths RELATIVE ${SOURCE} ${files})
  foreach(path IN LISTS paths)
    if(rule_EXCEPT AND path MATCHES "${rule_EXCEPT}")
      continue()
    endif()
    file(STRINGS ${SOURCE}/${path} lines REGEX "${pattern}")
    foreach(line IN LISTS lines)
      message("${path}: ${why}: ${line}")
      math(EXPR breaches "${breaches} + 1")
    endforeach()
  endforeach()
  set(breaches ${breaches} PARENT_SCOPE)
endfunction()

set(src ${SOURCE}/src/*.?pp)
set(cmd ${SOURCE}/cmd/*.?pp)
set(all ${src} ${cmd} ${SOURCE}/tests/*.?pp)

forbid("the library knows no command line" "${src}" "#include [<\"](cmd/|CLI/|tests/)")
forbid("the library knows no process" "${src}"
  "std::(cout|cerr|cin|exit|getenv)|[^_a-z](getenv|printf|puts) ?\\(")
forbid("commands know no tests" "${cmd}" "#include \"tests/")
forbid("libcurl has one place" "${all}" "#include <curl/" EXCEPT "^src/curl_transport.cpp$")
forbid("the transport is named by main and tests only" "${src};${cmd}"
  "#include \"src/curl_transport.hpp\"" EXCEPT "^(src/curl_transport.cpp|cmd/main.cpp)$")
forbid("headers include <nlohmann/json_fwd.hpp>" "${SOURCE}/src/*.hpp;${SOURCE}/cmd/*.hpp"
  "#include <nlohmann/json.hpp>")
forbid("headers only declare CLI11's classes" "${SOURCE}/cmd/*.hpp" "#include <CLI/")
forbid("the parts of CLI11 are included one by one" "${cmd}" "#include <CLI/CLI.hpp>")
forbid("what operations share does not know them" "${src}" "#include \"src/auth/"
  EXCEPT "^src/auth/")
forbid("commands reach the wire through the client" "${SOURCE}/cmd/auth*.cpp"
  "#include \"src/(http|retry|curl_transport)")
forbid("a command includes no other command" "${cmd}" "#include \"cmd/auth_")
forbid("includes are written from the root" "${all}" "#include \"(\\.|[^\"/]*\")")

file(GLOB command_headers ${SOURCE}/cmd/auth_*.hpp)
if(command_headers)
  message("a command is one file and is declared in cmd/commands.hpp: ${command_headers}")
  math(EXPR breaches "${breaches} + 1")
endif()

if(breaches GREATER 0)
  message(FATAL_ERROR "${breaches} breaches of the layers")
endif()
