// SPDX-License-Identifier: MIT
//
// The sources that the fake server knows and how it shows them: one source for each shape that
// `/security/resources` may have. Every value is invented; who may ask is left to
// fake_server_routes.hpp.
#pragma once

#include <string>
#include <string_view>

namespace plex::test {

/// The response about `source` (see fake_plex_credentials.hpp) as JSON; one without `Device` when
/// the server does not know the source.
std::string source_json(std::string_view source);

/// The same as XML: whatever the odd shape of the JSON, the device of `attic_source`.
std::string source_xml(std::string_view source);

}  // namespace plex::test
