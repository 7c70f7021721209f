// SPDX-License-Identifier: MIT
//
// The client identifier on disk: a random UUID in the file `client-identifier` of the state
// directory. Nothing that is there is ever overwritten. How files are kept is left to
// cmd/storage/private_file.hpp.
#pragma once

#include <optional>
#include <string>

namespace plex::cmd {

/// The stored identifier; on the first run it is made. If two first runs meet, both return the one
/// that was stored. The arguments are those of find_state_directory. Throws Error(state_unwritable)
/// if it can be neither read nor stored, and if the file contains something else.
std::string stored_client_identifier(const std::optional<std::string>& state_home,
                                     const std::optional<std::string>& home);

/// A random UUID (RFC 9562 version 4) in lower case.
std::string random_identifier();

}  // namespace plex::cmd
