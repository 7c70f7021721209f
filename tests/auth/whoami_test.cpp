// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include "tests/support/account_tables.hpp"
#include "tests/support/fake_plex_payloads.hpp"
#include "tests/support/fake_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

TEST_CASE("whoami asks plex.tv once for the user and sends the token as a header") {
  const FakePlex server;
  CHECK(run_plex(whoami, fake_world(server)).status == 0);
  REQUIRE(server.requests().size() == 1);
  const RecordedRequest request = server.requests().front();
  CHECK(request.method == "GET");
  CHECK(request.target == user_path);
  CHECK(request.body.empty());
  CHECK(request.header("Accept") == "application/json");
  CHECK(request.header("X-Plex-Token") == dana_token);
  CHECK(request.header("Host") == server.host());
  CHECK_FALSE(request.has_header("Content-Type"));
}

TEST_CASE("whoami shows the account as a table by default") {
  const FakePlex server;
  check_run(run_plex(whoami, fake_world(server)), 0, dana_table, "");
  check_run(run_plex(joined(whoami, {"-o", "table"}), fake_world(server)), 0, dana_table, "");
}

TEST_CASE("whoami -o json prints the account as it came without the secrets") {
  const FakePlex server;
  const std::string expected = without_secrets(dana_account()) + "\n";
  for (const Words& form : {Words{"-o", "json"}, Words{"--json"}, Words{"--output=json"}}) {
    CAPTURE(command_line(form));
    check_run(run_plex(joined(whoami, form), fake_world(server)), 0, expected, "");
  }
}

TEST_CASE("whoami prints one line per field with -o tsv") {
  FakePlex server;
  server.respond_next(
      user_path,
      {.body = R"({"id":7,"username":"a\tb","email":null,"authToken":"t","list":["x\\y"],)"
               R"("title":"line\nnext","subscription":{"active":true}})"});
  check_run(run_plex(joined(whoami, {"-o", "tsv"}), fake_world(server)), 0,
            "id\t7\n"
            "username\ta\\tb\n"
            "email\tnull\n"
            "list\t[\"x\\\\\\\\y\"]\n"
            "title\tline\\nnext\n"
            "subscription\t{\"active\":true}\n",
            "");
}

TEST_CASE("whoami -q prints the user name or else the title or else the e-mail") {
  struct Row {
    std::string account;
    int status;
    std::string out;
    std::string err;
  };
  for (const Row& row : {
           Row{R"({"id":1,"username":"u","title":"t","email":"e"})", 0, "u\n", ""},
           Row{R"({"id":1,"username":"","title":"t","email":"e"})", 0, "t\n", ""},
           Row{R"({"id":1,"username":null,"title":null,"email":"e"})", 0, "e\n", ""},
           Row{R"({"id":1,"email":""})", 1, "", "plex: error: the result has no value to print\n"},
       }) {
    CAPTURE(row.account);
    FakePlex server;
    server.respond_next(user_path, {.body = row.account});
    check_run(run_plex(joined(whoami, {"-q"}), fake_world(server)), row.status, row.out, row.err);
  }
}

TEST_CASE("whoami --field prints one value of the document raw") {
  const FakePlex server;
  struct Row {
    std::string path;
    std::string out;
  };
  for (const Row& row : {Row{"username", "dana\n"}, Row{"subscription.active", "true\n"},
                         Row{"friendlyName", "Dana Ümlaut 漢\n"}, Row{"roles", "[\"plexpass\"]\n"},
                         Row{"roles.0", "plexpass\n"}, Row{"services.1.status", "online\n"},
                         Row{"inventedField.nested", "[1,2.5,\"three\",null,true]\n"},
                         Row{"inventedNumber", "-9007199254740993\n"}}) {
    CAPTURE(row.path);
    check_run(run_plex(joined(whoami, {"--field", row.path}), fake_world(server)), 0, row.out, "");
  }
}

TEST_CASE("whoami has no env format and says so before any request") {
  const FakePlex server;
  check_run(run_plex(joined(whoami, {"-o", "env"}), fake_world(server)), 2, "",
            "plex: error: --output must be table, json or tsv\n");
  CHECK(server.requests().empty());
}

TEST_CASE("whoami shows a managed user who has neither user name nor e-mail") {
  const FakePlex server;
  check_run(run_plex(whoami, fake_world(server, kid_token)), 0,
            "title         Kid\n"
            "id            81230044\n"
            "uuid          7777abab8888cdcd\n"
            "country       NO\n"
            "joined        2014-05-13\n"
            "Plex Home     yes\n"
            "managed user  yes\n"
            "two-factor    no\n"
            "subscription  inactive\n",
            "");
  check_run(run_plex(joined(whoami, {"-q"}), fake_world(server, kid_token)), 0, "Kid\n", "");
  check_run(run_plex(joined(whoami, {"--json"}), fake_world(server, kid_token)), 0,
            without_secrets(kid_account()) + "\n", "");
}

TEST_CASE("whoami shows a free account and keeps its 64-bit id exact in every format") {
  const FakePlex server;
  const World world = fake_world(server, frida_token);
  const RunResult table = run_plex(whoami, world);
  CHECK(table.out ==
        "username      frida\n"
        "title         frida\n"
        "e-mail        frida@example.org\n"
        "id            9007199254740993\n"
        "uuid          1111aaaa2222bbbb\n"
        "country       NO\n"
        "joined        2014-05-13\n"
        "Plex Home     no\n"
        "managed user  no\n"
        "two-factor    no\n"
        "subscription  inactive\n");
  check_run(run_plex(joined(whoami, {"--json"}), world), 0, without_secrets(frida_account()) + "\n",
            "");
  check_run(run_plex(joined(whoami, {"--field", "id"}), world), 0, "9007199254740993\n", "");
  const std::string tsv = run_plex(joined(whoami, {"-o", "tsv"}), world).out;
  CHECK(tsv.starts_with("id\t9007199254740993\nuuid\t1111aaaa2222bbbb\n"));
}

TEST_CASE("whoami shows no secret of the account in any format unless told to") {
  const FakePlex server;
  for (const Words& form : {Words{}, Words{"-o", "json"}, Words{"-o", "tsv"}, Words{"-q"},
                            Words{"--field", "services"}, Words{"-v"}}) {
    CAPTURE(command_line(form));
    const RunResult result = run_plex(joined(whoami, form), fake_world(server));
    CHECK(result.status == 0);
    for (const std::string secret :
         {dana_token, "invented-pin-hash-0000", "invented-service-token-1",
          "invented-service-token-2", "invented-service-secret-2"}) {
      CAPTURE(secret);
      CHECK((result.out + result.err).find(secret) == std::string::npos);
    }
  }
  for (const std::string path : {"authToken", "pin", "services.0.token", "services.1.secret"}) {
    CAPTURE(path);
    check_run(run_plex(joined(whoami, {"--field", path}), fake_world(server)), 1, "",
              "plex: error: the result has no field " + path +
                  "\nhint: -o json shows the available fields; add --show-token for secrets\n");
  }
}

TEST_CASE("whoami --show-token includes every secret of the account") {
  const FakePlex server;
  const Words shown = joined(whoami, {"--show-token"});
  check_run(run_plex(joined(shown, {"--json"}), fake_world(server)), 0, dana_account() + "\n", "");
  check_run(run_plex(joined(shown, {"--field", "authToken"}), fake_world(server)), 0,
            line(dana_token), "");
  const std::string table = run_plex(shown, fake_world(server)).out;
  CHECK(
      table.ends_with("token               dana-ADMIN-token_001\n"
                      "pin                 invented-pin-hash-0000\n"
                      "metadata-dev token  invented-service-token-1\n"
                      "uploads token       invented-service-token-2\n"
                      "uploads secret      invented-service-secret-2\n"));
}

}  // namespace plex::test
