// SPDX-License-Identifier: MIT
//
// Moments in files and in JSON: UTC, to the second, in the one form of RFC 3339 that this program
// writes.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace plex::cmd {

/// `2026-11-24T17:20:05Z`, for a moment in the years 0 to 9999.
std::string format_timestamp(std::chrono::sys_seconds moment);

/// The moment that format_timestamp would write so; nothing for any other text.
std::optional<std::chrono::sys_seconds> parse_timestamp(std::string_view text);

}  // namespace plex::cmd
