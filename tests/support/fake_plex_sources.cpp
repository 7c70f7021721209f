// SPDX-License-Identifier: MIT
#include "tests/support/fake_plex_sources.hpp"

#include <array>

#include <nlohmann/json.hpp>

#include "tests/support/fake_plex_credentials.hpp"

namespace plex::test {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* no_source_json = R"json({"MediaContainer":{"size":0}})json";

constexpr const char* attic_json = R"json({"MediaContainer":{"size":1,"Device":{
  "name": "Attic (dana)",
  "clientIdentifier": "a77100000000000000000000000000000000d01a",
  "accessToken": "transient-1f0e0000-0000-4000-8000-0000000a771c",
  "Connection": [
    {"protocol": "https", "address": "10.1.2.3",
     "uri": "https://10-1-2-3.0a1b0000000000000000000000000c0d.plex.direct:32400",
     "port": 32400, "local": true},
    {"protocol": "https", "address": "203.0.113.9",
     "uri": "https://203-0-113-9.0a1b0000000000000000000000000c0d.plex.direct:32403",
     "port": 32403, "local": false},
    {"protocol": "https", "address": "198.51.100.4",
     "uri": "https://198-51-100-4.0a1b0000000000000000000000000c0d.plex.direct:8443",
     "port": 8443, "local": false, "relay": true}
  ]
}}})json";

constexpr const char* vod_json = R"json({"MediaContainer":{"size":1,"Device":{
  "name": "Invented Films",
  "clientIdentifier": "tv.plex.provider.vod",
  "accessToken": "transient-1f0e0000-0000-4000-8000-000000000f0d",
  "Connection": [
    {"protocol": "https", "address": "films.example.org", "uri": "https://films.example.org:443",
     "port": 443, "local": false, "relay": false}
  ]
}}})json";

constexpr const char* device_list_json = R"json({"MediaContainer":{"size":1,"Device":[{
  "name": "List of One",
  "clientIdentifier": "11570000000000000000000000000000000000e1",
  "accessToken": "transient-1f0e0000-0000-4000-8000-000000001157",
  "Connection": [
    {"protocol": "http", "address": "192.168.7.8", "uri": "http://192.168.7.8:32400",
     "port": 32400, "local": true}
  ]
}]}})json";

constexpr const char* two_devices_json = R"json({"MediaContainer":{"size":2,"Device":[
  {"name": "First of Two", "clientIdentifier": "220000000000000000000000000000000000dec5",
   "accessToken": "transient-1f0e0000-0000-4000-8000-000000000021", "Connection": []},
  {"name": "Second of Two", "clientIdentifier": "220000000000000000000000000000000000dec6",
   "accessToken": "transient-1f0e0000-0000-4000-8000-000000000022", "Connection": []}
]}})json";

constexpr const char* no_device_json = R"json({"MediaContainer":{"size":0,"Device":[]}})json";

constexpr const char* single_connection_json = R"json({"MediaContainer":{"size":1,"Device":{
  "name": "One Connection",
  "clientIdentifier": "0e00000000000000000000000000000000c0ec71",
  "accessToken": "transient-1f0e0000-0000-4000-8000-00000000c0e1",
  "Connection": {"protocol": "https", "address": "2001:db8::5",
     "uri": "https://2001-db8--5.0a1b0000000000000000000000000c0d.plex.direct:32400",
     "port": 32400, "local": false}
}}})json";

constexpr const char* no_connection_json = R"json({"MediaContainer":{"size":1,"Device":{
  "name": "No Connection",
  "clientIdentifier": "000000000000000000000000000000000c0ec700",
  "accessToken": "transient-1f0e0000-0000-4000-8000-00000000c0e0"
}}})json";

constexpr const char* text_values_json = R"json({"MediaContainer":{"size":1,"Device":{
  "name": "Text Values",
  "clientIdentifier": "7e870000000000000000000000000000000000a1",
  "accessToken": "transient-1f0e0000-0000-4000-8000-000000007e87",
  "Connection": [
    {"protocol": "https", "address": "10.4.5.6",
     "uri": "https://10-4-5-6.0a1b0000000000000000000000000c0d.plex.direct:32400",
     "port": "32400", "local": "1"},
    {"protocol": "https", "address": "198.51.100.7",
     "uri": "https://198-51-100-7.0a1b0000000000000000000000000c0d.plex.direct:8443",
     "port": "8443", "local": 0, "relay": 1},
    {"protocol": "https", "address": "203.0.113.10",
     "uri": "https://203-0-113-10.0a1b0000000000000000000000000c0d.plex.direct:32403",
     "port": "32403", "local": "0", "relay": "0"}
  ]
}}})json";

constexpr const char* attic_xml = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<MediaContainer size="1">
  <Device name="Attic (dana)"
          clientIdentifier="a77100000000000000000000000000000000d01a"
          accessToken="transient-1f0e0000-0000-4000-8000-0000000a771c">
    <Connection protocol="https" address="10.1.2.3"
                uri="https://10-1-2-3.0a1b0000000000000000000000000c0d.plex.direct:32400"
                port="32400" local="1" />
    <Connection protocol="https" address="203.0.113.9"
                uri="https://203-0-113-9.0a1b0000000000000000000000000c0d.plex.direct:32403"
                port="32403" local="0" />
    <Connection protocol="https" address="198.51.100.4"
                uri="https://198-51-100-4.0a1b0000000000000000000000000c0d.plex.direct:8443"
                port="8443" local="0" relay="1" />
  </Device>
</MediaContainer>
)xml";

constexpr const char* no_source_xml =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<MediaContainer size=\"0\">\n</MediaContainer>\n";

struct Source {
  std::string_view name;
  const char* json;
};

constexpr std::array<Source, 8> sources = {{
    {attic_source, attic_json},
    {vod_source, vod_json},
    {device_list_source, device_list_json},
    {two_devices_source, two_devices_json},
    {no_device_source, no_device_json},
    {single_connection_source, single_connection_json},
    {no_connection_source, no_connection_json},
    {text_values_source, text_values_json},
}};

const Source* find_source(std::string_view name) {
  for (const Source& source : sources) {
    if (source.name == name) {
      return &source;
    }
  }
  return nullptr;
}

}  // namespace

std::string source_json(std::string_view source) {
  const Source* known = find_source(source);
  return known == nullptr ? no_source_json : Json::parse(known->json).dump();
}

std::string source_xml(std::string_view source) {
  return find_source(source) == nullptr ? no_source_xml : attic_xml;
}

}  // namespace plex::test
