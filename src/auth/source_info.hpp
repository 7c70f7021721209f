// SPDX-License-Identifier: MIT
//
// GET {server}/security/resources: how a source that the server knows, another server or a
// provider, can be reached, and a token for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/auth/connection.hpp"
#include "src/plex/client.hpp"
#include "src/secret.hpp"
#include "src/text/json.hpp"

namespace plex::auth {

struct SourceInfo {
  std::optional<std::string> name;
  std::optional<std::string> client_identifier;
  /// Empty where the server sent none.
  Secret access_token;
  std::vector<Connection> connections;
};

/// A source as the route takes it.
struct SourceName {
  /// `server://ID` or `provider://ID`.
  std::string uri;
  /// True where a bare machine identifier was taken as a server.
  bool completed = false;
};

/// Reads `server://ID`, `provider://ID` or a bare machine identifier (20 or more hex digits or
/// dashes). Throws Error(usage) for anything else.
SourceName parse_source(std::string_view text);

/// Decodes a response of the route. Throws Error: source_not_found, unexpected.
SourceInfo parse_source_info(const Json& document);

/// What the server knows of `source`, the `uri` of a SourceName; `refresh` makes it ask anew.
/// Throws as Client::request; source_not_found where it knows no such device, unexpected where it
/// names several.
SourceInfo source_info(const Client& client, const Secret& token, const std::string& source,
                       bool refresh);

}  // namespace plex::auth
