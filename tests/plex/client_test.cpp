// SPDX-License-Identifier: MIT
#include "src/plex/client.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace plex::test {
namespace {

std::string lines(const std::vector<HttpHeader>& headers) {
  std::string text;
  for (const HttpHeader& header : headers) {
    text += header.name + ": " + header.value + "\n";
  }
  return text;
}

Identity identity() {
  return {.client_identifier = "id",
          .product = "plex-cli",
          .version = "1",
          .platform = "Linux",
          .platform_version = "6",
          .device = "box",
          .device_name = "attic",
          .device_vendor = "",
          .model = "",
          .marketplace = ""};
}

Identity small_identity() {
  Identity identity;
  identity.client_identifier = "id";
  identity.product = "p";
  return identity;
}

}  // namespace

TEST_CASE("a request says who we are in one order and leaves out what is empty") {
  CHECK(lines(request_headers(identity(), {})) ==
        "Accept: application/json\n"
        "X-Plex-Client-Identifier: id\n"
        "X-Plex-Product: plex-cli\n"
        "X-Plex-Version: 1\n"
        "X-Plex-Platform: Linux\n"
        "X-Plex-Platform-Version: 6\n"
        "X-Plex-Device: box\n"
        "X-Plex-Device-Name: attic\n");
  Identity whole = identity();
  whole.device_vendor = "Invented";
  whole.model = "Mark II";
  whole.marketplace = "none";
  CHECK(lines(request_headers(whole, {})) == lines(request_headers(identity(), {})) +
                                                 "X-Plex-Device-Vendor: Invented\n"
                                                 "X-Plex-Model: Mark II\n"
                                                 "X-Plex-Marketplace: none\n");
}

TEST_CASE("an extra header replaces ours of the same name in any case") {
  CHECK(lines(request_headers(small_identity(), {{"x-plex-PRODUCT", "other"}, {"X-Odd", "1"}})) ==
        "Accept: application/json\n"
        "X-Plex-Client-Identifier: id\n"
        "x-plex-PRODUCT: other\n"
        "X-Odd: 1\n");
}

TEST_CASE("an extra header with an empty value drops ours") {
  CHECK(lines(request_headers(small_identity(), {{"Accept", ""}, {"X-Plex-Product", ""}})) ==
        "X-Plex-Client-Identifier: id\n");
}

}  // namespace plex::test
