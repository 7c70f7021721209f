// SPDX-License-Identifier: MIT
//
// Hardens the process before it handles secrets: its standard descriptors, its memory, its argument
// list. Only main uses it.
#pragma once

#include <string>
#include <vector>

#include "cmd/context.hpp"

namespace plex::cmd {

/// Opens /dev/null for each of descriptors 0 to 2 that is closed, in the direction in which using
/// it fails. No file that is opened later can then take its place, and lost output is noticed.
void sanitize_standard_fds();

/// Disables core dumps, and denies other processes of the user access to the memory. Builds without
/// NDEBUG stay open to debuggers.
void deny_memory_access();

/// The arguments after the program's name. From the first option on they are overwritten in place,
/// so that ps(1) does not show the value of `--token` or `--password`, however it was written.
std::vector<std::string> take_arguments(int count, char** words);

/// A copy of the environment. Removes from the process the variable that makes a TLS library write
/// keys to a file.
Environment take_environment(char** variables);

}  // namespace plex::cmd
