// SPDX-License-Identifier: MIT
//
// A source and its connections in every output format.
#pragma once

#include <string>

#include "cmd/output/output.hpp"
#include "src/auth/source_info.hpp"

namespace plex::cmd {

/// `source` is the URI that was asked for.
Result source_result(const auth::SourceInfo& info, const std::string& source);

}  // namespace plex::cmd
