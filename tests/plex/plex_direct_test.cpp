// SPDX-License-Identifier: MIT
#include "src/plex/plex_direct.hpp"

#include <optional>
#include <string>

#include <doctest/doctest.h>

namespace plex::test {
namespace {

constexpr const char* hash = ".0a1b2c3d4e5f60718293a4b5c6d7e8f9.plex.direct";

std::string address_in(const std::string& host) {
  return plex_direct_address(host).value_or("none");
}

/// `HOST:PORT:ADDRESS`, or `none`.
std::string blocked(const std::string& url, ErrorCode code) {
  const auto found = find_rebinding_block(parse_base_url(url, "the test"), {code, "invented"});
  return found ? found->host + ":" + std::to_string(found->port) + ":" + found->address : "none";
}

}  // namespace

TEST_CASE("a plex.direct name holds an IPv4 or IPv6 address") {
  CHECK(address_in(std::string("10-1-2-3") + hash) == "10.1.2.3");
  CHECK(address_in(std::string("203-0-113-9") + hash) == "203.0.113.9");
  CHECK(address_in(std::string("fd00--1") + hash) == "fd00::1");
  CHECK(address_in(std::string("2001-db8-0-0-0-0-0-a") + hash) == "2001:db8:0:0:0:0:0:a");
  CHECK(address_in(std::string("--1") + hash) == "::1");
}

TEST_CASE("what only looks like a plex.direct name holds no address") {
  for (const std::string& host :
       {std::string("10.1.2.3"), std::string("localhost"), std::string(),
        std::string("plex.direct"), std::string(".plex.direct"),
        std::string("10-1-2-3.plex.direct"), std::string("10-1-2-3..plex.direct"),
        std::string("10-1-2-3.a.b.plex.direct"), std::string("10.1.2.3.hash.plex.direct"),
        std::string("10-1-2-3.hash.plex.direct.test"), std::string("10-1-2-3.hash.notplex.direct"),
        std::string("10-1-2-3.hash.plex.directs"), "10-1-2" + std::string(hash),
        "10-1-2-256" + std::string(hash), "10-1-2-3-4" + std::string(hash),
        "attic" + std::string(hash), "10_1_2_3" + std::string(hash), std::string(hash)}) {
    CAPTURE(host);
    CHECK(address_in(host) == "none");
  }
}

TEST_CASE("a private name that does not resolve looks like rebinding protection") {
  for (const auto& [label, address] :
       {std::pair{"10-1-2-3", "10.1.2.3"}, std::pair{"192-168-0-9", "192.168.0.9"},
        std::pair{"127-0-0-1", "127.0.0.1"}, std::pair{"169-254-1-2", "169.254.1.2"},
        std::pair{"fd00--1", "fd00::1"}, std::pair{"fe80--1", "fe80::1"}}) {
    const std::string host = std::string(label) + hash;
    CAPTURE(host);
    CHECK(blocked("https://" + host + ":32400", ErrorCode::dns_failed) ==
          host + ":32400:" + address);
  }
  const std::string host = std::string("10-1-2-3") + hash;
  CHECK(blocked("https://" + host, ErrorCode::dns_failed) == host + ":443:10.1.2.3");
}

TEST_CASE("other failures and other names do not look like rebinding protection") {
  const std::string near = std::string("https://10-1-2-3") + hash;
  for (const ErrorCode code : {ErrorCode::connect_failed, ErrorCode::timeout, ErrorCode::tls_failed,
                               ErrorCode::unexpected}) {
    CAPTURE(static_cast<int>(code));
    CHECK(blocked(near, code) == "none");
  }
  CHECK(blocked(std::string("https://203-0-113-9") + hash, ErrorCode::dns_failed) == "none");
  CHECK(blocked(std::string("https://2001-db8--1") + hash, ErrorCode::dns_failed) == "none");
  CHECK(blocked("https://attic.example.org", ErrorCode::dns_failed) == "none");
  CHECK(blocked("https://10.1.2.3:32400", ErrorCode::dns_failed) == "none");
}

}  // namespace plex::test
