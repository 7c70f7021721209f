// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/fake_plex.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/temporary_file.hpp"
#include "tests/support/wire_runs.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

CannedResponse redirect(int status, const std::string& location) {
  return {.status = status, .content_type = "", .headers = {{"Location", location}}};
}

}  // namespace

TEST_CASE("no redirect is followed whatever its status and wherever it points") {
  const RawServer other(Script{ReadRequest{}, Send{good_response()}});
  FakePlex server;
  const std::string other_port = std::to_string(other.port());
  const std::vector<std::string> locations = {
      "/elsewhere",
      "elsewhere?X-Plex-Token=x",
      "?again",
      "",
      server.server_url() + "/plex/security/token",
      other.url() + token_path,
      "http://localhost:" + other_port + "/",
      "//127.0.0.1:" + other_port + "/",
      "HTTP://127.0.0.1:" + other_port,
      "http:\\\\127.0.0.1:" + other_port,
      "https://127.0.0.1:" + other_port + "/",
      "http://user:password@127.0.0.1:" + other_port + "/",
      "file:///etc/hostname",
      "gopher://127.0.0.1:" + other_port + "/",
      "data:application/json,{}",
      "javascript:alert(1)",
      "http://127.0.0.1:" + other_port + "/" + std::string(10'000, 'a'),
      "http://" + std::string(10'000, 'b') + "/"};
  std::size_t asked = 0;
  for (const int status : {301, 302, 303, 307, 308}) {
    for (const std::string& location : locations) {
      CAPTURE(status);
      CAPTURE(location.substr(0, 80));
      server.respond_next(token_path, redirect(status, location));
      CHECK(failure_of(run_transient_token(server.server_url(), {"-o", "json"})) ==
            "8 redirected, attempts 1");
      CHECK(server.requests().size() == ++asked);
    }
  }
  CHECK(other.connections() == 0);
}

TEST_CASE("a password is not sent to the target of a redirect") {
  const RawServer other(Script{ReadRequest{}, Send{good_response()}});
  FakePlex server;
  for (const int status : {301, 302, 303, 307, 308}) {
    CAPTURE(status);
    server.respond_next(signin_path, redirect(status, other.url() + "/"));
    CHECK(failure_of(run_signin(server.plex_tv_url(), {"-o", "json"})) ==
          "8 redirected, attempts 1");
  }
  CHECK(other.connections() == 0);
}

TEST_CASE("a redirect from https to http is not followed") {
  const RawServer other(Script{ReadRequest{}, Send{good_response()}});
  FakePlex server({.https = true});
  const TemporaryFile authority(server.ca_pem());
  server.respond_next(token_path, redirect(302, other.url() + token_path));
  CHECK(failure_of(run_transient_token(server.server_url(),
                                       {"-o", "json", "--cacert", authority.path()})) ==
        "8 redirected, attempts 1");
  CHECK(other.connections() == 0);
}

TEST_CASE("a redirect is reported with the host it points to and nothing else of it") {
  FakePlex server;
  server.respond_next(token_path, redirect(302, "https://login:pass@other.test:8443/a?token=b#c"));
  server.respond_next(user_path, redirect(301, "/login?next=/user"));
  const RunResult away = run_transient_token(server.server_url());
  CHECK(away.status == 8);
  CHECK(away.out.empty());
  CHECK(away.err ==
        "plex: error: the response redirects to other.test:8443, and redirects are not followed (" +
            server.host() + ")\nhint: if you trust that host, pass it with --server\n");
  const RunResult home = run_whoami(server.plex_tv_url());
  CHECK(home.status == 8);
  CHECK(home.err == "plex: error: the response redirects to " + server.host() +
                        ", and redirects are not followed (" + server.host() +
                        ")\nhint: check --plex-tv-url: the same host redirects to another scheme "
                        "or path, such as https\n");
}

TEST_CASE("a host name that could act on a terminal is not repeated") {
  FakePlex server;
  for (const std::string host :
       {"a\x1B[31mb", "a%0ab", "\xE2\x80\xAEmoc.evil", "a b", "::stop-commands::x"}) {
    CAPTURE(host);
    server.respond_next(token_path, redirect(302, std::string("http://") + host + "/"));
    const RunResult result = run_transient_token(server.server_url());
    CHECK(result.err ==
          "plex: error: the response redirects to an unreadable address, and redirects are not "
          "followed (" +
              server.host() + ")\nhint: check --server\n");
  }
}

}  // namespace plex::test
