// SPDX-License-Identifier: MIT
//
// The path of a base URL on the wire: a reverse proxy may tell apart what RFC 3986 calls equal.
#include <string>

#include <doctest/doctest.h>

#include "tests/support/raw_server.hpp"
#include "tests/support/wire_runs.hpp"

namespace plex::test {

TEST_CASE("the path of a base URL is sent as it was written") {
  for (const std::string path : {"/a/../b", "/./a", "/a/.", "/..", "/a//b", "/%2e%2e/A%2fb"}) {
    CAPTURE(path);
    const RawServer server(Script{ReadRequest{}, Send{good_response()}, Close{}});
    static_cast<void>(run_transient_token(server.url() + path));
    static_cast<void>(run_whoami(server.url() + path));
    static_cast<void>(run_signin(server.url() + path));
    REQUIRE(server.requests().size() == 3);
    CHECK(server.requests()[0].starts_with(
        "GET " + path + "/security/token?type=delegation&scope=all HTTP/1.1\r\n"));
    CHECK(server.requests()[1].starts_with("GET " + path + "/user HTTP/1.1\r\n"));
    CHECK(server.requests()[2].starts_with("POST " + path + "/users/signin HTTP/1.1\r\n"));
  }
}

}  // namespace plex::test
