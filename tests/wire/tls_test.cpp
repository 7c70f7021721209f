// SPDX-License-Identifier: MIT
//
// Which servers are trusted, how the others are reported, and that a failed handshake is not tried
// again.
#include <chrono>
#include <string>

#include <doctest/doctest.h>
#include <openssl/ssl.h>

#include "tests/support/certificates.hpp"
#include "tests/support/fake_plex.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/fake_plex_payloads.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/temporary_file.hpp"
#include "tests/support/wire_runs.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

constexpr const char* plex_direct_hint =
    "Plex certificates name *.plex.direct: use the server's "
    "https://a-b-c-d.HASH.plex.direct:32400 name, or reach it with --resolve";

LeafOptions certificate_for(const std::string& name) {
  return {.common_name = name, .dns_names = {name}, .ip_addresses = {}};
}

/// How a run against a server with this certificate ends, whose authority is trusted.
RunResult run_against(const LeafOptions& certificate) {
  const FakePlex server({.https = true, .certificate = certificate});
  const TemporaryFile authority(server.ca_pem());
  RunResult result =
      run_transient_token(server.server_url(), {"-o", "json", "--cacert", authority.path()});
  CHECK(server.requests().empty());
  return result;
}

/// A server that speaks these versions of TLS and gives a good response.
struct TlsServer {
  explicit TlsServer(int min_version, int max_version)
      : server(
            {ReadRequest{}, Send{good_response()}, Close{}},
            {.tls = RawTls{
                 .certificate = &leaf, .min_version = min_version, .max_version = max_version}}) {}

  Certificate authority = make_certificate_authority();
  Certificate leaf = make_leaf_certificate(authority);
  TemporaryFile ca_file{authority.certificate_pem()};
  RawServer server;
};

std::string https(const RawServer& plain) {
  return "https://127.0.0.1:" + std::to_string(plain.port());
}

}  // namespace

TEST_CASE("a certificate that has expired or is not valid yet is not trusted") {
  for (const LeafOptions& certificate :
       {LeafOptions{.not_before = std::chrono::hours(-2), .not_after = std::chrono::hours(-1)},
        LeafOptions{.not_before = std::chrono::hours(24), .not_after = std::chrono::hours(48)}}) {
    CAPTURE(certificate.not_after.count());
    const RunResult result = run_against(certificate);
    CHECK(failure_of(result) == "6 tls_failed, attempts 1");
    CHECK(error_member(result, "hint") ==
          "check the clock of this machine, or renew the server's certificate");
    CHECK(result.waits.empty());
  }
}

TEST_CASE("a certificate for another name is not trusted and the hint says what to use") {
  const RunResult result = run_against(certificate_for("attic.plex.test"));
  CHECK(failure_of(result) == "6 tls_failed, attempts 1");
  CHECK(error_member(result, "hint") == std::string(plex_direct_hint));
}

TEST_CASE("a self-signed certificate is not trusted") {
  const RunResult result = run_against({.self_signed = true});
  CHECK(failure_of(result) == "6 tls_failed, attempts 1");
  CHECK(error_member(result, "hint") == "pass it with --cacert FILE if you trust it");
}

TEST_CASE("a certificate from an unknown authority is not trusted") {
  const FakePlex server({.https = true});
  const RunResult result = run_transient_token(server.server_url());
  CHECK(result.status == 6);
  CHECK(result.out.empty());
  CHECK(result.err == "plex: error: the server's certificate is from an unknown authority (" +
                          server.host() +
                          ")\nhint: pass the authority's certificate with --cacert FILE\n");
  CHECK(result.waits.empty());
  CHECK(failure_of(run_whoami(server.plex_tv_url(), {"-o", "json"})) == "6 tls_failed, attempts 1");
  CHECK(failure_of(run_signin(server.plex_tv_url(), {"-o", "json"})) == "6 tls_failed, attempts 1");
  CHECK(server.requests().empty());
}

TEST_CASE("a server that speaks only TLS 1.1 is refused and one with TLS 1.2 is not") {
  const TlsServer old(TLS1_1_VERSION, TLS1_1_VERSION);
  CHECK(failure_of(run_transient_token(old.server.url(),
                                       {"-o", "json", "--cacert", old.ca_file.path()})) ==
        "6 tls_failed, attempts 1");
  CHECK(run_transient_token(old.server.url(), {"-q", "-k"}).status == 6);
  CHECK(old.server.requests().empty());
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    CAPTURE(version);
    const TlsServer current(version, version);
    CHECK(
        run_transient_token(current.server.url(), {"-q", "--cacert", current.ca_file.path()}).out ==
        line(first_transient_token));
  }
}

TEST_CASE("what answers without TLS is asked once and the hint says what to check") {
  for (const std::string& bytes : {good_response(), std::string("SSH-2.0-OpenSSH_9.2\r\n")}) {
    CAPTURE(bytes);
    const RawServer server(Script{Send{bytes}, Close{}});
    const RunResult result = run_transient_token(https(server), {"-o", "json"});
    CHECK(failure_of(result) == "6 tls_failed, attempts 1");
    CHECK(error_member(result, "hint") ==
          "check that the port accepts https; a Plex server may expect http on it");
    CHECK(server.connections() == 1);
  }
}

TEST_CASE("a server that never answers the hello costs the connect timeout") {
  const RawServer server(Script{Stall{}});
  CHECK(failure_of(run_transient_token(
            https(server), {"-o", "json", "--retries", "0", "--connect-timeout", "0.2"})) ==
        "7 timeout, attempts 1");
}

TEST_CASE("a handshake that breaks off is not tried again") {
  const std::string hello("\x16\x03\x03\0\x7A\x02\0\0\x76\x03\x03", 11);
  for (const Script& script :
       {Script{Send{hello}, Close{}}, Script{Send{hello.substr(0, 3)}, Close{}},
        Script{Send{std::string("\x15\x03\x03\0\x02\x02\x28", 7)}, Close{}}, Script{Close{}}}) {
    CAPTURE(script.size() > 1 ? std::get<Send>(script.front()).bytes.size() : 0);
    const RawServer server(script);
    CHECK(failure_of(run_transient_token(https(server), {"-o", "json"})) ==
          "6 tls_failed, attempts 1");
    CHECK(server.connections() == 1);
  }
}

TEST_CASE("a body over TLS that ends without close_notify is not a response") {
  const Certificate authority = make_certificate_authority();
  const Certificate leaf = make_leaf_certificate(authority);
  const TemporaryFile ca_file(authority.certificate_pem());
  const std::string body = transient_token_json(first_transient_token);
  const RawServer server({ReadRequest{}, Send{"HTTP/1.1 200 OK\r\n\r\n" + body.substr(0, 20)},
                          Close{.close_notify = false}},
                         {.tls = RawTls{.certificate = &leaf}});
  CHECK(failure_of(run_transient_token(server.url(), {"-o", "json", "--cacert", ca_file.path()})) ==
        "8 truncated, attempts 1");
}

}  // namespace plex::test
