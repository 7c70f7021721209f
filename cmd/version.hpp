// SPDX-License-Identifier: MIT
//
// The version of this program, from the build: `project(VERSION)` is the one place that sets it.
#pragma once

#include <string_view>

namespace plex::cmd {

inline constexpr std::string_view version = PLEX_VERSION;

}  // namespace plex::cmd
