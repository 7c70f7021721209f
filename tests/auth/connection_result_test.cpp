// SPDX-License-Identifier: MIT
#include "cmd/auth/connection_result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "src/error.hpp"
#include "tests/support/error_of.hpp"

namespace plex::test {
namespace {

using auth::Connection;

const Connection whole{.protocol = "https",
                       .address = "10.1.2.3",
                       .port = 32400,
                       .uri = "https://attic.test:32400",
                       .local = true,
                       .relay = false};

std::string row_text(const cmd::Row& row) {
  std::string text;
  for (const cmd::Cell& cell : row) {
    text += cell.text + "|";
  }
  return text;
}

}  // namespace

TEST_CASE("a connection has a value for each column and member and field") {
  CHECK(row_text(cmd::connection_headings()) == "protocol|address|port|kind|uri|");
  CHECK(row_text(cmd::connection_row(whole)) ==
        "https|10.1.2.3|32400|local|https://attic.test:32400|");
  CHECK(format_json(cmd::connection_json(whole)) ==
        R"({"protocol":"https","address":"10.1.2.3","port":32400,)"
        R"("uri":"https://attic.test:32400","local":true,"relay":false})");
  CHECK(fmt::format("{}", fmt::join(cmd::connection_tsv(whole), "|")) ==
        "https|10.1.2.3|32400|true|false|https://attic.test:32400");
}

TEST_CASE("what a connection lacks is a dash or null or empty") {
  CHECK(row_text(cmd::connection_row({})) == "-|-|-|remote|-|");
  CHECK(format_json(cmd::connection_json({})) ==
        R"({"protocol":null,"address":null,"port":null,"uri":null,"local":null,"relay":false})");
  CHECK(fmt::format("{}", fmt::join(cmd::connection_tsv({}), "|")) == "||||false|");
}

TEST_CASE("connections of one kind are kept in their order and without a kind all are") {
  std::vector<Connection> all(5, whole);
  for (std::size_t at = 0; at < all.size(); ++at) {
    all[at].port = static_cast<int>(at);
  }
  all[1].local = false;
  all[2].relay = true;
  all[3].local = std::nullopt;
  const auto kept = [&](const cmd::Typed& kind) {
    std::vector<Connection> connections = all;
    cmd::keep_connections(connections, kind);
    std::string ports;
    for (const Connection& each : connections) {
      ports += std::to_string(*each.port);
    }
    return ports;
  };
  CHECK(kept("local") == "04");
  CHECK(kept("remote") == "13");
  CHECK(kept("relay") == "2");
  CHECK(kept(std::nullopt) == "01234");
  CHECK(error_of([&] { kept("none"); }).code == ErrorCode::usage);
}

}  // namespace plex::test
