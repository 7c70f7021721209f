// SPDX-License-Identifier: MIT
//
// The client identifier on disk: a random UUID in `plex/client-identifier` below the state folder
// of the XDG base directory specification. Nothing that is there is ever overwritten.
#pragma once

#include <optional>
#include <string>

namespace plex::cmd {

/// The kept identifier; on the first run it is made and stored, mode 0600 in a folder of mode 0700.
/// When two first runs meet, both return the one that was stored. `state_home` is XDG_STATE_HOME,
/// else `home` + `/.local/state`. Throws Error(state_unwritable) where it can be neither read nor
/// stored, and where the file holds something else.
std::string stored_client_identifier(const std::optional<std::string>& state_home,
                                     const std::optional<std::string>& home);

/// A random UUID (RFC 9562 version 4) in lower case.
std::string random_identifier();

}  // namespace plex::cmd
