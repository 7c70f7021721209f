// SPDX-License-Identifier: MIT
#include "src/http/response_head.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace plex::test {
namespace {

HttpResponse read_head(const std::vector<std::string>& lines) {
  HttpResponse response;
  for (const std::string& line : lines) {
    parse_head_line(line, response);
  }
  return response;
}

}  // namespace

TEST_CASE("a status line gives the status whatever its version and reason") {
  CHECK(read_head({"HTTP/1.1 200 OK"}).status == 200);
  CHECK(read_head({"HTTP/1.0 404"}).status == 404);
  CHECK(read_head({"HTTP/2 498 Token 2 expired"}).status == 498);
}

TEST_CASE("a status line without a number has the status 0 and a long one stays bounded") {
  CHECK(read_head({"HTTP/1.1 OK"}).status == 0);
  CHECK(read_head({"HTTP/1.1"}).status == 0);
  CHECK(read_head({"HTTP/1.1 " + std::string(1000, '9')}).status < 10'000);
}

TEST_CASE("headers keep their order and value and have their names in lower case") {
  const HttpResponse response = read_head(
      {"HTTP/1.1 429 Slow", "Retry-After:  2 \t", "RETRY-AFTER:5", "X-Colon: a:b", "X-No"});
  REQUIRE(response.headers.size() == 3);
  CHECK(response.headers[0].name == "retry-after");
  CHECK(response.headers[0].value == "2");
  CHECK(response.headers[1].value == "5");
  CHECK(response.headers[2].value == "a:b");
}

TEST_CASE("an interim response is forgotten when the next one begins") {
  const HttpResponse response =
      read_head({"HTTP/1.1 100 Continue", "Location: https://elsewhere.test", "HTTP/1.1 200 OK"});
  CHECK(response.status == 200);
  CHECK(response.headers.empty());
}

}  // namespace plex::test
