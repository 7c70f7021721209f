// SPDX-License-Identifier: MIT
//
// What has to be put right about a process before it handles secrets: its standard descriptors, its
// memory, its argument list. Only main uses it.
#pragma once

#include <string>
#include <vector>

#include "cmd/context.hpp"

namespace plex::cmd {

/// Opens /dev/null in the place of each of descriptors 0 to 2 that is closed, in the direction that
/// makes using it fail: so no file opened later takes its place, and lost output is noticed.
void sanitize_standard_fds();

/// No core dumps, and no look at the memory by other processes of the user. Builds without NDEBUG
/// stay open to debuggers.
void deny_memory_access();

/// The words behind the program's name. From the first option on they are overwritten in place, so
/// that ps(1) shows no value of `--token` and `--password` however it was written.
std::vector<std::string> take_arguments(int count, char** words);

/// A copy of the environment. Variables by which a library would write secrets to a file are taken
/// out of the process.
Environment take_environment(char** variables);

}  // namespace plex::cmd
