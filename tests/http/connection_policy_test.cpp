// SPDX-License-Identifier: MIT
#include "src/http/connection_policy.hpp"

#include <doctest/doctest.h>

#include "src/http/url.hpp"

namespace plex::test {
namespace {

const BaseUrl http = parse_base_url("http://server.test:32400", "--server");
const BaseUrl https = parse_base_url("https://server.test:32400", "--server");

constexpr AddressClass all_classes[] = {AddressClass::loopback, AddressClass::private_network,
                                        AddressClass::link_local, AddressClass::public_network};

std::optional<ErrorCode> refuse_http(PlainHttp rule, AddressClass kind, bool proxied = false) {
  TransportOptions options;
  options.plain_http = rule;
  return refuse_address(options, http, kind, proxied);
}

}  // namespace

TEST_CASE("plain http goes to loopback under every rule and to public addresses under one") {
  for (const PlainHttp rule :
       {PlainHttp::loopback_only, PlainHttp::private_networks, PlainHttp::anywhere}) {
    CAPTURE(static_cast<int>(rule));
    CHECK_FALSE(refuse_http(rule, AddressClass::loopback));
  }
  for (const AddressClass kind : {AddressClass::private_network, AddressClass::link_local}) {
    CAPTURE(static_cast<int>(kind));
    CHECK(refuse_http(PlainHttp::loopback_only, kind) == ErrorCode::insecure_transport);
    CHECK_FALSE(refuse_http(PlainHttp::private_networks, kind));
    CHECK_FALSE(refuse_http(PlainHttp::anywhere, kind));
  }
  CHECK(refuse_http(PlainHttp::private_networks, AddressClass::public_network) ==
        ErrorCode::insecure_transport);
  CHECK_FALSE(refuse_http(PlainHttp::anywhere, AddressClass::public_network));
}

TEST_CASE("plain http through a proxy counts as going anywhere however near the proxy is") {
  for (const AddressClass kind : all_classes) {
    CAPTURE(static_cast<int>(kind));
    CHECK(refuse_http(PlainHttp::loopback_only, kind, true) == ErrorCode::insecure_transport);
    CHECK(refuse_http(PlainHttp::private_networks, kind, true) == ErrorCode::insecure_transport);
    CHECK_FALSE(refuse_http(PlainHttp::anywhere, kind, true));
  }
}

TEST_CASE("https goes anywhere unless it is unverified and for loopback only") {
  TransportOptions options;
  options.insecure_on_loopback_only = true;
  CHECK_FALSE(refuse_address(options, https, AddressClass::public_network, false));
  options.insecure = true;
  CHECK_FALSE(refuse_address(options, https, AddressClass::loopback, false));
  CHECK(refuse_address(options, https, AddressClass::loopback, true) == ErrorCode::usage);
  CHECK(refuse_address(options, https, AddressClass::private_network, false) == ErrorCode::usage);
  options.insecure_on_loopback_only = false;
  CHECK_FALSE(refuse_address(options, https, AddressClass::public_network, false));
}

TEST_CASE("a socket is the server's own only if its port is and the proxy's is another") {
  TransportOptions options;
  CHECK_FALSE(may_be_proxied(options, http, 32400));
  CHECK_FALSE(may_be_proxied(options, http, 3128));
  options.proxy = "http://proxy.test:3128";
  options.proxy_port = 3128;
  CHECK_FALSE(may_be_proxied(options, http, 32400));
  CHECK(may_be_proxied(options, http, 3128));
  options.proxy_port = 32400;
  CHECK(may_be_proxied(options, http, 32400));
}

TEST_CASE("only plain http beyond loopback can be overheard") {
  for (const AddressClass kind : all_classes) {
    CAPTURE(static_cast<int>(kind));
    CHECK(can_be_overheard(http, kind, false) == (kind != AddressClass::loopback));
    CHECK(can_be_overheard(http, kind, true));
    CHECK_FALSE(can_be_overheard(https, kind, false));
  }
}

}  // namespace plex::test
