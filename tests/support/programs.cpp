// SPDX-License-Identifier: MIT
#include "tests/support/programs.hpp"

namespace plex::test {

const char* plex_program() { return PLEX_PROGRAM; }

const char* keyring_tool() { return KEYRING_TOOL; }

const char* source_directory() { return PLEX_SOURCE; }

}  // namespace plex::test
