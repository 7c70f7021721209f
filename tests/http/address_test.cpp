// SPDX-License-Identifier: MIT
#include "src/http/address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace plex::test {
namespace {

using namespace std::string_view_literals;

union SocketAddress {
  sockaddr any;
  sockaddr_in v4;
  sockaddr_in6 v6;
  sockaddr_un local;
};

SocketAddress socket_address(const std::string& text, std::uint16_t port) {
  SocketAddress address{};
  if (text.find(':') == std::string::npos) {
    address.v4 = sockaddr_in{};
    address.v4.sin_family = AF_INET;
    address.v4.sin_port = htons(port);
    REQUIRE(::inet_pton(AF_INET, text.c_str(), &address.v4.sin_addr) == 1);
  } else {
    address.v6 = sockaddr_in6{};
    address.v6.sin6_family = AF_INET6;
    address.v6.sin6_port = htons(port);
    REQUIRE(::inet_pton(AF_INET6, text.c_str(), &address.v6.sin6_addr) == 1);
  }
  return address;
}

void check_class(AddressClass expected, const std::vector<std::string>& addresses) {
  for (const std::string& text : addresses) {
    CAPTURE(text);
    CHECK(classify(text) == expected);
    const SocketAddress address = socket_address(text, 32400);
    CHECK(classify(address.any) == expected);
    CHECK(to_text(address.any) == text);
    CHECK(port_of(address.any) == 32400);
    if (text.find(':') == std::string::npos) {
      CHECK(classify("::ffff:" + text) == expected);
      CHECK(classify(socket_address("::ffff:" + text, 1).any) == expected);
    }
  }
}

}  // namespace

TEST_CASE("the loopback networks end where they should") {
  check_class(AddressClass::loopback,
              {"127.0.0.0", "127.0.0.1", "127.1.2.3", "127.255.255.255", "::1"});
  check_class(AddressClass::public_network,
              {"126.255.255.255", "128.0.0.0", "0.0.0.0", "::", "::2", "1::1"});
}

TEST_CASE("the private networks end where they should") {
  check_class(AddressClass::private_network,
              {"10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.0",
               "192.168.255.255", "fc00::", "fd00::1", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"});
  check_class(AddressClass::public_network,
              {"9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255",
               "192.169.0.0", "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe00::"});
}

TEST_CASE("the link-local networks end where they should") {
  check_class(AddressClass::link_local, {"169.254.0.0", "169.254.255.255", "fe80::", "fe80::1",
                                         "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"});
  check_class(AddressClass::public_network, {"169.253.255.255", "169.255.0.0",
                                             "fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fec0::"});
}

TEST_CASE("shared and multicast and documentation addresses count as public") {
  check_class(
      AddressClass::public_network,
      {"100.64.0.1", "192.0.2.10", "198.51.100.1", "203.0.113.1", "224.0.0.1", "255.255.255.255",
       "8.8.8.8", "2001:db8::1", "ff02::1", "64:ff9b::7f00:1", "2002:7f00:1::"});
}

TEST_CASE("an address that only ends like a mapped one is not judged as IPv4") {
  CHECK(classify("::127.0.0.1") == AddressClass::public_network);
  CHECK(classify("1::ffff:127.0.0.1") == AddressClass::public_network);
  CHECK(classify("::fffe:127.0.0.1") == AddressClass::public_network);
  CHECK(classify("::ffff:0:127.0.0.1") == AddressClass::public_network);
  CHECK(classify("::FFFF:7F00:1") == AddressClass::loopback);
}

TEST_CASE("text that is not a plain address counts as public") {
  for (const std::string_view text :
       {""sv, "localhost"sv, "0177.0.0.1"sv, "127.1"sv, "2130706433"sv, "0x7f.0.0.1"sv,
        "127.0.0.1 "sv, " 127.0.0.1"sv, "127.0.0.1:80"sv, "[::1]"sv, "::1%lo"sv, "10.0.0.256"sv,
        "10.0.0.0/8"sv}) {
    CAPTURE(text);
    CHECK(classify(text) == AddressClass::public_network);
  }
  CHECK(classify(std::string(1'048'576, '1')) == AddressClass::public_network);
  CHECK(classify("0000:0000:0000:0000:0000:0000:0000:0001") == AddressClass::loopback);
}

TEST_CASE("an address with a NUL byte after it is not an address") {
  CHECK(classify("127.0.0.1\0.example"sv) == AddressClass::public_network);
  CHECK(classify("::1\0"sv) == AddressClass::public_network);
}

TEST_CASE("the address of a local socket is neither text nor port and counts as public") {
  SocketAddress address{};
  address.local = sockaddr_un{};
  address.local.sun_family = AF_UNIX;
  CHECK(classify(address.any) == AddressClass::public_network);
  CHECK(to_text(address.any) == "");
  CHECK(port_of(address.any) == 0);
}

TEST_CASE("the port of a socket address is read in host order") {
  for (const std::uint16_t port : {std::uint16_t{0}, std::uint16_t{1}, std::uint16_t{443},
                                   std::uint16_t{32400}, std::uint16_t{65535}}) {
    CAPTURE(port);
    CHECK(port_of(socket_address("192.168.1.5", port).any) == port);
    CHECK(port_of(socket_address("fe80::1", port).any) == port);
  }
}

}  // namespace plex::test
