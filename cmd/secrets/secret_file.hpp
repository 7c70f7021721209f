// SPDX-License-Identifier: MIT
//
// Reads a small file that holds a secret, from a path or from standard input, within a size and a
// time. What the bytes mean is the caller's business.
#pragma once

#include <string>

#include "cmd/context.hpp"
#include "src/deadline.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

/// The whole content of `path`, or of standard input for `-`. `what` names the secret in messages.
/// Waits for a pipe until `deadline`, for a person at a terminal as long as it takes, by which
/// `deadline` is put off. Throws Error:
/// file_unreadable for what cannot be opened or read, is a folder, or holds more than `limit`
/// bytes; timeout.
Secret read_secret_file(const std::string& path, const std::string& what, std::size_t limit,
                        Deadline& deadline, Context& context);

}  // namespace plex::cmd
