// SPDX-License-Identifier: MIT
#include "src/auth/connection.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "src/error.hpp"
#include "tests/support/error_of.hpp"

namespace plex::test {
namespace {

using auth::Connection;
using auth::ConnectionKind;

Connection connection(const std::string& item) {
  return auth::parse_connection(parse_json(item), "Device.Connection.");
}

}  // namespace

TEST_CASE("a whole connection is parsed and members that are unknown are left out") {
  const Connection whole =
      connection(R"({"protocol":"https","address":"10.1.2.3","port":32400,"uri":"https://a:32400",)"
                 R"("local":true,"relay":true,"IPv6":false})");
  CHECK(whole.protocol == "https");
  CHECK(whole.address == "10.1.2.3");
  CHECK(whole.port == 32400);
  CHECK(whole.uri == "https://a:32400");
  CHECK(whole.local == true);
  CHECK(whole.relay);
}

TEST_CASE("members of a connection that are missing or null are absent") {
  for (const std::string item : {"{}", R"({"protocol":null,"address":null,"port":null,"uri":null,)"
                                       R"("local":null,"relay":null})"}) {
    CAPTURE(item);
    const Connection nothing = connection(item);
    CHECK_FALSE(nothing.protocol.has_value());
    CHECK_FALSE(nothing.address.has_value());
    CHECK_FALSE(nothing.port.has_value());
    CHECK_FALSE(nothing.uri.has_value());
    CHECK_FALSE(nothing.local.has_value());
    CHECK_FALSE(nothing.relay);
  }
}

TEST_CASE("a member of a connection of the wrong type is named with the path it was given") {
  struct Row {
    std::string item;
    std::string message;
  };
  for (const Row& row : {Row{R"({"protocol":1})", "protocol is not a string"},
                         Row{R"({"address":[]})", "address is not a string"},
                         Row{R"({"uri":{}})", "uri is not a string"},
                         Row{R"({"port":65536})", "port is out of range or not a whole number"},
                         Row{R"({"port":-1})", "port is out of range or not a whole number"},
                         Row{R"({"local":"maybe"})", "local is not a boolean"},
                         Row{R"({"relay":2})", "relay is not a boolean"}}) {
    CAPTURE(row.item);
    const Error error = error_of([&] { connection(row.item); });
    CHECK(error.code == ErrorCode::unexpected);
    CHECK(error.message == "the response's Device.Connection." + row.message);
  }
  CHECK(connection(R"({"port":0})").port == 0);
  CHECK(connection(R"({"port":65535})").port == 65535);
}

TEST_CASE("a connection through the relay is not local whatever else it says") {
  const auto kind = [](const std::string& item) { return auth::kind_of(connection(item)); };
  CHECK(kind("{}") == ConnectionKind::remote);
  CHECK(kind(R"({"local":false})") == ConnectionKind::remote);
  CHECK(kind(R"({"local":true})") == ConnectionKind::local);
  CHECK(kind(R"({"local":true,"relay":true})") == ConnectionKind::relay);
  CHECK(kind(R"({"relay":true})") == ConnectionKind::relay);
}

TEST_CASE("a kind of connection has one name and any other text is refused") {
  CHECK(auth::name_of(ConnectionKind::local) == "local");
  CHECK(auth::name_of(ConnectionKind::remote) == "remote");
  CHECK(auth::name_of(ConnectionKind::relay) == "relay");
  for (const std::string_view name : auth::connection_kind_names) {
    CAPTURE(name);
    CHECK(auth::name_of(auth::parse_connection_kind(name)) == name);
  }
  for (const std::string_view name : {"", "Local", "local ", "loca", "all"}) {
    CAPTURE(name);
    const Error error = error_of([&] { auth::parse_connection_kind(name); });
    CHECK(error.code == ErrorCode::usage);
    CHECK(error.message == "the kind of a connection is not local, remote or relay");
  }
}

}  // namespace plex::test
