// SPDX-License-Identifier: MIT
//
// Proxies that refuse, that are not there, or that send what no proxy sends, and what they get to
// see.
#include <string>

#include <doctest/doctest.h>

#include "src/text/encoding.hpp"
#include "tests/support/fake_plex.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/odd_ports.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/wire_runs.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

constexpr const char* server_url = "https://server.test:32400";
constexpr const char* page = "<html><body><h1>Blocked by policy</h1></body></html>";

std::string refusal(const std::string& status, const std::string& headers = "") {
  return "HTTP/1.1 " + status + "\r\nContent-Type: text/html\r\n" + headers +
         "Content-Length: " + std::to_string(std::string(page).size()) + "\r\n\r\n" + page;
}

RunResult run_through(const std::string& proxy, const Words& more = {"-o", "json"}) {
  return run_transient_token(server_url, joined({"--proxy", proxy}, more));
}

}  // namespace

TEST_CASE("a proxy that refuses is named as what failed and not asked again") {
  for (const std::string status :
       {"403 Forbidden", "400 Bad Request", "404 Not Found", "502 Bad Gateway",
        "503 Service Unavailable", "302 Found", "429 Too Many Requests"}) {
    CAPTURE(status);
    const RawServer proxy(says(refusal(status, "Location: http://127.0.0.1:1/\r\n")));
    const RunResult result = run_through(proxy.url());
    CHECK(failure_of(result) == "6 proxy_failed, attempts 1");
    CHECK(error_member(result, "message") ==
          "the proxy refused the connection with status " + status.substr(0, 3));
    CHECK(result.err.find("Blocked") == std::string::npos);
    CHECK(proxy.connections() == 1);
  }
}

TEST_CASE("a proxy that requires a password is reported with a hint of its own") {
  const RawServer proxy(says(
      refusal("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"x\"\r\n")));
  const RunResult result = run_through(proxy.url(), {});
  CHECK(result.status == 6);
  CHECK(result.out.empty());
  CHECK(result.err ==
        "plex: error: the proxy refused the connection with status 407 (server.test:32400)\n"
        "hint: put the user name and password in the proxy URL\n");
}

TEST_CASE("a proxy that requires a password for plain http is named as what failed") {
  const RawServer proxy(says(
      refusal("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"x\"\r\n")));
  const RunResult result =
      run_transient_token("http://server.test", {"--allow-http", "--proxy", proxy.url()});
  CHECK(result.status == 6);
  CHECK(result.out.empty());
  CHECK(result.err ==
        "plex: warning: plain http through a proxy: the proxy and anyone on the network can read "
        "the request and the response\nplex: error: the proxy requires a user name and password "
        "(server.test)\nhint: put them in the proxy URL\n");
}

TEST_CASE("a proxy whose certificate is not trusted is named as what failed") {
  const FakePlex proxy({.https = true});
  const RunResult result = run_through("https://" + proxy.host());
  CHECK(failure_of(result) == "6 proxy_failed, attempts 1");
  CHECK(error_member(result, "message") == "the proxy's certificate could not be verified");
  CHECK(proxy.requests().empty());
  const RawServer plain({Send{refusal("400 Bad Request")}, Close{}});
  const RunResult without_tls = run_through("https://127.0.0.1:" + std::to_string(plain.port()));
  CHECK(failure_of(without_tls) == "6 proxy_failed, attempts 1");
  CHECK(error_member(without_tls, "message") ==
        "could not agree on TLS 1.2 or later with the proxy");
}

TEST_CASE("a proxy that sends a web page instead of a status is named as what failed") {
  const RawServer proxy(says(page));
  CHECK(failure_of(run_through(proxy.url())) == "6 proxy_failed, attempts 1");
}

TEST_CASE("a proxy that hangs up is named as what failed") {
  for (const Script& script : {Script{ReadRequest{}, Close{}}, Script{ReadRequest{}, Reset{}}}) {
    CAPTURE(script.back().index());
    const RawServer proxy(script);
    CHECK(failure_of(run_through(proxy.url())) == "6 proxy_failed, attempts 1");
  }
}

TEST_CASE("a proxy that is not there is named as what failed") {
  const RefusedPort port;
  const RunResult result = run_through(port.url());
  CHECK(failure_of(result) == "6 proxy_failed, attempts 1");
  CHECK(error_member(result, "hint") == "check --proxy and the proxy variables");
  CHECK(failure_of(run_through("http://" + std::string(64, 'x') + ".invalid:8080")) ==
        "6 proxy_failed, attempts 1");
  CHECK(failure_of(run_signin("https://plex.test", {"-o", "json", "--proxy", port.url()})) ==
        "6 proxy_failed, attempts 1");
}

TEST_CASE("a proxy that never answers costs the connect timeout") {
  const RawServer proxy({ReadRequest{}, Stall{}});
  const Words quick = {"-o", "json", "--retries", "0", "--connect-timeout", "0.2"};
  CHECK(failure_of(run_through(proxy.url(), quick)) == "7 timeout, attempts 1");
}

TEST_CASE("a proxy whose headers never end is named as what failed") {
  const RawServer proxy(
      {ReadRequest{}, Send{"HTTP/1.1 403 No\r\n"}, SendForever{"X-A: endless\r\n"}});
  CHECK(failure_of(run_through(proxy.url())) == "6 proxy_failed, attempts 1");
}

TEST_CASE("a proxy sees where a connection goes and nothing else") {
  const RawServer proxy(says(refusal("403 Forbidden")));
  CHECK(run_through(proxy.url()).status == 6);
  const std::string request = proxy.requests().front();
  CHECK(request.substr(0, request.find("\r\n")) == "CONNECT server.test:32400 HTTP/1.1");
  for (const std::string secret : {dana_token, "X-Plex", "security/token", "test-client"}) {
    CAPTURE(secret);
    CHECK(request.find(secret) == std::string::npos);
  }
  CHECK(run_signin("https://plex.test", {"--proxy", proxy.url()}).status == 6);
  const std::string sign_in = proxy.requests().back();
  CHECK(sign_in.substr(0, sign_in.find("\r\n")) == "CONNECT plex.test:443 HTTP/1.1");
  CHECK(sign_in.find("login") == std::string::npos);
}

TEST_CASE("the password of a proxy reaches the proxy and is shown nowhere") {
  for (const std::string status : {"403 Forbidden", "407 Proxy Authentication Required"}) {
    CAPTURE(status);
    const RawServer proxy(says(refusal(status, "X-Echo: proxy-Pass%word\r\n")));
    const std::string url =
        "http://proxy-user:proxy-Pass%25word@127.0.0.1:" + std::to_string(proxy.port());
    World world;
    world.environment["https_proxy"] = url;
    const std::string basic = base64_encode("proxy-user:proxy-Pass%word");
    for (const Words& more : {Words{"-v"}, Words{"-v", "-o", "json"}}) {
      CAPTURE(command_line(more));
      for (const RunResult& result :
           {run_through(url, more), run_transient_token(server_url, more, world)}) {
        CAPTURE(result.err);
        CHECK(result.status == 6);
        for (const std::string& secret :
             {std::string("proxy-Pass%word"), std::string("proxy-Pass%25word"), basic}) {
          CAPTURE(secret);
          CHECK((result.out + result.err).find(secret) == std::string::npos);
        }
        CHECK(proxy.requests().back().find("Proxy-Authorization: Basic " + basic + "\r\n") !=
              std::string::npos);
      }
    }
  }
}

TEST_CASE("a proxy URL that cannot be used is refused and its password not repeated") {
  for (const std::string url :
       {"ftp://user:hidden-word@127.0.0.1:1", "http://user:hidden-word@",
        "http://user:hidden word@h", "http://user:hidden-word@127.0.0.1:0",
        "http://user:hidden-word@127.0.0.1:99999", "http://user:hidden-word@127.0.0.1/path",
        "http://user:hidden-word@127.0.0.1?q"}) {
    CAPTURE(url);
    World world;
    world.environment["HTTPS_PROXY"] = url;
    for (const RunResult& result :
         {run_through(url, {"-v"}), run_transient_token(server_url, {"-v"}, world)}) {
      CAPTURE(result.err);
      CHECK(result.status == 2);
      CHECK(result.out.empty());
      CHECK(result.err.find("hidden") == std::string::npos);
    }
  }
}

}  // namespace plex::test
