// SPDX-License-Identifier: MIT
//
// The version of this program; only `project(VERSION)` of the build sets it.
#pragma once

#include <string_view>

namespace plex::cmd {

inline constexpr std::string_view version = PLEX_VERSION;

}  // namespace plex::cmd
