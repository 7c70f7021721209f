// SPDX-License-Identifier: MIT
#include "src/auth/resources.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/support/error_of.hpp"
#include "tests/support/fake_plex.hpp"
#include "tests/support/library_client.hpp"
#include "tests/support/scripted_transport.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using auth::Resource;
using auth::ResourceTokens;

std::vector<Resource> parse(const std::string& text,
                            ResourceTokens tokens = ResourceTokens::removed) {
  return auth::parse_resources(parse_json(text), tokens);
}

Resource parse_one(const std::string& members) {
  std::vector<Resource> list = parse("[{" + members + "}]");
  return std::move(list.at(0));
}

}  // namespace

TEST_CASE("a whole device is parsed") {
  const Resource device = parse_one(
      R"("name":"Attic","product":"Plex Media Server","productVersion":"1.41","platform":"Linux",)"
      R"("device":"PC","clientIdentifier":"a771","provides":"server","ownerId":81230022,)"
      R"("sourceTitle":"robin","publicAddress":"203.0.113.9","accessToken":"server-token",)"
      R"("owned":false,"home":true,"relay":true,"presence":false,"httpsRequired":true,)"
      R"("publicAddressMatches":false,"connections":[{"protocol":"https","address":"10.1.2.3",)"
      R"("port":32400,"uri":"https://a:32400","local":true,"relay":false,"IPv6":false},{}])");
  CHECK(device.name == "Attic");
  CHECK(device.product == "Plex Media Server");
  CHECK(device.product_version == "1.41");
  CHECK(device.platform == "Linux");
  CHECK(device.device == "PC");
  CHECK(device.client_identifier == "a771");
  CHECK(device.source_title == "robin");
  CHECK(device.public_address == "203.0.113.9");
  CHECK(device.provides == Words{"server"});
  CHECK(device.owner_id == 81230022);
  CHECK(device.owned == false);
  CHECK(device.home == true);
  CHECK(device.relay == true);
  CHECK(device.presence == false);
  CHECK(device.https_required == true);
  CHECK(device.public_address_matches == false);
  CHECK(device.access_token.reveal() == "server-token");
  REQUIRE(device.connections.size() == 2);
  CHECK(device.connections[0].uri == "https://a:32400");
  CHECK(device.connections[0].local == true);
  CHECK_FALSE(device.connections[1].uri.has_value());
}

TEST_CASE("members of a device that are missing or null are absent") {
  for (const std::string members :
       {"",
        R"("name":null,"provides":null,"ownerId":null,"owned":null,"accessToken":null,)"
        R"("connections":null)",
        R"("accessToken":"","connections":[],"provides":" , ")"}) {
    CAPTURE(members);
    const Resource device = parse_one(members);
    CHECK_FALSE(device.name.has_value());
    CHECK_FALSE(device.client_identifier.has_value());
    CHECK_FALSE(device.owner_id.has_value());
    CHECK_FALSE(device.owned.has_value());
    CHECK_FALSE(device.presence.has_value());
    CHECK(device.provides.empty());
    CHECK(device.access_token.empty());
    CHECK(device.connections.empty());
  }
  CHECK(parse("[]").empty());
}

TEST_CASE("booleans and numbers of a device may have the types that old servers give them") {
  const Resource device =
      parse_one(R"("owned":0,"home":"1","presence":1,"relay":"0","ownerId":"7")");
  CHECK(device.owned == false);
  CHECK(device.home == true);
  CHECK(device.presence == true);
  CHECK(device.relay == false);
  CHECK(device.owner_id == 7);
}

TEST_CASE("what a device provides is a list of words") {
  const Resource device = parse_one(R"("provides":"client, player ,,\tpubsub-player,")");
  CHECK(device.provides == Words{"client", "player", "pubsub-player"});
  CHECK(auth::provides(device, "player"));
  CHECK_FALSE(auth::provides(device, "pubsub"));
  CHECK_FALSE(auth::provides(device, ""));
  CHECK_FALSE(auth::provides(parse_one(""), "server"));
}

TEST_CASE("the JSON of a device is as it came and its token is in it only when that is kept") {
  const std::string text =
      R"([{"zeta":[1,2.5,null],"name":"Attic","accessToken":"secret-token","odd":{"a":"b"}}])";
  CHECK(format_json(*parse(text).at(0).json) ==
        R"({"zeta":[1,2.5,null],"name":"Attic","odd":{"a":"b"}})");
  CHECK("[" + format_json(*parse(text, ResourceTokens::kept).at(0).json) + "]" == text);
  CHECK(parse(text).at(0).access_token.reveal() == "secret-token");
}

TEST_CASE("a member of a device of the wrong type is named with its place") {
  struct Row {
    std::string text;
    std::string message;
  };
  for (const Row& row :
       {Row{"{}", "the response is not a list of devices"},
        Row{R"({"MediaContainer":{}})", "the response is not a list of devices"},
        Row{"null", "the response is not a list of devices"},
        Row{"[{},null]", "the response's [1] is not an object"},
        Row{"[[]]", "the response's [0] is not an object"},
        Row{R"([{"name":1}])", "the response's [0].name is not a string"},
        Row{R"([{},{"provides":["server"]}])", "the response's [1].provides is not a string"},
        Row{R"([{"ownerId":-1}])",
            "the response's [0].ownerId is out of range or not a whole number"},
        Row{R"([{"owned":"maybe"}])", "the response's [0].owned is not a boolean"},
        Row{R"([{"accessToken":1}])", "the response's [0].accessToken is not a string"},
        Row{R"([{"accessToken":"a b"}])", "the response's [0].accessToken is not a valid token"},
        Row{R"([{"connections":{}}])", "the response's [0].connections is not a list"},
        Row{R"([{"connections":[{},7]}])", "the response's [0].connections[1] is not an object"},
        Row{R"([{"connections":[{"port":-1}]}])",
            "the response's [0].connections[0].port is out of range or not a whole number"}}) {
    CAPTURE(row.text);
    const Error error = error_of([&] { parse(row.text); });
    CHECK(error.code == ErrorCode::unexpected);
    CHECK(error.message == row.message);
  }
}

TEST_CASE("devices and the connections of a device are counted") {
  const auto list_of = [](std::size_t count) { return "[{}" + repeat(",{}", count - 1) + "]"; };
  CHECK(parse(list_of(1000)).size() == 1000);
  const Error devices = error_of([&] { parse(list_of(1001)); });
  CHECK(devices.code == ErrorCode::too_large);
  CHECK(devices.message == "the response contains more than 1000 devices");
  CHECK(parse_one("\"connections\":" + list_of(100)).connections.size() == 100);
  const Error connections = error_of([&] { parse_one("\"connections\":" + list_of(101)); });
  CHECK(connections.code == ErrorCode::too_large);
  CHECK(connections.message == "the response contains more than 100 connections of one device");
}

TEST_CASE("the devices of an account are asked for with all their connections") {
  ScriptedTransport transport({response(200, "[]")});
  CHECK(auth::resources(client_of(transport), Secret("token"), ResourceTokens::removed).empty());
  CHECK(transport.requests ==
        Words{"GET https://plex.test/api/v2/resources?includeHttps=1&includeRelay=1&includeIPv6=1 "
              "(token)"});
}

TEST_CASE("the servers and the player of an account are listed in the order of plex.tv") {
  const FakePlex server;
  const auto transport = real_transport();
  const Client client = client_of(*transport, server.plex_tv_url());
  const std::vector<Resource> devices =
      auth::resources(client, Secret(dana_token), ResourceTokens::removed);
  Words names;
  Words servers;
  for (const Resource& device : devices) {
    names.push_back(device.name.value_or(""));
    if (auth::provides(device, "server")) {
      servers.push_back(device.client_identifier.value_or(""));
    }
    CHECK_FALSE(device.json->contains("accessToken"));
  }
  CHECK(names == Words{"Attic", "Cellar", "Barn", "Loft", "Loft", "Sofa"});
  CHECK(servers == Words{attic_identifier, cellar_identifier, barn_identifier,
                         first_loft_identifier, second_loft_identifier});
  CHECK(devices[0].connections.at(0).uri == server.server_url());
  CHECK(devices[0].connections.at(2).relay);
  CHECK(devices[1].owned == false);
  CHECK(devices[1].relay == false);
  CHECK(devices[1].source_title == robin_username);
  CHECK(devices[1].access_token.reveal() == cellar_access_token);
  CHECK(devices[2].presence == false);
  CHECK(devices[5].access_token.empty());
  CHECK(auth::resources(client, Secret(frida_token), ResourceTokens::removed).empty());
  CHECK(error_of([&] {
          auth::resources(client, Secret(unknown_token), ResourceTokens::removed);
        }).code == ErrorCode::token_rejected);
}

}  // namespace plex::test
