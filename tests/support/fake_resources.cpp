// SPDX-License-Identifier: MIT
#include "tests/support/fake_resources.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/support/fake_plex_credentials.hpp"

namespace plex::test {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* server_json = R"json({
  "name": "Attic",
  "product": "Plex Media Server",
  "productVersion": "1.41.0.0000-invented",
  "platform": "Linux",
  "platformVersion": "12 (Debian)",
  "device": "PC",
  "clientIdentifier": "",
  "createdAt": "2019-04-01T10:20:30Z",
  "lastSeenAt": "2026-01-02T03:00:00Z",
  "provides": "server",
  "ownerId": null,
  "sourceTitle": null,
  "publicAddress": "203.0.113.9",
  "accessToken": "",
  "owned": true,
  "home": false,
  "synced": false,
  "relay": true,
  "presence": true,
  "httpsRequired": false,
  "publicAddressMatches": true,
  "dnsRebindingProtection": false,
  "natLoopbackSupported": false,
  "connections": []
})json";

constexpr const char* player_json = R"json({
  "name": "Sofa",
  "product": "Plex for Invented TVs",
  "productVersion": "9.8.7",
  "platform": null,
  "platformVersion": null,
  "device": null,
  "clientIdentifier": "sofa-player-1",
  "createdAt": "2020-05-06T07:08:09Z",
  "lastSeenAt": "2026-01-02T02:00:00Z",
  "provides": "client,player, pubsub-player",
  "ownerId": null,
  "sourceTitle": null,
  "publicAddress": "203.0.113.9",
  "owned": true,
  "home": false,
  "synced": false,
  "relay": false,
  "presence": true,
  "httpsRequired": false,
  "publicAddressMatches": true,
  "dnsRebindingProtection": false,
  "natLoopbackSupported": false
})json";

Json connection(const std::string& address, int port, const std::string& uri, bool local) {
  return {{"protocol", uri.substr(0, uri.find(':'))},
          {"address", address},
          {"port", port},
          {"uri", uri},
          {"local", local},
          {"relay", false},
          {"IPv6", false}};
}

/// Of the fake Plex itself, whose URL is `http://127.0.0.1:PORT` or https.
Json own_connection(const std::string& server_url, const std::string& path, bool local) {
  const int port = std::stoi(server_url.substr(server_url.rfind(':') + 1));
  return connection("127.0.0.1", port, server_url + path, local);
}

Json server(const char* name, const char* identifier, const char* token) {
  Json document = Json::parse(server_json);
  document["name"] = name;
  document["clientIdentifier"] = identifier;
  document["accessToken"] = token;
  return document;
}

Json attic(const std::string& server_url) {
  Json document = server("Attic", attic_identifier, attic_access_token);
  Json relay =
      connection("198.51.100.4", 8443,
                 "https://198-51-100-4.0a1b0000000000000000000000000c0d.plex.direct:8443", false);
  relay["relay"] = true;
  document["connections"] = {
      own_connection(server_url, "", true),
      connection("203.0.113.9", 32403,
                 "https://203-0-113-9.0a1b0000000000000000000000000c0d.plex.direct:32403", false),
      relay};
  return document;
}

Json cellar(const std::string& server_url) {
  Json document = server("Cellar", cellar_identifier, cellar_access_token);
  document["ownerId"] = 81230022;
  document["sourceTitle"] = robin_username;
  document["publicAddress"] = "192.0.2.77";
  for (const char* name : {"owned", "home", "synced", "publicAddressMatches"}) {
    document[name] = 0;
  }
  document["relay"] = "0";
  document["presence"] = 1;
  document["httpsRequired"] = "1";
  document["connections"] = {
      connection("10.7.7.7", 32400,
                 "https://10-7-7-7.0b2c0000000000000000000000000e0f.plex.direct:32400", true),
      own_connection(server_url, "/cellar", false)};
  for (Json& item : document["connections"]) {
    item["local"] = item["local"] == true ? 1 : 0;
    item["relay"] = 0;
  }
  return document;
}

Json offline(const char* name, const char* identifier) {
  Json document = server(name, identifier, attic_access_token);
  document["relay"] = false;
  document["presence"] = false;
  document["lastSeenAt"] = "2025-11-12T13:14:15Z";
  // The port of tcpmux, on which nobody listens.
  document["connections"].push_back(connection("127.0.0.1", 1, "https://127.0.0.1:1", true));
  return document;
}

/// Leaves out or changes what was not asked for.
void reduce(Json& resource, const RecordedRequest& request) {
  if (!resource.contains("connections")) {
    return;
  }
  Json kept = Json::array();
  for (Json& item : resource["connections"]) {
    if (item["relay"] == true && request.query("includeRelay") != "1") {
      continue;
    }
    if (request.query("includeHttps") != "1") {
      item["protocol"] = "http";
      item["uri"] =
          fmt::format("http://{}:{}", item["address"].get<std::string>(), item["port"].get<int>());
    }
    kept.push_back(item);
  }
  resource["connections"] = kept;
}

}  // namespace

std::string dana_resources(const std::string& server_url, const RecordedRequest& request) {
  Json resources = {attic(server_url),
                    cellar(server_url),
                    offline("Barn", barn_identifier),
                    offline("Loft", first_loft_identifier),
                    offline("Loft", second_loft_identifier),
                    Json::parse(player_json)};
  for (Json& resource : resources) {
    reduce(resource, request);
  }
  return resources.dump();
}

}  // namespace plex::test
