// SPDX-License-Identifier: MIT
//
// Where the built program and the sources are. How the program is run is left to plex_process.hpp.
#pragma once

namespace plex::test {

/// The path of plex.
const char* plex_program();

/// The path of keyring-tool.
const char* keyring_tool();

/// The directory of the project.
const char* source_directory();

}  // namespace plex::test
