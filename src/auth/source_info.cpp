// SPDX-License-Identifier: MIT
#include "src/auth/source_info.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "src/advice.hpp"
#include "src/error.hpp"
#include "src/plex/service.hpp"
#include "src/plex/token.hpp"
#include "src/text/ascii.hpp"

namespace plex::auth {
namespace {

constexpr std::size_t max_source_bytes = 512;
constexpr std::size_t shortest_machine_identifier = 20;
constexpr std::string_view device_path = "MediaContainer.Device.";
constexpr std::string_view connection_path = "MediaContainer.Device.Connection.";

bool is_source_id(std::string_view id) { return !id.empty() && !first_unprintable(id); }

bool is_machine_identifier(std::string_view text) {
  constexpr std::string_view allowed = "0123456789abcdefABCDEF-";
  return text.size() >= shortest_machine_identifier &&
         text.find_first_not_of(allowed) == std::string_view::npos;
}

/// The items of a member that servers send as a list, as a single object, or not at all.
std::vector<const Json*> items(const Json& parent, std::string_view name, std::string_view path) {
  std::vector<const Json*> result;
  const Json* member = find_member(parent, name);
  if (member == nullptr) {
    return result;
  }
  if (member->is_array()) {
    for (const Json& item : *member) {
      result.push_back(&item);
    }
  } else {
    result.push_back(member);
  }
  if (!std::all_of(result.begin(), result.end(),
                   [](const Json* item) { return item->is_object(); })) {
    throw Error(ErrorCode::unexpected,
                fmt::format("the response's {}{} is not an object or a list of "
                            "objects",
                            path, name));
  }
  return result;
}

SourceInfo parse_device(const Json& device) {
  SourceInfo info;
  info.name = optional_string(device, "name", device_path);
  info.client_identifier = optional_string(device, "clientIdentifier", device_path);
  if (const auto token = optional_string(device, "accessToken", device_path)) {
    if (!is_token(*token)) {
      throw Error(ErrorCode::unexpected,
                  "the response's MediaContainer.Device.accessToken is not a valid token");
    }
    info.access_token = Secret(*token);
  }
  for (const Json* item : items(device, "Connection", device_path)) {
    info.connections.push_back(parse_connection(*item, connection_path));
  }
  return info;
}

}  // namespace

SourceInfo parse_source_info(const Json& document) {
  const Json* container = document.is_object() ? find_member(document, "MediaContainer") : nullptr;
  if (container == nullptr || !container->is_object()) {
    throw Error(ErrorCode::unexpected, "the response has no MediaContainer");
  }
  const std::vector<const Json*> devices = items(*container, "Device", "MediaContainer.");
  if (devices.empty()) {
    throw Error(ErrorCode::source_not_found, "the server does not know this source",
                Advice::check_source);
  }
  if (devices.size() > 1) {
    throw Error(ErrorCode::unexpected,
                fmt::format("the response lists {} devices instead of one", devices.size()));
  }
  return parse_device(*devices.front());
}

SourceName parse_source(std::string_view text, const std::string& origin) {
  for (const std::string_view prefix : {"server://", "provider://"}) {
    if (text.starts_with(prefix) && text.size() <= max_source_bytes &&
        is_source_id(text.substr(prefix.size()))) {
      return {std::string(text), false};
    }
  }
  if (is_machine_identifier(text) && text.size() <= max_source_bytes) {
    return {"server://" + std::string(text), true};
  }
  throw Error(ErrorCode::usage,
              origin + " is not server://ID, provider://ID or a machine identifier",
              Advice::find_machine_identifier);
}

SourceInfo source_info(const Client& client, const Secret& token, const std::string& source,
                       bool refresh) {
  ApiRequest request{
      .path = "/security/resources", .query = {{"source", source}}, .token = token.clone()};
  if (refresh) {
    request.query.emplace_back("refresh", "1");
  }
  return client.request(Service::media_server, std::move(request), parse_source_info);
}

}  // namespace plex::auth
