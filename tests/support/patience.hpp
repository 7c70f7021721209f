// SPDX-License-Identifier: MIT
//
// How long tests wait for programs and connections, so that one that hangs fails instead of holding
// up all others. The limits under test stand in each test.
#pragma once

#include <chrono>

namespace plex::test {

/// Enough for whatever happens at once on a machine that is busy.
inline constexpr std::chrono::milliseconds patience = std::chrono::seconds{5};

/// What a person does not notice, and shorter than any wait of the program. A busy machine may hold
/// up a single run for longer: see FastestRuns.
inline constexpr std::chrono::milliseconds at_once{200};

}  // namespace plex::test
