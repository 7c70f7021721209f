// SPDX-License-Identifier: MIT
//
// Reads a small file that holds a secret, from a path or from standard input, within limits of size
// and time. What the bytes mean is left to the caller.
#pragma once

#include <cstddef>
#include <string>

#include "cmd/context.hpp"
#include "src/deadline.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

/// The whole content of `path`, or of standard input for `-`. `what` names the secret in messages.
/// Waits for a pipe until `deadline`, but for a person at a terminal as long as it takes, and
/// extends `deadline` by that time. Throws Error: file_unreadable if the file cannot be opened or
/// read, is a directory or holds more than `limit` bytes; timeout.
Secret read_secret_file(const std::string& path, const std::string& what, std::size_t limit,
                        Deadline& deadline, Context& context);

}  // namespace plex::cmd
