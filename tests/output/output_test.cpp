// SPDX-License-Identifier: MIT
//
// Results that are hostile, wide, huge, absent or nested, in every output format.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/support/fake_world.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using Json = nlohmann::ordered_json;

/// A text as it came and as it must be shown within a line and at the start of one.
struct Hostile {
  std::string text;
  std::string shown;
  std::string shown_first;
};

std::vector<Hostile> hostile_texts() {
  const auto same = [](const std::string& text, const std::string& shown) {
    return Hostile{text, shown, shown};
  };
  return {same("\x1B[2Jx", "\\x1B[2Jx"),
          same("\x1B]52;c;YQ==\x07", "\\x1B]52;c;YQ==\\x07"),
          same("\x1B]8;;http://x\x1B\\y", "\\x1B]8;;http://x\\x1B\\y"),
          same("\xC2\x9B"
               "31m",
               "\\x9B31m"),
          same("a\rb\bc", "a\\x0Db\\x08c"),
          same("a\x7F", "a\\x7F"),
          same("\xE2\x80\xAE"
               "evil",
               "\\u202Eevil"),
          same("a\xE2\x80\xA8"
               "b",
               "a\\u2028b"),
          same("##vso[task.setvariable]x", "\\x23#vso[task.setvariable]x"),
          same("##[error]x", "\\x23#[error]x"),
          {"::stop-commands::x", "::stop-commands::x", "\\x3A:stop-commands::x"},
          {"  ::error::x", "  ::error::x", "  \\x3A:error::x"}};
}

RunResult with_user(const std::string& account, const Words& form) {
  FakePlex server;
  server.respond_next(user_path, {.body = account});
  return run_plex(joined(whoami, form), fake_world(server));
}

RunResult with_source(const Json& device, const Words& form) {
  FakePlex server;
  const Json answer = {{"MediaContainer", {{"Device", device}}}};
  server.respond_next(resources_path, {.body = answer.dump()});
  return run_plex(joined(attic, form), fake_world(server));
}

bool is_inert(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte != 0x7F) || c == '\n';
  });
}

}  // namespace

TEST_CASE("hostile names are visible and inert in the table and bare and in tsv") {
  for (const Hostile& name : hostile_texts()) {
    CAPTURE(name.shown);
    const std::string account = Json{{"id", 1}, {"username", name.text}}.dump();
    check_run(with_user(account, {}), 0, "username  " + name.shown + "\nid        1\n", "");
    check_run(with_user(account, {"-q"}), 0, name.shown_first + "\n", "");
    const std::string backslash_twice =
        name.text.find('\\') != std::string::npos ? "\\x1B]8;;http://x\\x1B\\\\y" : name.shown;
    check_run(with_user(account, {"-o", "tsv"}), 0, "id\t1\nusername\t" + backslash_twice + "\n",
              "");
  }
}

TEST_CASE("--field prints the value raw") {
  for (const Hostile& name : hostile_texts()) {
    CAPTURE(name.shown);
    check_run(with_user(Json{{"id", 1}, {"username", name.text}}.dump(), {"--field", "username"}),
              0, name.text + "\n", "");
  }
}

TEST_CASE("hostile names go through JSON unchanged and escaped") {
  for (const Hostile& name : hostile_texts()) {
    CAPTURE(name.shown);
    const Json account = {{"id", 1}, {"username", name.text}, {name.text, {name.text}}};
    const RunResult json = with_user(account.dump(), {"--json"});
    CHECK(json.status == 0);
    CHECK(is_inert(json.out));
    CHECK(std::count(json.out.begin(), json.out.end(), '\n') == 1);
    CHECK(json.out.find("\xC2\x9B") == std::string::npos);
    CHECK(json.out.find("\xE2\x80\xAE") == std::string::npos);
    CHECK(json.out.find("\xE2\x80\xA8") == std::string::npos);
    CHECK(Json::parse(json.out) == account);
  }
}

TEST_CASE("hostile names of unknown fields cannot start a CI command in tsv") {
  check_run(with_user(R"({"::error::x":"a","id":1,"\u001b[2J":"b"})", {"-o", "tsv"}), 0,
            "\\x3A:error::x\ta\nid\t1\n\\x1B[2J\tb\n", "");
}

TEST_CASE("hostile connections stay in their columns and rows") {
  const Json device = {
      {"name", "a\nPLEX_TOKEN=x"},
      {"accessToken", "t"},
      {"Connection",
       {{{"protocol", "::error::x"}, {"address", "\x1B[31m"}, {"port", 1}, {"uri", "u\r\n::x"}},
        {{"protocol", "https"}, {"address", "\xE2\x80\xAE"}, {"port", 32400}, {"uri", "v"}}}}};
  check_run(with_source(device, {}), 0,
            "name          a\\x0APLEX_TOKEN=x\n"
            "identifier    -\n"
            "access token  t\n"
            "\n"
            "protocol       address   port   kind    uri\n"
            "\\x3A:error::x  \\x1B[31m  1      remote  u\\x0D\\x0A::x\n"
            "https          \\u202E    32400  remote  v\n",
            "");
  check_run(with_source(device, {"-q"}), 0, "u\\x0D\\x0A::x\nv\n", "");
  check_run(with_source(device, {"-o", "tsv"}), 0,
            "\\x3A:error::x\t\\x1B[31m\t1\t\tfalse\tu\\x0D\\n::x\n"
            "https\t\\u202E\t32400\t\tfalse\tv\n",
            "");
  const RunResult env = with_source(device, {"-o", "env"});
  CHECK(env.status == 8);
  CHECK(env.out.empty());
}

TEST_CASE("hostile words of a server are visible and inert in errors of both formats") {
  for (const Hostile& words : hostile_texts()) {
    CAPTURE(words.shown);
    FakePlex server;
    const Json body = {{"errors", {{{"code", 1004}, {"message", words.text}, {"status", 400}}}}};
    server.respond_always(user_path, {.status = 400, .body = body.dump()});
    check_run(run_plex(whoami, fake_world(server)), 5, "",
              "plex: error: the request was refused with status 400; server said: \"" +
                  words.shown + "\" (" + server.host() + ")\n");
    const RunResult json = run_plex(joined(whoami, {"--json"}), fake_world(server));
    CHECK(json.status == 5);
    CHECK(is_inert(json.err));
    CHECK(Json::parse(json.err)["error"]["plexCode"] == 1004);
  }
}

TEST_CASE("hostile headers are visible and inert with -v") {
  const RawServer server(Script{ReadRequest{},
                                Send{"HTTP/1.1 200 OK\r\nX-A: a\x1B]52;c;YQ==\x07##vso[x]y\r\n"
                                     "::error::x: 1\r\nX-B: \xE2\x80\xAE\xFF\r\n"
                                     "Content-Length: 15\r\n\r\n{\"token\":\"abc\"}"},
                                Close{}});
  World world;
  world.environment = {{"PLEX_URL", server.url()}, {"PLEX_TOKEN", dana_token}};
  const RunResult result = run_plex({"auth", "transient-token", "-v"}, world);
  CHECK(result.status == 0);
  CHECK(is_inert(result.err));
  CHECK(result.err.find("\n< x-a: a\\x1B]52;c;YQ==\\x07\\x23#vso[x]y\n") != std::string::npos);
  CHECK(result.err.find("\n< x-b: \\u202E\\xFF\n") != std::string::npos);
  CHECK(result.err.find("\n::") == std::string::npos);
}

TEST_CASE("wide and combining and zero-width names keep the columns aligned") {
  const Json device = {{"accessToken", "t"},
                       {"Connection",
                        {{{"protocol", "漢字"}, {"address", "é"}, {"port", 1}, {"uri", "u"}},
                         {{"protocol", "🎬"}, {"address", "e\xCC\x81"}, {"port", 22}, {"uri", "v"}},
                         {{"protocol", "a\xE2\x80\x8B"}, {"address", "xyz"}, {"uri", "w"}}}}};
  check_run(with_source(device, {}), 0,
            "name          -\n"
            "identifier    -\n"
            "access token  t\n"
            "\n"
            "protocol  address  port  kind    uri\n"
            "漢字      é        1     remote  u\n"
            "🎬        e\xCC\x81        22    remote  v\n"
            "a\xE2\x80\x8B         xyz      -     remote  w\n",
            "");
}

TEST_CASE("a name of 1 MiB is cut in the table and whole everywhere else") {
  const std::string name(1 << 20, 'n');
  const std::string account = Json{{"id", 1}, {"username", name}}.dump();
  const RunResult table = with_user(account, {});
  CHECK(table.status == 0);
  CHECK(table.out.size() < 1000);
  CHECK(table.out.find("n…\n") != std::string::npos);
  check_run(with_user(account, {"--json"}), 0, account + "\n", "");
  check_run(with_user(account, {"-q"}), 0, name + "\n", "");
  check_run(with_user(account, {"--field", "username"}), 0, name + "\n", "");
  check_run(with_user(account, {"-o", "tsv"}), 0, "id\t1\nusername\t" + name + "\n", "");
}

TEST_CASE("an absent or null value exits 1 and a nested one is JSON") {
  const std::string account =
      R"({"id":1,"null":null,"a":{"b":[{"c":null},{"c":"x\ny"},[]],"e":{}},"f":false,"z":0})";
  for (const std::string path :
       {"null", "absent", "a.x", "a.b.3", "a.b.-1", "a.b.x", "a.b.0.c", "id.x", "f.0", "", ".",
        "a.", "a..b", "a.b.1.c.d", "A", "a.b.99999999999999999999"}) {
    CAPTURE(path);
    const RunResult result = with_user(account, {"--field", path});
    CHECK(result.status == 1);
    CHECK(result.out.empty());
    CHECK(result.err.starts_with("plex: error: the result has no field"));
  }
  struct Row {
    std::string path;
    std::string out;
  };
  for (const Row& row : {Row{"a.b.1", R"({"c":"x\ny"})"}, Row{"a.b.1.c", "x\ny"},
                         Row{"a.b.2", "[]"}, Row{"a.e", "{}"}, Row{"f", "false"}, Row{"z", "0"},
                         Row{"a.b", R"([{"c":null},{"c":"x\ny"},[]])"}}) {
    CAPTURE(row.path);
    check_run(with_user(account, {"--field", row.path}), 0, row.out + "\n", "");
  }
  check_run(with_user(account, {"-q"}), 1, "", "plex: error: the result has no value to print\n");
  check_run(with_user(account, {"--field", "\x1B[2J"}), 1, "",
            "plex: error: the result has no field \\x1B[2J\n"
            "hint: -o json shows the available fields; add --show-token for secrets\n");
}

TEST_CASE("-q shows no note but warnings and errors stay") {
  const FakePlex server;
  const Words bare = {"auth", "source-info", attic_identifier, "-q"};
  check_run(run_plex(joined(bare, {"--connection", "remote"}), fake_world(server)), 0,
            "https://203-0-113-9.0a1b0000000000000000000000000c0d.plex.direct:32403\n", "");
  check_run(
      run_plex({"auth", "whoami", "-q", "--insecure"}, fake_world(server)), 0, "dana\n",
      "plex: warning: --insecure: anyone on the network path can read and change the traffic\n");
  check_run(run_plex({"auth", "whoami", "-q"}, fake_world(server, revoked_token)), 4, "",
            "plex: error: plex.tv does not accept the token of PLEX_TOKEN; server said: \"Invalid "
            "token\" (" +
                server.host() + ")\nhint: sign in again with 'plex auth login'\n");
}

}  // namespace plex::test
