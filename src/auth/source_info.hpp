// SPDX-License-Identifier: MIT
//
// GET {server}/security/resources: where a source that the server knows, another server or a
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
  /// Empty if the server sent none.
  Secret access_token;
  std::vector<Connection> connections;
};

/// A source in the form that the request needs.
struct SourceName {
  /// `server://ID` or `provider://ID`.
  std::string uri;
  /// True if a bare machine identifier was completed.
  bool completed = false;
};

/// Parses `server://ID`, `provider://ID` or a bare machine identifier (20 or more hex digits or
/// dashes). Throws Error(usage) that names `origin`, where the text came from, for anything else.
SourceName parse_source(std::string_view text, const std::string& origin);

/// Parses the response. Throws Error: source_not_found, unexpected.
SourceInfo parse_source_info(const Json& document);

/// What the server knows about `source`, the `uri` of a SourceName; `refresh` makes it look again.
/// Throws as Client::request; source_not_found if it knows no such device, unexpected if it lists
/// several.
SourceInfo source_info(const Client& client, const Secret& token, const std::string& source,
                       bool refresh);

}  // namespace plex::auth
