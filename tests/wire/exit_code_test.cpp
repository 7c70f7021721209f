// SPDX-License-Identifier: MIT
//
// What it means when there is no response, or when nothing is asked at all: exit status, code and
// words, in text and as JSON.
#include <chrono>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/expected_failure.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/odd_ports.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

World world_at(const std::string& server) {
  World world;
  world.environment = {{"PLEX_URL", server}, {"PLEX_TOKEN", dana_token}};
  return world;
}

std::string host_of(const std::string& url) { return url.substr(url.find("//") + 2); }

}  // namespace

TEST_CASE("a wrong word or value exits 2 before any request") {
  const FakePlex server;
  check_failure(
      joined(whoami, {"--retries", "many"}), fake_world(server),
      {.exit = 2, .code = "usage", .message = "--retries must be a whole number from 0 to 1000"});
  check_failure({"auth", "whoamix"}, fake_world(server),
                {.exit = 2,
                 .code = "usage",
                 .message = "unknown command 'whoamix'",
                 .hint = "did you mean 'whoami'?"});
  CHECK(server.requests().empty());
}

TEST_CASE("plain http to a public address exits 2 and connects to nobody") {
  check_failure(joined(transient, {"--retries", "0"}), world_at("http://192.0.2.10"),
                {.exit = 2,
                 .code = "insecure_transport",
                 .message = "plain http to 192.0.2.10 would expose the secret to the network",
                 .hint = "use https; for your own server, --allow-http sends it anyway",
                 .host = "192.0.2.10",
                 .attempts = "1"});
}

TEST_CASE("a local file that cannot be used exits 3") {
  const TemporaryDirectory directory;
  const FakePlex server;
  World world = fake_world(server);
  world.environment.erase("PLEX_TOKEN");
  const std::string missing = directory.path() / "missing";
  check_failure(
      joined(whoami, {"--token-file", missing}), world,
      {.exit = 3,
       .code = "file_unreadable",
       .message = "cannot read the token from " + missing + ": No such file or directory"});
  const std::string empty = directory.write_file("empty", "\n");
  check_failure(joined(whoami, {"--token-file", empty}), world,
                {.exit = 3,
                 .code = "token_source_empty",
                 .message = "the token from --token-file " + empty + " is empty"});
  world = fake_world(server);
  world.with_client_id = false;
  world.environment["XDG_STATE_HOME"] = empty;
  for (const bool json : {false, true}) {
    CAPTURE(json);
    const RunResult result =
        run_plex(joined({"auth", "signin"}, json ? Words{"--json"} : Words{}), world);
    CHECK(result.status == 3);
    CHECK(result.out.empty());
    CHECK(result.err.find("--client-id") != std::string::npos);
    CHECK(result.err.find("state_unwritable") == (json ? 18 : std::string::npos));
  }
  CHECK(server.requests().empty());
}

TEST_CASE("a missing token exits 4 before any request") {
  const FakePlex server;
  World world = fake_world(server);
  world.environment["PLEX_TOKEN"] = "";
  check_failure(
      whoami, world,
      {.exit = 4,
       .code = "token_missing",
       .message = "no token was given and nobody is signed in",
       .hint = "sign in with 'plex auth login', or pass --token-file FILE or set PLEX_TOKEN"});
  CHECK(server.requests().empty());
}

TEST_CASE("a host that cannot be reached exits 6") {
  // A label of more than 63 bytes fails in the resolver itself, so no name server is asked.
  const std::string nobody = std::string(64, 'x') + ".invalid";
  check_failure(joined(transient, {"--retries", "0"}), world_at("https://" + nobody),
                {.exit = 6,
                 .code = "dns_failed",
                 .message = "the host name could not be resolved",
                 .hint = "check the spelling and this machine's DNS",
                 .host = nobody,
                 .attempts = "1"});
  const RefusedPort refused;
  check_failure(
      transient, world_at(refused.url()),
      {.exit = 6,
       .code = "connect_failed",
       .message = "the connection was refused or there is no route to the host",
       .hint = "check that the server is running and that the address and port are correct",
       .host = host_of(refused.url()),
       .attempts = "3"});
  const RawServer reset(Script{ReadRequest{}, Reset{}});
  check_failure(joined(transient, {"--retries", "1"}), world_at(reset.url()),
                {.exit = 6,
                 .code = "connection_lost",
                 .message = "the connection was lost before a response arrived",
                 .hint = "the server may require https on this port",
                 .host = host_of(reset.url()),
                 .attempts = "2"});
}

TEST_CASE("a certificate that is not trusted exits 6 after one attempt") {
  const FakePlex server(FakePlexOptions{.https = true});
  World world = fake_world(server);
  check_failure(transient, world,
                {.exit = 6,
                 .code = "tls_failed",
                 .message = "the server's certificate is from an unknown authority",
                 .hint = "pass the authority's certificate with --cacert FILE",
                 .host = server.host(),
                 .attempts = "1"});
  CHECK(server.requests().empty());
}

TEST_CASE("a proxy that refuses or cannot be reached exits 6 after one attempt") {
  const RawServer proxy(says("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"));
  check_failure(joined(transient, {"--proxy", proxy.url()}), world_at("https://plex.example"),
                {.exit = 6,
                 .code = "proxy_failed",
                 .message = "the proxy refused the connection with status 403",
                 .host = "plex.example",
                 .attempts = "1"});
  const RefusedPort refused;
  check_failure(joined(transient, {"--proxy", refused.url()}), world_at("https://plex.example"),
                {.exit = 6,
                 .code = "proxy_failed",
                 .message = "could not connect to the proxy",
                 .hint = "check --proxy and the proxy variables",
                 .host = "plex.example",
                 .attempts = "1"});
}

TEST_CASE("a server that says nothing exits 7") {
  const RawServer silent(Script{ReadRequest{}, Stall{}});
  check_failure(joined(transient, {"--timeout", "0.2"}), world_at(silent.url()),
                {.exit = 7,
                 .code = "timeout",
                 .message = "no complete response within the time limit",
                 .hint = "allow more with --timeout SECONDS",
                 .host = host_of(silent.url()),
                 .attempts = "1"});
  const BlackHole hole;
  check_failure(joined(transient, {"--connect-timeout", "0.2", "--retries", "0"}),
                world_at(hole.url()),
                {.exit = 7,
                 .code = "timeout",
                 .message = "could not connect within 0.2 s",
                 .hint = "check the address, or allow more with --connect-timeout SECONDS",
                 .host = host_of(hole.url()),
                 .attempts = "1"});
}

TEST_CASE("a response that is not whole or not HTTP exits 8") {
  struct Row {
    std::string bytes;
    std::string code;
    std::string message;
    std::string http_status;
  };
  for (const Row& row : {
           Row{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"token\"", "truncated",
               "the response was cut short", "200"},
           Row{"HTTP/1.1 200 OK\r\n\r\n{\"token\":\"abc\"", "truncated",
               "the response is incomplete JSON and may have been cut short", "200"},
           Row{"HTTP/1.1 200 OK\r\nX: " + std::string(70'000, 'x') + "\r\n\r\n", "too_large",
               "the headers of the response are larger than 64 KiB", "null"},
           Row{"SSH-2.0-OpenSSH_9.2\r\n", "malformed", "the response is not valid HTTP", "null"},
           Row{ok_json("{\"token\":"), "malformed", "the response is not valid JSON (at byte 10)",
               "200"},
       }) {
    CAPTURE(row.message);
    const RawServer server(says(row.bytes));
    check_failure(transient, world_at(server.url()),
                  {.exit = 8,
                   .code = row.code,
                   .message = row.message,
                   .http_status = row.http_status,
                   .host = host_of(server.url()),
                   .attempts = "1"});
  }
  const RawServer large(
      {ReadRequest{}, Send{"HTTP/1.1 200 OK\r\n\r\n"}, SendForever{std::string(65'536, ' ')}});
  check_failure(transient, world_at(large.url()),
                {.exit = 8,
                 .code = "too_large",
                 .message = "the response is larger than 8 MiB",
                 .http_status = "200",
                 .host = host_of(large.url()),
                 .attempts = "1"});
}

TEST_CASE("a value that the result does not have exits 1") {
  ExpectedFailure missing{
      .exit = 1, .code = "field_missing", .message = "the result has no field nothing.here"};
  for (const KnownCommand& command : every_command()) {
    CAPTURE(command_line(command.words));
    const FakePlex server;
    missing.hint = "-o json shows the available fields";
    missing.hint += command.has_show_token ? "; add --show-token for secrets" : "";
    check_run(run_known(command, {"--field", "nothing.here"}, fake_world(server)), 1, "",
              missing.text());
  }
}

}  // namespace plex::test
