// SPDX-License-Identifier: MIT
//
// whoami and the responses that it gets: fields that are missing, null or of the wrong type, tokens
// that are not valid, and a plex.tv that is down.
#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

RunResult whoami_with(const std::string& account, const Words& more = {}) {
  FakePlex server;
  server.respond_next(user_path, {.body = account});
  RunResult result = run_plex(joined(whoami, more), fake_world(server));
  result.err = replaced(result.err, server.host(), "HOST");
  return result;
}

}  // namespace

TEST_CASE("whoami takes an account whose optional fields are missing or null") {
  check_run(whoami_with(R"({"id":1})"), 0, "id  1\n", "");
  check_run(whoami_with(R"({"username":"u","title":null,"email":null,"uuid":null,"id":null,)"
                        R"("country":null,"home":null,"restricted":null,"twoFactorEnabled":null,)"
                        R"("joinedAt":null,"subscription":null})"),
            0, "username  u\n", "");
  check_run(whoami_with(R"({"id":1,"subscription":{}})"), 0, "id  1\n", "");
  check_run(whoami_with(R"({"id":1,"subscription":{"active":null,"plan":null}})"), 0, "id  1\n",
            "");
}

TEST_CASE("whoami names the path of a field of the wrong type and exits 8") {
  struct Row {
    std::string account;
    std::string message;
  };
  for (const Row& row : {
           Row{R"({"id":1,"username":5})", "the response's username is not a string"},
           Row{R"({"id":1,"title":[]})", "the response's title is not a string"},
           Row{R"({"id":1,"email":{}})", "the response's email is not a string"},
           Row{R"({"id":1,"home":"perhaps"})", "the response's home is not a boolean"},
           Row{R"({"id":1,"subscription":"yes"})", "the response's subscription is not an object"},
           Row{R"({"id":1,"subscription":{"active":2}})",
               "the response's subscription.active is not a boolean"},
           Row{R"({"id":1,"subscription":{"plan":true}})",
               "the response's subscription.plan is not a string"},
       }) {
    CAPTURE(row.account);
    check_run(whoami_with(row.account), 8, "", "plex: error: " + row.message + " (HOST)\n");
  }
}

TEST_CASE("whoami shows an id exactly or not at all") {
  for (const std::string id : {"0", "9007199254740993", "9223372036854775807"}) {
    CAPTURE(id);
    check_run(whoami_with("{\"id\":" + id + "}"), 0, "id  " + id + "\n", "");
    check_run(whoami_with("{\"id\":" + id + "}", {"--json"}), 0, "{\"id\":" + id + "}\n", "");
  }
  for (const std::string id : {"-1", "1.5", "1e3", "1e999", "\"123\"", "true", "[1]", "{}",
                               "18446744073709551616", "-9223372036854775809"}) {
    CAPTURE(id);
    const RunResult result = whoami_with("{\"uuid\":\"x\",\"id\":" + id + "}");
    CHECK(result.status == 8);
    CHECK(result.out.empty());
  }
}

TEST_CASE("whoami --show-token does not print a value that is not a valid token") {
  for (const std::string token :
       {R"("")", R"("a b")", R"("a\nb")", R"("a\u001b[2Jb")", R"("ü")", "5"}) {
    for (const Words& form :
         {Words{}, Words{"--json"}, Words{"-o", "tsv"}, Words{"--field", "authToken"}}) {
      CAPTURE(command_line(form));
      CAPTURE(token);
      const RunResult result =
          whoami_with(R"({"id":1,"authToken":)" + token + "}", joined(Words{"--show-token"}, form));
      CHECK(result.status == 8);
      CHECK(result.out.empty());
    }
  }
}

TEST_CASE("whoami --show-token does not print a service's token that is not valid") {
  for (const std::string name : {"token", "secret"}) {
    CAPTURE(name);
    for (const std::string value : {R"("a\nb\u001b[31m")", R"("a b")", "5"}) {
      CAPTURE(value);
      const RunResult result =
          whoami_with(R"({"id":1,"services":[{"identifier":"s",")" + name + "\":" + value + "}]}",
                      {"--show-token", "--field", "services.0." + name});
      CHECK(result.status == 8);
      CHECK(result.out.empty());
    }
    check_run(whoami_with(R"({"id":1,"authToken":null,"services":[{"token":"","secret":null},5]})",
                          {"--show-token", "--field", "id"}),
              0, "1\n", "");
  }
}

TEST_CASE("whoami --show-token finds a bad token in services of any shape") {
  for (const std::string services :
       {R"({"x":{"token":"a\nb"}})", R"([[{"secret":"a\nb"}]])", R"({"token":"a\nb"})"}) {
    CAPTURE(services);
    const RunResult result =
        whoami_with("{\"id\":1,\"services\":" + services + "}", {"--show-token", "--field", "id"});
    CHECK(result.status == 8);
    CHECK(result.out.empty());
  }
}

TEST_CASE("whoami refuses a success that does not hold an account") {
  for (const std::string body : {"{}", R"({"unknown":1})", R"({"username":""})"}) {
    CAPTURE(body);
    check_run(whoami_with(body), 8, "",
              "plex: error: the response does not say whose account it is (HOST)\n");
  }
  for (const std::string body : {"null", "true", "[]", "\"x\"", "1"}) {
    CAPTURE(body);
    check_run(whoami_with(body), 8, "", "plex: error: the response is not an account (HOST)\n");
  }
}

TEST_CASE("whoami does not call a token invalid when plex.tv is down") {
  struct Row {
    int answered;
    int status;
  };
  for (const Row& row : {Row{500, 8}, Row{502, 8}, Row{503, 8}, Row{504, 8}, Row{520, 8},
                         Row{429, 9}, Row{404, 5}, Row{403, 5}, Row{302, 8}}) {
    CAPTURE(row.answered);
    FakePlex server;
    server.respond_always(user_path, {.status = row.answered, .body = "Invalid token"});
    const RunResult result = run_plex(whoami, fake_world(server));
    CHECK(result.status == row.status);
    CHECK(result.out.empty());
    CHECK(result.err.find("the token is not valid") == std::string::npos);
  }
}

TEST_CASE("whoami tells a refused token from an expired one") {
  struct Row {
    std::string token;
    std::string err;
  };
  for (const Row& row : {
           Row{unknown_token,
               "plex: error: plex.tv does not accept the token of PLEX_TOKEN; server said: "
               "\"User could not be authenticated\" (HOST)\n"},
           Row{revoked_token,
               "plex: error: plex.tv does not accept the token of PLEX_TOKEN; server said: "
               "\"Invalid token\" (HOST)\n"},
           Row{expired_jwt,
               "plex: error: the token of PLEX_TOKEN has expired; server said: \"Token has "
               "expired\" (HOST)\n"},
       }) {
    CAPTURE(row.token);
    const FakePlex server;
    check_run(
        run_plex(whoami, fake_world(server, row.token)), 4, "",
        replaced(row.err, "HOST", server.host()) + "hint: sign in again with 'plex auth login'\n");
  }
}

}  // namespace plex::test
