// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

/// Two days after the clock of every run.
constexpr const char* expires = "2026-01-04T03:04:05Z";

}  // namespace

TEST_CASE("transient-token asks the server once for a delegation token of full scope") {
  const FakePlex server;
  CHECK(run_plex(transient, fake_world(server)).status == 0);
  REQUIRE(server.requests().size() == 1);
  const RecordedRequest request = server.requests().front();
  CHECK(request.method == "GET");
  CHECK(request.target == "/security/token?type=delegation&scope=all");
  CHECK(request.body.empty());
  CHECK(request.header("X-Plex-Token") == dana_token);
  CHECK(request.header("Accept") == "application/json");
}

TEST_CASE("transient-token prints every output format") {
  struct Row {
    Words form;
    std::string out;
  };
  const std::string token = first_transient_token;
  const std::string shown = std::string("valid until at most  ") + expires + "\n";
  for (const Row& row : {
           Row{{}, "token                " + token + "\nserver               SERVER\n" + shown},
           Row{{"--json"},
               R"({"token":")" + token + R"(","server":"SERVER","expiresAtLatest":")" + expires +
                   "\"}\n"},
           Row{{"-o", "tsv"},
               "token\t" + token + "\nserver\tSERVER\nexpiresAtLatest\t" + expires + "\n"},
           Row{{"-o", "env"},
               "PLEX_TOKEN=" + token + "\nPLEX_URL=SERVER\nPLEX_TOKEN_FILE=\nPLEX_ACCOUNT=\n"},
           Row{{"-q"}, token + "\n"},
           Row{{"--field", "token"}, token + "\n"},
           Row{{"--field", "server"}, "SERVER\n"},
           Row{{"--field", "expiresAtLatest"}, line(expires)},
       }) {
    CAPTURE(command_line(row.form));
    const FakePlex server;
    check_run(run_plex(joined(transient, row.form), fake_world(server)), 0,
              replaced(row.out, "SERVER", server.server_url()), "");
  }
}

TEST_CASE("transient-token keeps the path prefix of the server's URL") {
  for (const std::string suffix : {"/plex", "/plex/"}) {
    CAPTURE(suffix);
    const FakePlex server;
    const Words words =
        joined(transient, {"--server", server.server_url() + suffix, "--field", "server"});
    check_run(run_plex(words, fake_world(server)), 0, server.server_url() + "/plex\n", "");
    REQUIRE(server.requests().size() == 1);
    CHECK(server.requests().front().target == "/plex/security/token?type=delegation&scope=all");
  }
}

TEST_CASE("transient-token asks again with POST when the server does not allow GET") {
  FakePlex server;
  server.allow_only_post_for_transient_token();
  check_run(run_plex(joined(transient, {"-q"}), fake_world(server)), 0, line(first_transient_token),
            "");
  REQUIRE(server.requests().size() == 2);
  CHECK(server.requests()[0].method == "GET");
  CHECK(server.requests()[1].method == "POST");
  CHECK(server.requests()[1].target == "/security/token?type=delegation&scope=all");
  CHECK(server.requests()[1].body.empty());
  CHECK(server.requests()[1].header("X-Plex-Token") == dana_token);
}

TEST_CASE("transient-token asks with POST once and for no other refusal than 405") {
  FakePlex server;
  server.respond_always(token_path, {.status = 405, .body = {}});
  check_run(run_plex(transient, fake_world(server)), 5, "",
            "plex: error: the request was refused with status 405 (" + server.host() + ")\n");
  CHECK(server.requests().size() == 2);
  for (const int status : {400, 401, 403, 404, 409, 501}) {
    CAPTURE(status);
    FakePlex other;
    other.respond_always(token_path, {.status = status, .body = {}});
    CHECK(run_plex(transient, fake_world(other)).status != 0);
    REQUIRE(other.requests().size() == 1);
    CHECK(other.requests().front().method == "GET");
  }
}

TEST_CASE("transient-token works with a managed user's token and with a transient one") {
  const FakePlex server;
  check_run(run_plex(joined(transient, {"-q"}), fake_world(server, kid_token)), 0,
            line(first_transient_token), "");
  CHECK(run_plex(transient, fake_world(server, first_transient_token)).status == 0);
}

TEST_CASE("transient-token finds a token beside or inside the container") {
  for (const std::string body :
       {R"({"token":"abc"})", R"({"MediaContainer":{"size":0,"token":"abc","more":[1]}})"}) {
    CAPTURE(body);
    FakePlex server;
    server.respond_next(token_path, {.body = body});
    check_run(run_plex(joined(transient, {"-q"}), fake_world(server)), 0, "abc\n", "");
  }
}

TEST_CASE("transient-token does not print a value that is not a valid token") {
  const std::string invalid = "the response's MediaContainer.token is missing or not a valid token";
  struct Row {
    std::string body;
    std::string message;
  };
  for (const Row& row : {
           Row{R"({"MediaContainer":{"token":""}})", invalid},
           Row{R"({"MediaContainer":{"token":null}})", invalid},
           Row{R"({"MediaContainer":{"token":"a\nPLEX_URL=x"}})", invalid},
           Row{R"({"MediaContainer":{"token":"\u001b]52;c;YQ==\u0007"}})", invalid},
           Row{R"({"MediaContainer":{"token":"a\u0000"}})", invalid},
           Row{R"({"MediaContainer":{"token":")" + std::string(1 << 20, 'a') + R"("}})", invalid},
           Row{R"({"MediaContainer":{}})", invalid},
           Row{"{}", invalid},
           Row{R"({"MediaContainer":{"token":7}})",
               "the response's MediaContainer.token is not a string"},
           Row{"[]", "the response is not an object"},
       }) {
    CAPTURE(row.body.substr(0, 80));
    for (const Words& form : {Words{}, Words{"-q"}, Words{"-o", "env"}}) {
      CAPTURE(command_line(form));
      FakePlex server;
      server.respond_next(token_path, {.body = row.body});
      check_run(run_plex(joined(transient, form), fake_world(server)), 8, "",
                "plex: error: " + row.message + " (" + server.host() + ")\n");
    }
  }
}

TEST_CASE("transient-token -o env exits 8 for a token that an env line cannot hold") {
  for (const std::string token : {"a$b", "a`b", "a;b", "a'b", "a#b", "a~b", "a*b", "a&b", "a!b"}) {
    CAPTURE(token);
    FakePlex server;
    server.respond_always(token_path, {.body = R"({"token":")" + token + R"("})"});
    check_run(
        run_plex(joined(transient, {"-o", "env"}), fake_world(server)), 8, "",
        "plex: error: the value for PLEX_TOKEN contains a character that an env line cannot hold\n"
        "hint: use -o json\n");
    check_run(run_plex(joined(transient, {"-q"}), fake_world(server)), 0, token + "\n", "");
  }
  FakePlex server;
  server.respond_next(token_path, {.body = R"({"token":"aZ09_./:@%+,=-"})"});
  check_run(run_plex(joined(transient, {"-o", "env"}), fake_world(server)), 0,
            "PLEX_TOKEN=aZ09_./:@%+,=-\nPLEX_URL=" + server.server_url() +
                "\nPLEX_TOKEN_FILE=\nPLEX_ACCOUNT=\n",
            "");
}

}  // namespace plex::test
