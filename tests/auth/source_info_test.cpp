// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

constexpr const char* local_uri =
    "https://10-1-2-3.0a1b0000000000000000000000000c0d.plex.direct:32400";
constexpr const char* remote_uri =
    "https://203-0-113-9.0a1b0000000000000000000000000c0d.plex.direct:32403";
constexpr const char* relay_uri =
    "https://198-51-100-4.0a1b0000000000000000000000000c0d.plex.direct:8443";

const std::string attic_head =
    "name          Attic (dana)\n"
    "identifier    a77100000000000000000000000000000000d01a\n"
    "access token  transient-1f0e0000-0000-4000-8000-0000000a771c\n";

const std::string local_tsv =
    line(std::string("https\t10.1.2.3\t32400\ttrue\tfalse\t") + local_uri);
const std::string remote_tsv =
    line(std::string("https\t203.0.113.9\t32403\tfalse\tfalse\t") + remote_uri);
const std::string relay_tsv =
    line(std::string("https\t198.51.100.4\t8443\tfalse\ttrue\t") + relay_uri);

}  // namespace

TEST_CASE("source-info asks the server once with the source percent-encoded") {
  const FakePlex server;
  CHECK(run_plex(attic, fake_world(server)).status == 0);
  CHECK(run_plex(joined(attic, {"--refresh"}), fake_world(server)).status == 0);
  REQUIRE(server.requests().size() == 2);
  const RecordedRequest request = server.requests().front();
  CHECK(request.method == "GET");
  CHECK(request.target ==
        "/security/resources?source=server%3A%2F%2Fa77100000000000000000000000000000000d01a");
  CHECK(request.body.empty());
  CHECK(request.header("X-Plex-Token") == dana_token);
  CHECK(request.header("Accept") == "application/json");
  CHECK(server.requests()[1].target ==
        "/security/resources?source=server%3A%2F%2Fa77100000000000000000000000000000000d01a"
        "&refresh=1");
}

TEST_CASE("source-info keeps the path prefix of the server's URL") {
  const FakePlex server;
  const Words words = joined(attic, {"-s", server.server_url() + "/plex", "--field", "name"});
  check_run(run_plex(words, fake_world(server)), 0, "Attic (dana)\n", "");
  REQUIRE(server.requests().size() == 1);
  CHECK(server.requests().front().path == "/plex/security/resources");
}

TEST_CASE("source-info shows the source and its connections as a table") {
  const FakePlex server;
  check_run(run_plex(attic, fake_world(server)), 0,
            attic_head +
                "\nprotocol  address       port   kind    uri\n"
                "https     10.1.2.3      32400  local   " +
                local_uri + "\nhttps     203.0.113.9   32403  remote  " + remote_uri +
                "\nhttps     198.51.100.4  8443   relay   " + relay_uri + "\n",
            "");
}

TEST_CASE("source-info prints one JSON document with typed values") {
  const FakePlex server;
  check_run(run_plex(joined(attic, {"--json"}), fake_world(server)), 0,
            R"({"source":"server://a77100000000000000000000000000000000d01a",)"
            "\"name\":\"Attic (dana)\","
            R"("clientIdentifier":"a77100000000000000000000000000000000d01a",)"
            R"("accessToken":"transient-1f0e0000-0000-4000-8000-0000000a771c","connections":[)"
            R"({"protocol":"https","address":"10.1.2.3","port":32400,"uri":")" +
                std::string(local_uri) + R"(","local":true,"relay":false},)" +
                R"({"protocol":"https","address":"203.0.113.9","port":32403,"uri":")" + remote_uri +
                R"(","local":false,"relay":false},)" +
                R"({"protocol":"https","address":"198.51.100.4","port":8443,"uri":")" + relay_uri +
                R"(","local":false,"relay":true}]})" + "\n",
            "");
}

TEST_CASE("source-info prints rows and values and variables for scripts") {
  const FakePlex server;
  const World world = fake_world(server);
  check_run(run_plex(joined(attic, {"-o", "tsv"}), world), 0, local_tsv + remote_tsv + relay_tsv,
            "");
  check_run(run_plex(joined(attic, {"-q"}), world), 0,
            line(local_uri) + line(remote_uri) + line(relay_uri), "");
  check_run(run_plex(joined(attic, {"-o", "env"}), world), 0,
            "PLEX_TOKEN=transient-1f0e0000-0000-4000-8000-0000000a771c\nPLEX_URL=" +
                std::string(local_uri) + "\nPLEX_TOKEN_FILE=\nPLEX_ACCOUNT=\n",
            "");
  check_run(run_plex(joined(attic, {"--field", "connections.1.port"}), world), 0, "32403\n", "");
  check_run(run_plex(joined(attic, {"--field", "connections.2.relay"}), world), 0, "true\n", "");
  check_run(run_plex(joined(attic, {"--field", "accessToken"}), world), 0,
            "transient-1f0e0000-0000-4000-8000-0000000a771c\n", "");
  check_run(run_plex(joined(attic, {"--field", "connections.3.uri"}), world), 1, "",
            "plex: error: the result has no field connections.3.uri\n"
            "hint: -o json shows the available fields\n");
}

TEST_CASE("source-info --connection keeps only the connections of that kind in every format") {
  struct Row {
    std::string kind;
    std::string uri;
    std::string tsv;
    std::string table_row;
  };
  for (const Row& row : {
           Row{"local", local_uri, local_tsv, "https     10.1.2.3  32400  local  "},
           Row{"remote", remote_uri, remote_tsv, "https     203.0.113.9  32403  remote  "},
           Row{"relay", relay_uri, relay_tsv, "https     198.51.100.4  8443  relay  "},
       }) {
    CAPTURE(row.kind);
    const FakePlex server;
    const World world = fake_world(server);
    const Words kept = joined(attic, {"--connection", row.kind});
    check_run(run_plex(joined(kept, {"-q"}), world), 0, line(row.uri), "");
    check_run(run_plex(joined(kept, {"-o", "tsv"}), world), 0, row.tsv, "");
    CHECK(run_plex(joined(kept, {"-o", "env"}), world)
              .out.ends_with("\nPLEX_URL=" + row.uri + "\nPLEX_TOKEN_FILE=\nPLEX_ACCOUNT=\n"));
    check_run(run_plex(joined(kept, {"--field", "connections.0.uri"}), world), 0, line(row.uri),
              "");
    CHECK(run_plex(joined(kept, {"--field", "connections.1"}), world).status == 1);
    CHECK(run_plex(kept, world).out.ends_with("\n" + row.table_row + line(row.uri)));
  }
}

TEST_CASE("source-info says so when no connection is of the kind") {
  const FakePlex server;
  const RunResult result =
      run_plex({"auth", "source-info", vod_source, "--connection", "relay"}, fake_world(server));
  CHECK(result.status == 0);
  CHECK(result.err == "plex: note: the source has no relay connection\n");
}

TEST_CASE("source-info refuses an unknown kind of connection before any request") {
  const FakePlex server;
  for (const std::string kind : {"lan", "Local", "", "local,relay"}) {
    CAPTURE(kind);
    check_run(run_plex(joined(attic, {"--connection", kind}), fake_world(server)), 2, "",
              "plex: error: --connection must be local, remote or relay\n");
  }
  CHECK(server.requests().empty());
}

TEST_CASE("source-info takes a bare machine identifier as server:// and says so") {
  const FakePlex server;
  const Words bare = {"auth", "source-info", attic_identifier};
  const std::string note =
      "plex: note: using the machine identifier as "
      "server://a77100000000000000000000000000000000d01a\n";
  check_run(run_plex(joined(bare, {"--field", "name"}), fake_world(server)), 0, "Attic (dana)\n",
            note);
  check_run(run_plex(joined(bare, {"--field", "source"}), fake_world(server)), 0,
            line(attic_source), note);
  check_run(run_plex(joined(bare, {"-q", "--connection", "local"}), fake_world(server)), 0,
            line(local_uri), "");
}

TEST_CASE("source-info refuses any other source before any request") {
  const FakePlex server;
  for (const std::string source :
       {"", "attic", "server://", "provider://", "server:/x", "SERVER://x", "http://127.0.0.1",
        "0123456789abcdef012", "0123456789abcdefghij0", "server://a b", "server://a\nb",
        "server://ü", "provider://\x1B[2J", " server://x"}) {
    CAPTURE(source);
    check_run(run_plex({"auth", "source-info", source}, fake_world(server)), 2, "",
              "plex: error: SOURCE is not server://ID, provider://ID or a machine identifier\n"
              "hint: 'curl SERVER/identity' shows a server's machine identifier\n");
  }
  check_run(run_plex({"auth", "source-info"}, fake_world(server)), 2, "",
            "plex: error: SOURCE is required\n"
            "hint: see 'plex auth source-info --help'\n");
  CHECK(server.requests().empty());
}

TEST_CASE("source-info sends every byte of a source as one parameter") {
  FakePlex server;
  const std::string source = "provider://tv.plex&refresh=1#?%41+/";
  server.respond_next(resources_path, {.body = R"({"MediaContainer":{"size":0}})"});
  CHECK(run_plex({"auth", "source-info", source}, fake_world(server)).status == 5);
  REQUIRE(server.requests().size() == 1);
  CHECK(server.requests().front().query("source") == source);
  CHECK_FALSE(server.requests().front().has_query("refresh"));
}

TEST_CASE("a source that is not valid is refused before anything else is looked at") {
  const RunResult result = run_plex({"auth", "source-info", "bad", "--cacert", "missing.pem",
                                     "--server", "https://localhost:1", "--insecure"});
  CHECK(result.status == 2);
  CHECK(result.err.starts_with("plex: error: SOURCE is not server://ID"));
}

}  // namespace plex::test
