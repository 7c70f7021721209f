// SPDX-License-Identifier: MIT
#include "tests/support/fake_plex_server.hpp"

#include <chrono>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <httplib.h>

#include "tests/support/fake_plex_client.hpp"
#include "tests/support/temporary_file.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

bool answers_one_who_trusts(const FakePlexServer& server, const std::string& ca_file) {
  httplib::SSLClient client("127.0.0.1", server.port());
  client.enable_server_certificate_verification(true);
  if (!ca_file.empty()) {
    client.set_ca_cert_path(ca_file);
  }
  return static_cast<bool>(client.Get(user_path));
}

}  // namespace

TEST_CASE("what is on no route is answered 404 and remembered") {
  const FakePlexServer server;
  CHECK(get(server, "/nope?a=b", plex_headers()).status == 404);
  CHECK(send_request(server, "DELETE", user_path).status == 404);
  CHECK(server.unexpected() == std::vector<std::string>{"GET /nope", "DELETE /api/v2/user"});
}

TEST_CASE("canned responses are given in order and reported when nobody asks for them") {
  FakePlexServer server;
  server.respond_always("/odd", {.status = 503, .body = "{}"});
  server.respond_next("/odd", {.status = 302, .content_type = "", .headers = {{"Location", "/"}}});
  server.respond_next("/odd", {.body = "first\n"});
  server.respond_next("/never", {});
  CHECK(server.unexpected() ==
        std::vector<std::string>{"never asked: /never", "never asked: /odd", "never asked: /odd"});
  const ReceivedResponse redirect = get(server, "/odd", {});
  CHECK(redirect.status == 302);
  CHECK(redirect.header("Location") == "/");
  const ReceivedResponse plain = get(server, "/odd?x=1", {});
  CHECK(plain.status == 200);
  CHECK(plain.body == "first\n");
  CHECK(plain.header("Content-Type") == "application/json");
  CHECK(get(server, "/odd", {}).status == 503);
  CHECK(get(server, "/odd", {}).status == 503);
  CHECK(server.unexpected() == std::vector<std::string>{"never asked: /never"});
}

TEST_CASE("a canned response that names its encoding is sent byte for byte") {
  FakePlexServer server;
  server.respond_next("/odd", {.body = "not gzip", .headers = {{"Content-Encoding", "gzip"}}});
  const ReceivedResponse answer = get(server, "/odd", {{"Accept-Encoding", "gzip"}});
  CHECK(answer.body == "not gzip");
  CHECK(answer.header("Content-Encoding") == "gzip");
}

TEST_CASE("requests are recorded as they were sent") {
  const FakePlexServer server;
  send_request(server, "POST", "/security/token?a=%41+b&c", {{"X-Odd", "one"}, {"X-Odd", "two"}},
               "application/x-www-form-urlencoded", "d=%3D&e=100%");
  const RecordedRequest request = server.requests().at(0);
  CHECK(request.method == "POST");
  CHECK(request.path == token_path);
  CHECK(request.target == "/security/token?a=%41+b&c");
  CHECK(request.body == "d=%3D&e=100%");
  CHECK(request.query("a") == "A b");
  CHECK(request.has_query("c"));
  CHECK_FALSE(request.has_query("d"));
  CHECK(request.form_fields() == NameValuePairs{{"d", "="}, {"e", "100%"}});
  CHECK(request.header("x-odd") == "one");
  CHECK_FALSE(request.has_header("REMOTE_ADDR"));
}

TEST_CASE("the https server is trusted by those who trust its authority, and by nobody else") {
  const FakePlexServer server({.https = true});
  CHECK(server.server_url() == "https://127.0.0.1:" + std::to_string(server.port()));
  const TemporaryFile authority(server.ca_pem());
  CHECK_FALSE(answers_one_who_trusts(server, ""));
  CHECK(answers_one_who_trusts(server, authority.path()));
  CHECK(server.requests().size() == 1);
}

TEST_CASE("the https server can be given an expired, misnamed or self-signed certificate") {
  for (const LeafOptions& certificate :
       {LeafOptions{.not_before = std::chrono::hours(-2), .not_after = std::chrono::hours(-1)},
        LeafOptions{
            .common_name = "other.example", .dns_names = {"other.example"}, .ip_addresses = {}},
        LeafOptions{.self_signed = true}}) {
    CAPTURE(certificate.common_name);
    CAPTURE(certificate.self_signed);
    const FakePlexServer server({.https = true, .certificate = certificate});
    const TemporaryFile authority(server.ca_pem());
    CHECK_FALSE(answers_one_who_trusts(server, authority.path()));
    CHECK(server.requests().empty());
  }
}

}  // namespace plex::test
