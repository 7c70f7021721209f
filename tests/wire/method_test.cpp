// SPDX-License-Identifier: MIT
//
// Requests of each method as they arrive, from one transport in turn, so that nothing of one is
// left in the next.
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/support/error_of.hpp"
#include "tests/support/library_client.hpp"
#include "tests/support/raw_server.hpp"

namespace plex::test {
namespace {

/// The first line and the body of a request, and its Content-Type between them if it has one.
std::string outline(const std::string& request) {
  const std::string type = "\r\nContent-Type: ";
  std::string text = request.substr(0, request.find(" HTTP/1.1\r\n"));
  if (const std::size_t at = request.find(type); at != std::string::npos) {
    const std::size_t start = at + type.size();
    text += " [" + request.substr(start, request.find("\r\n", start) - start) + "]";
  }
  return text + " " + request.substr(request.find("\r\n\r\n") + 4);
}

ApiRequest request_of(std::string_view method, const std::string& form = {}) {
  return {.method = method, .path = "/x", .form = Secret(form)};
}

}  // namespace

TEST_CASE(
    "a PUT carries its form and a DELETE no body and no method is left for the next request") {
  const std::string form = "application/x-www-form-urlencoded";
  const RawServer server(says("HTTP/1.1 204 No Content\r\n\r\n"));
  const auto transport = real_transport();
  const Client client = client_of(*transport, server.url());
  for (const auto& [method, fields] :
       std::vector<std::pair<const char*, const char*>>{{"PUT", "code=7RQZ"},
                                                        {"GET", ""},
                                                        {"DELETE", ""},
                                                        {"POST", "a=b"},
                                                        {"PUT", ""},
                                                        {"DELETE", ""},
                                                        {"GET", ""}}) {
    client.send(Service::plex_tv, request_of(method, fields));
  }
  std::vector<std::string> seen;
  for (const std::string& request : server.requests()) {
    seen.push_back(outline(request));
    CHECK((request.find("Content-Length: ") != std::string::npos) == (request.starts_with("P")));
  }
  CHECK(seen == std::vector<std::string>{"PUT /x [" + form + "] code=7RQZ", "GET /x ", "DELETE /x ",
                                         "POST /x [" + form + "] a=b", "PUT /x [" + form + "] ",
                                         "DELETE /x ", "GET /x "});
}

TEST_CASE("a PUT or a DELETE that was sent is not sent again") {
  for (const std::string_view method : {"PUT", "DELETE"}) {
    for (const Step& end : {Step(Reset{}), Step(Close{}),
                            Step(Send{"HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"})}) {
      CAPTURE(method);
      CAPTURE(end.index());
      const RawServer server(Script{ReadRequest{}, end});
      const auto transport = real_transport();
      const Client client = client_of(*transport, server.url());
      const Error error =
          error_of([&] { client.send(Service::plex_tv, request_of(method, "a=b")); });
      CHECK(error.request_sent);
      CHECK(error.attempts == 1);
      CHECK(server.connections() == 1);
    }
  }
}

}  // namespace plex::test
