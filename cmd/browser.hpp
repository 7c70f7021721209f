// SPDX-License-Identifier: MIT
//
// Opens a page in the person's browser, if there is a way to. Whether it should be opened is left
// to the caller.
#pragma once

#include <string>
#include <vector>

#include "cmd/context.hpp"

namespace plex::cmd {

/// The program that opens pages, and its arguments: that of BROWSER, else xdg-open on a desktop,
/// else wslview on Linux in Windows. Empty if there is none.
std::vector<std::string> find_browser(const Context& context);

/// Starts `command` with `url` as its last argument, in a session of its own with all streams on
/// /dev/null, and does not wait for it. Whether a page opens is not known.
void start_browser(std::vector<std::string> command, const std::string& url);

}  // namespace plex::cmd
