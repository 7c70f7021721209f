// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/support/account_tables.hpp"
#include "tests/support/fake_plex_payloads.hpp"
#include "tests/support/fake_world.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using Json = nlohmann::ordered_json;

/// The account as signing in shows it, with the new token and without the other secrets.
std::string signed_in_document(const std::string& account) {
  const Json whole = Json::parse(signed_in(account));
  Json document = Json::parse(without_secrets(whole.dump()));
  document["authToken"] = whole["authToken"];
  return document.dump();
}

/// What plex.tv received as the password when it takes any.
std::string received_password(const Words& words, World world) {
  FakePlex server;
  server.respond_always(signin_path, {.status = 201, .body = signed_in(dana_account())});
  world.environment["PLEX_TV_URL"] = server.plex_tv_url();
  world.environment["PLEX_USERNAME"] = dana_username;
  const RunResult result = run_plex(joined(signin, words), world);
  CHECK(result.status == 0);
  CHECK(result.err.empty());
  return server.requests().empty() ? "" : server.requests().front().form("password");
}

}  // namespace

TEST_CASE("signin posts one form to plex.tv and nothing but the form") {
  const FakePlex server;
  CHECK(run_plex(signin, fake_world(server)).status == 0);
  REQUIRE(server.requests().size() == 1);
  const RecordedRequest request = server.requests().front();
  CHECK(request.method == "POST");
  CHECK(request.target == signin_path);
  CHECK(request.body ==
        "login=dana&password=p%2Bw%20%26%20%3D%20%25%20%22%C3%BC%E6%BC%A2&rememberMe=false");
  CHECK(request.header("Content-Type") == "application/x-www-form-urlencoded");
  CHECK(request.header("Content-Length") == std::to_string(request.body.size()));
  CHECK(request.header("Accept") == "application/json");
  CHECK(request.header("X-Plex-Client-Identifier") == "test-client");
  CHECK_FALSE(request.has_header("X-Plex-Token"));
  CHECK_FALSE(request.has_header("Expect"));
}

TEST_CASE("signin sends rememberMe and the code as form fields when they are given") {
  const FakePlex server;
  World world = fake_world(server);
  world.environment["PLEX_PASSWORD"] = robin_password;
  CHECK(run_plex(joined(signin, {"-u", robin_email, "--remember-me", "--code", robin_code}), world)
            .status == 0);
  world.environment["PLEX_VERIFICATION_CODE"] = robin_code;
  CHECK(run_plex(joined(signin, {"-u", robin_username}), world).status == 0);
  REQUIRE(server.requests().size() == 2);
  CHECK(server.requests()[0].body ==
        "login=robin%40example.org&password=open-sesame&rememberMe=true&verificationCode=123456");
  CHECK(server.requests()[1].body ==
        "login=robin&password=open-sesame&rememberMe=false&verificationCode=123456");
}

TEST_CASE("signin shows the account and its new token in every format") {
  const FakePlex server;
  const World world = fake_world(server);
  check_run(run_plex(signin, world), 0,
            std::string(dana_table) + "token         dana-ADMIN-token_001\n", "");
  check_run(run_plex(joined(signin, {"-q"}), world), 0, "dana-ADMIN-token_001\n", "");
  check_run(run_plex(joined(signin, {"-o", "env"}), world), 0,
            "PLEX_TOKEN=dana-ADMIN-token_001\nPLEX_TOKEN_FILE=\nPLEX_ACCOUNT=\n", "");
  check_run(run_plex(joined(signin, {"--field", "authToken"}), world), 0, "dana-ADMIN-token_001\n",
            "");
  check_run(run_plex(joined(signin, {"--field", "subscriptions.0.state"}), world), 0, "active\n",
            "");
}

TEST_CASE("signin keeps authToken and leaves the other secrets out of json and tsv") {
  const FakePlex server;
  const World world = fake_world(server);
  const RunResult json = run_plex(joined(signin, {"--json"}), world);
  CHECK(json.status == 0);
  CHECK(Json::parse(json.out) == Json::parse(signed_in_document(dana_account())));
  CHECK(json.out.find("invented-service") == std::string::npos);
  CHECK(json.out.find("invented-pin") == std::string::npos);
  const RunResult tsv = run_plex(joined(signin, {"-o", "tsv"}), world);
  CHECK(tsv.status == 0);
  CHECK(tsv.out.find("\nauthToken\tdana-ADMIN-token_001\n") != std::string::npos);
  CHECK(tsv.out.find("invented-service-") == std::string::npos);
  CHECK(tsv.out.find("invented-pin") == std::string::npos);
}

TEST_CASE("signin -o env exits 8 for a token that an env line cannot hold") {
  FakePlex server;
  server.respond_next(signin_path, {.status = 201, .body = R"({"id":1,"authToken":"a$b"})"});
  check_run(
      run_plex(joined(signin, {"-o", "env"}), fake_world(server)), 8, "",
      "plex: error: the value for PLEX_TOKEN contains a character that an env line cannot hold\n"
      "hint: use -o json\n");
}

TEST_CASE("signin does not lose the token over a field that it does not need") {
  struct Row {
    std::string field;
    std::string message;
  };
  for (const Row& row : {Row{R"("country":5)", "country is not a string"},
                         Row{R"("subscription":[])", "subscription is not an object"},
                         Row{R"("joinedAt":"2014-01-01")", "joinedAt is not a number"}}) {
    CAPTURE(row.field);
    const std::string body = "{\"id\":1," + row.field + R"(,"authToken":"new-TOKEN"})";
    FakePlex server;
    server.respond_always(signin_path, {.status = 201, .body = body});
    const World world = fake_world(server);
    check_run(run_plex(joined(signin, {"-q"}), world), 0, "new-TOKEN\n", "");
    check_run(run_plex(joined(signin, {"-o", "env"}), world), 0,
              "PLEX_TOKEN=new-TOKEN\nPLEX_TOKEN_FILE=\nPLEX_ACCOUNT=\n", "");
    check_run(run_plex(joined(signin, {"-o", "json"}), world), 0, body + "\n", "");
    check_run(run_plex(signin, world), 0, "token  new-TOKEN\n",
              "plex: note: the response's " + row.message +
                  "; showing only the token (-o json shows everything)\n");
  }
  FakePlex server;
  server.respond_next(
      signin_path,
      {.status = 201,
       .body = R"({"id":1,"services":[{"identifier":5,"token":5}],"authToken":"new-TOKEN"})"});
  check_run(run_plex(signin, fake_world(server)), 0, "id     1\ntoken  new-TOKEN\n", "");
}

TEST_CASE("signin does not print a value that is not a valid token") {
  const std::string missing = "the response's authToken is missing or not a valid token";
  struct Row {
    std::string token;
    std::string message;
  };
  for (const Row& row :
       {Row{"\"\"", missing}, Row{"null", missing}, Row{R"("a\nb")", missing},
        Row{R"("a\u001bb")", missing}, Row{R"("a b")", missing}, Row{R"("ü")", missing},
        Row{"\"" + std::string(1 << 20, 'a') + "\"", missing},
        Row{"7", "the response's authToken is not a string"}}) {
    CAPTURE(row.token.substr(0, 20));
    for (const Words& form : {Words{}, Words{"-q"}, Words{"-o", "env"}, Words{"-o", "tsv"}}) {
      CAPTURE(command_line(form));
      FakePlex server;
      server.respond_next(signin_path,
                          {.status = 201, .body = "{\"id\":1,\"authToken\":" + row.token + "}"});
      check_run(run_plex(joined(signin, form), fake_world(server)), 8, "",
                "plex: error: " + row.message + " (" + server.host() + ")\n");
    }
  }
}

TEST_CASE("every password arrives unchanged from every source") {
  const TemporaryDirectory directory;
  for (const std::string& password :
       {std::string("+ & = % \" ' \\ space ü 漢"), std::string(dana_password), std::string(" a "),
        std::string("%41+%2B"), std::string("$HOME `id` ;|<>*"), std::string("\x01\x1B[2J\x7F"),
        std::string("\xFF\xFE"), std::string("\"quoted\""), std::string("claim-abc"),
        std::string("[a,b]"), std::string("--code"), std::string("-x"), std::string("a\nb\r"),
        std::string(4096, 'p')}) {
    CAPTURE(password);
    World world;
    CHECK(received_password({"--password", password}, world) == password);
    CHECK(received_password({"--password=" + password}, world) == password);
    const std::string file = directory.write_file("password", password);
    CHECK(received_password({"--password-file", file}, world) == password);
    world.environment["PLEX_PASSWORD_FILE"] = file;
    CHECK(received_password({}, world) == password);
    world.environment.erase("PLEX_PASSWORD_FILE");
    world.environment["PLEX_PASSWORD"] = password;
    CHECK(received_password({}, world) == password);
    world.environment.erase("PLEX_PASSWORD");
    world.input = password;
    CHECK(received_password({"--password-file", "-"}, world) == password);
    CHECK(received_password({"--password-stdin"}, world) == password);
  }
}

TEST_CASE("a password that looks like an option with an empty value arrives unchanged") {
  CHECK(received_password({"--password", "--code="}, {}) == "--code=");
}

TEST_CASE("a password loses one trailing line end and no more") {
  struct Row {
    std::string input;
    std::string password;
  };
  for (const Row& row : {Row{"pass word\n", "pass word"}, Row{"pass\r\n", "pass"},
                         Row{"pass\n\n", "pass\n"}, Row{"pass\r", "pass\r"}, Row{"p\n\r", "p\n\r"},
                         Row{std::string(4096, 'p') + "\r\n", std::string(4096, 'p')}}) {
    CAPTURE(row.input.substr(0, 20));
    World world;
    world.input = row.input;
    CHECK(received_password({"--password-stdin"}, world) == row.password);
  }
}

}  // namespace plex::test
