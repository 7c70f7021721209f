// SPDX-License-Identifier: MIT
//
// GET {plex-tv}/resources: the servers and players of an account, where each can be reached, and
// the token that each server takes. Which server and which connection is used is left to the
// caller.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/auth/connection.hpp"
#include "src/plex/client.hpp"
#include "src/secret.hpp"
#include "src/text/json.hpp"

namespace plex::auth {

inline constexpr std::size_t max_resources = 1000;
inline constexpr std::size_t max_connections_of_resource = 100;

/// A server, a player or another device. A member is absent if plex.tv sent nothing or null.
struct Resource {
  /// The object as plex.tv sent it, less the token if that was not kept. Never null.
  std::shared_ptr<const Json> json;
  std::optional<std::string> name;
  std::optional<std::string> product;
  std::optional<std::string> product_version;
  std::optional<std::string> platform;
  std::optional<std::string> device;
  std::optional<std::string> client_identifier;
  /// The user whose server this is; absent for one's own.
  std::optional<std::string> source_title;
  std::optional<std::string> public_address;
  /// Such as `server` or `client`.
  std::vector<std::string> provides;
  std::optional<std::int64_t> owner_id;
  std::optional<bool> owned;
  std::optional<bool> home;
  std::optional<bool> relay;
  /// Whether plex.tv believes that the device is online.
  std::optional<bool> presence;
  std::optional<bool> https_required;
  /// Whether the device seems to be in the network from which plex.tv was asked.
  std::optional<bool> public_address_matches;
  /// What this device takes as X-Plex-Token; empty if plex.tv sent none.
  Secret access_token;
  std::vector<Connection> connections;
};

/// What happens to `accessToken` in Resource::json.
enum class ResourceTokens { removed, kept };

/// Parses the response. Throws Error: unexpected that names a member of another type than it must
/// have, too_large beyond the limits above.
std::vector<Resource> parse_resources(Json json, ResourceTokens tokens);

/// The resources of the account of `token`, in the order of plex.tv. Throws as Client::request and
/// parse_resources.
std::vector<Resource> resources(const Client& client, const Secret& token, ResourceTokens tokens);

/// Whether the resource provides `what`, such as `server`.
bool provides(const Resource& resource, std::string_view what);

}  // namespace plex::auth
