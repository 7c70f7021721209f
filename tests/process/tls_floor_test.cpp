// SPDX-License-Identifier: MIT
//
// The oldest version of TLS that is spoken, on a system whose OpenSSL would speak an older one:
// OpenSSL reads its configuration once for each process.
#include <string>

#include <doctest/doctest.h>
#include <openssl/ssl.h>

#include "tests/support/certificates.hpp"
#include "tests/support/plex_process.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/temporary_file.hpp"

namespace plex::test {
namespace {

constexpr const char* anything_goes =
    "openssl_conf = start\n"
    "[start]\nssl_conf = ssl\n"
    "[ssl]\nsystem_default = defaults\n"
    "[defaults]\nMinProtocol = TLSv1\nCipherString = DEFAULT:@SECLEVEL=0\n";

/// What the program says when it meets this version of TLS, and no other, at the server, or at the
/// proxy if it is sent through one. No certificate here is one that it trusts.
std::string error_with(int version, const std::string& option, const Words& more = {}) {
  const Certificate authority = make_certificate_authority();
  const Certificate leaf = make_leaf_certificate(authority);
  const RawServer server(
      Script{Stall{}},
      {.tls = RawTls{.certificate = &leaf, .min_version = version, .max_version = version}});
  const TemporaryFile configuration(anything_goes);
  Words words = {"auth", "transient-token", option, server.url()};
  words.insert(words.end(), more.begin(), more.end());
  const ProcessResult result =
      run_process(plex_process(words, {{"OPENSSL_CONF", configuration.path()},
                                       {"PLEX_TOKEN", dana_token},
                                       {"PLEX_CLIENT_ID", "test-client"}}));
  CHECK(result.status == 6);
  CHECK(result.out == "");
  CHECK(server.connections() == 1);
  return result.err.substr(0, result.err.find(" ("));
}

}  // namespace

TEST_CASE("a server with TLS 1.1 is refused even if OpenSSL is set to accept it") {
  CHECK(error_with(TLS1_1_VERSION, "--server") ==
        "plex: error: could not agree on TLS 1.2 or later");
  CHECK(error_with(TLS1_2_VERSION, "--server") ==
        "plex: error: the server's certificate is from an unknown authority");
}

TEST_CASE("a proxy with TLS 1.1 is refused even if OpenSSL is set to accept it") {
  const Words target = {"--server", "https://server.test"};
  CHECK(error_with(TLS1_1_VERSION, "--proxy", target) ==
        "plex: error: could not agree on TLS 1.2 or later with the proxy");
  CHECK(error_with(TLS1_2_VERSION, "--proxy", target) ==
        "plex: error: the proxy's certificate could not be verified");
}

}  // namespace plex::test
