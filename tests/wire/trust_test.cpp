// SPDX-License-Identifier: MIT
//
// The options and variables that say which servers to trust: --cacert and its variables, --resolve,
// --insecure.
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/certificates.hpp"
#include "tests/support/fake_plex.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/temporary_file.hpp"
#include "tests/support/wire_runs.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

constexpr const char* insecure_warning =
    "plex: warning: --insecure: anyone on the network path can read and change the traffic\n";

std::string printed_token(int number) {
  return "transient-7d1c2a90-1b44-4e0c-9a55-00000000000" + std::to_string(number) + "\n";
}

}  // namespace

TEST_CASE("the file of trusted authorities comes from the option and then from three variables") {
  const FakePlex server({.https = true});
  const TemporaryFile good(server.ca_pem());
  const TemporaryFile other(make_certificate_authority().certificate_pem());
  const std::vector<std::string> sources = {"--cacert", "PLEX_CA_BUNDLE", "CURL_CA_BUNDLE",
                                            "SSL_CERT_FILE"};
  int answers = 0;
  // The source number `first` and all after it are set; `first` holds one thing, the rest another.
  const auto run = [&](std::size_t first, const TemporaryFile& now, const TemporaryFile& later) {
    Words arguments = {"-o", "json"};
    World world;
    for (std::size_t at = first; at < sources.size(); ++at) {
      const std::string& path = at == first ? now.path() : later.path();
      if (at == 0) {
        arguments = joined(arguments, {"--cacert", path});
      } else {
        world.environment[sources[at]] = path;
      }
    }
    return run_transient_token(server.server_url(), arguments, world);
  };
  for (std::size_t first = 0; first < sources.size(); ++first) {
    CAPTURE(sources[first]);
    CHECK(run(first, good, other).status == 0);
    CHECK(server.requests().size() == static_cast<std::size_t>(++answers));
    CHECK(failure_of(run(first, other, good)) == "6 tls_failed, attempts 1");
  }
  World empty;
  empty.environment = {{"PLEX_CA_BUNDLE", ""}, {"CURL_CA_BUNDLE", good.path()}};
  CHECK(run_transient_token(server.server_url(), {}, empty).status == 0);
}

TEST_CASE("a file of trusted authorities that cannot be used is a local failure") {
  const FakePlex server({.https = true});
  const TemporaryDirectory directory;
  const TemporaryFile garbage("no certificate");
  for (const std::string& path :
       {garbage.path(), directory.path().string(), directory.path().string() + "/missing"}) {
    CAPTURE(path);
    const RunResult result =
        run_transient_token(server.server_url(), {"-o", "json", "--cacert", path});
    CHECK(failure_of(result).substr(0, 18) == "3 file_unreadable,");
    CHECK(result.waits.empty());
  }
  CHECK(server.requests().empty());
}

TEST_CASE("a file of trusted authorities that cannot be read is named before any connection") {
  const FakePlex server({.https = true});
  const TemporaryDirectory directory;
  const std::string missing = directory.path() / "missing";
  const RunResult option = run_transient_token(server.server_url(), {"--cacert", missing});
  CHECK(option.status == 3);
  CHECK(option.err == "plex: error: cannot read the certificate authorities from --cacert " +
                          missing + ": No such file or directory\n");
  World world;
  world.environment = {{"SSL_CERT_FILE", missing}};
  const RunResult variable = run_transient_token(server.server_url(), {}, world);
  CHECK(variable.status == 3);
  CHECK(variable.err.find(" from SSL_CERT_FILE ") != std::string::npos);
  const RunResult empty = run_transient_token(server.server_url(), {"--cacert", ""});
  CHECK(empty.status == 2);
  CHECK(empty.err == "plex: error: --cacert is empty\n");
  CHECK(server.requests().empty());
  const RunResult insecure = run_transient_token(server.server_url(), {"-k", "-q"}, world);
  CHECK(insecure.status == 0);
}

TEST_CASE("with --resolve a server is reached by the name that its certificate has") {
  const std::string name = "10-0-0-5.abcdef.plex.test";
  const FakePlex server(
      {.https = true,
       .certificate = {.common_name = name, .dns_names = {name}, .ip_addresses = {}}});
  const TemporaryFile authority(server.ca_pem());
  const std::string port = std::to_string(server.port());
  const RunResult good = run_transient_token(
      "https://" + name + ":" + port,
      {"-q", "--cacert", authority.path(), "--resolve", name + ":" + port + ":127.0.0.1"});
  CHECK(good.status == 0);
  CHECK(good.out == printed_token(1));
  CHECK(good.err.empty());
  const RunResult other = run_transient_token(
      "https://other.plex.test:" + port, {"-o", "json", "--cacert", authority.path(), "--resolve",
                                          "other.plex.test:" + port + ":127.0.0.1"});
  CHECK(failure_of(other) == "6 tls_failed, attempts 1");
  CHECK(error_member(other, "hint") == "use the name in the certificate, with --resolve if needed");
  CHECK(server.requests().size() == 1);
}

TEST_CASE("--insecure reaches a server whose certificate nobody trusts and warns each time") {
  const FakePlex server({.https = true, .certificate = {.self_signed = true}});
  for (const std::string flag : {"--insecure", "-k"}) {
    CAPTURE(flag);
    const RunResult result = run_transient_token(server.server_url(), {"--field", "server", flag});
    CHECK(result.status == 0);
    CHECK(result.out == server.server_url() + "\n");
    CHECK(result.err == insecure_warning);
  }
  const RunResult mismatch = run_transient_token(
      "https://localhost:" + std::to_string(server.port()), {"--field", "server", "-k"});
  CHECK(mismatch.status == 0);
  CHECK(mismatch.err == insecure_warning);
}

TEST_CASE("--insecure on the plex.tv commands is for loopback only") {
  const FakePlex server({.https = true});
  const RunResult near = run_whoami(server.plex_tv_url(), {"-q", "-k"});
  CHECK(near.status == 0);
  CHECK(near.out == "dana\n");
  CHECK(near.err ==
        "plex: warning: --insecure: anyone on the network path can read and change the traffic\n");
  const std::string port = std::to_string(server.port());
  const std::vector<Words> far = {
      {"https://plex.tv/api/v2"},
      {"https://127.0.0.1.test:" + port, "--resolve", "127.0.0.1.test:" + port + ":192.0.2.1"},
      {"https://192.0.2.1"},
      {"https://[2001:db8::1]"},
      {"https://localhost:" + port, "--resolve", "localhost:" + port + ":192.0.2.1"}};
  for (const Words& url_and_more : far) {
    CAPTURE(url_and_more.front());
    Words more(url_and_more.begin() + 1, url_and_more.end());
    more.emplace_back("--insecure");
    for (const RunResult& result :
         {run_whoami(url_and_more.front(), more), run_signin(url_and_more.front(), more)}) {
      CAPTURE(result.err);
      CHECK(result.status == 2);
      CHECK(result.out.empty());
      CHECK(result.err.find("plex: error: with plex.tv commands --insecure works only for a test "
                            "server on loopback") != std::string::npos);
      CHECK(result.err.ends_with("\nhint: every system can verify the certificate of plex.tv\n"));
      CHECK(result.waits.empty());
    }
  }
  CHECK(server.requests().size() == 1);
}

}  // namespace plex::test
