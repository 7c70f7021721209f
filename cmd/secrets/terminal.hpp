// SPDX-License-Identifier: MIT
//
// Asks the person at the terminal of this process. Whether there is one and whether it may be asked
// is decided by the caller.
#pragma once

#include <optional>
#include <string_view>

#include "cmd/context.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

/// Shows `question` on /dev/tty and reads one line there. Echo that was turned off is back on when
/// this returns, and also when a signal ends or stops the program. Input that was typed before a
/// prompt without echo is discarded. Returns nothing if the person types end-of-file. Throws
/// Error(usage) if there is no terminal.
std::optional<Secret> prompt_on_terminal(std::string_view question, Echo echo);

}  // namespace plex::cmd
