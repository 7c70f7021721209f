// SPDX-License-Identifier: MIT
//
// Options and their variables: the flag beats the variable, the variable beats the default, and
// a variable that a command does not read does not affect it.
#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/odd_ports.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/temporary_file.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

World with(World world, const std::string& name, const std::string& value) {
  world.environment[name] = value;
  return world;
}

World without(World world, const std::string& name) {
  world.environment.erase(name);
  return world;
}

}  // namespace

TEST_CASE("a flag beats its variable") {
  const TemporaryDirectory directory;
  const FakePlex server;
  const World world = fake_world(server);
  const std::string token_file = directory.write_file("token", dana_token);
  const std::string password_file = directory.write_file("password", dana_password);
  const std::string missing = directory.path() / "missing";
  struct Row {
    Words words;
    std::string variable;
    std::string bad_value;
  };
  for (const Row& row : {
           Row{joined(transient, {"--server", server.server_url()}), "PLEX_URL", "no URL"},
           Row{joined(whoami, {"--plex-tv-url", server.plex_tv_url()}), "PLEX_TV_URL", "no URL"},
           Row{joined(whoami, {"-t", dana_token}), "PLEX_TOKEN", "a b"},
           Row{joined(whoami, {"--token-file", token_file}), "PLEX_TOKEN", "a b"},
           Row{joined(whoami, {"-t", dana_token}), "PLEX_TOKEN_FILE", missing},
           Row{joined(whoami, {"--token-file", token_file}), "PLEX_TOKEN_FILE", missing},
           Row{joined(signin, {"-u", dana_username}), "PLEX_USERNAME", "\x01"},
           Row{joined(signin, {"--password", dana_password}), "PLEX_PASSWORD", "wrong"},
           Row{joined(signin, {"--password-file", password_file}), "PLEX_PASSWORD_FILE", missing},
           Row{joined(whoami, {"--client-id", "flag"}), "PLEX_CLIENT_ID", "a\nb"},
           Row{joined(whoami, {"--timeout", "9"}), "PLEX_TIMEOUT", "soon"},
           Row{joined(whoami, {"--retries", "1"}), "PLEX_RETRIES", "often"},
       }) {
    CAPTURE(row.variable);
    const RunResult result = run_plex(joined(row.words, {"--field", "nothing"}),
                                      with(world, row.variable, row.bad_value));
    CHECK(result.status == 1);
    CHECK(result.err.starts_with("plex: error: the result has no field nothing\n"));
  }
}

TEST_CASE("a flag settles which of two variables counts") {
  const FakePlex server;
  const TemporaryDirectory directory;
  const World both = with(fake_world(server), "PLEX_TOKEN_FILE", directory.path() / "missing");
  check_run(run_plex(joined(whoami, {"-q", "-t", dana_token}), both), 0, "dana\n", "");
}

TEST_CASE("a token variable and a token file variable together exit 2") {
  const FakePlex server;
  const TemporaryDirectory directory;
  const World both = with(fake_world(server), "PLEX_TOKEN_FILE", directory.path() / "missing");
  for (const KnownCommand& command : every_command()) {
    if (command.takes_token) {
      CAPTURE(command_line(command.words));
      check_run(
          run_plex(command.words, both), 2, "",
          "plex: error: PLEX_TOKEN and PLEX_TOKEN_FILE are both set\nhint: unset one of them\n");
    }
  }
  check_run(run_plex(joined(signin, {"-q"}), both), 0, line(dana_token), "");
  CHECK(server.requests().size() == 1);
}

TEST_CASE("an empty variable counts as unset") {
  const FakePlex server;
  const TemporaryDirectory directory;
  World world = fake_world(server);
  for (const std::string name :
       {"PLEX_TOKEN_FILE", "PLEX_PASSWORD_FILE", "PLEX_VERIFICATION_CODE", "PLEX_CLIENT_ID",
        "PLEX_TIMEOUT", "PLEX_RETRIES", "PLEX_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE",
        "http_proxy", "all_proxy", "CI", "NO_COLOR"}) {
    world.environment[name] = "";
  }
  world.environment["PLEX_CLIENT_IDENTIFIER"] = "second-choice";
  check_run(run_plex(joined(whoami, {"-q"}), world), 0, "dana\n", "");
  check_run(run_plex(joined(signin, {"-q"}), world), 0, line(dana_token), "");
  CHECK(server.requests()[0].header("X-Plex-Client-Identifier") == "second-choice");
  check_run(run_plex(whoami, with(world, "PLEX_TOKEN", "")), 4, "",
            "plex: error: no token was given and nobody is signed in\n"
            "hint: sign in with 'plex auth login', or pass --token-file FILE or set PLEX_TOKEN\n");
  const std::string file = directory.write_file("token", dana_token);
  CHECK(run_plex(whoami, with(with(world, "PLEX_TOKEN", ""), "PLEX_TOKEN_FILE", file)).status == 0);
}

TEST_CASE("a variable beats the default") {
  FakePlex server;
  server.respond_always(user_path, {.status = 503, .body = {}});
  const World world = fake_world(server);
  CHECK(run_plex(whoami, world).status == 8);
  CHECK(server.requests().size() == 3);
  CHECK(run_plex(whoami, with(world, "PLEX_RETRIES", "0")).status == 8);
  CHECK(server.requests().size() == 4);
  CHECK(run_plex(joined(whoami, {"--retries", "1"}), with(world, "PLEX_RETRIES", "0")).status == 8);
  CHECK(server.requests().size() == 6);
}

TEST_CASE("the variable for the timeout bounds the run") {
  const BlackHole hole;
  World world;
  world.environment = {
      {"PLEX_URL", hole.url()}, {"PLEX_TOKEN", dana_token}, {"PLEX_TIMEOUT", "0.2"}};
  CHECK(run_plex(transient, world).status == 7);
}

TEST_CASE("the variables for trusted certificates are read in their order") {
  const FakePlex server(FakePlexOptions{.https = true});
  const TemporaryFile good(server.ca_pem());
  const TemporaryDirectory directory;
  const std::string bad = directory.path() / "missing.pem";
  const World world = fake_world(server);
  CHECK(run_plex(joined(whoami, {"--cacert", good.path()}), with(world, "PLEX_CA_BUNDLE", bad))
            .status == 0);
  CHECK(run_plex(whoami, with(with(world, "PLEX_CA_BUNDLE", good.path()), "CURL_CA_BUNDLE", bad))
            .status == 0);
  CHECK(run_plex(whoami, with(with(world, "CURL_CA_BUNDLE", good.path()), "SSL_CERT_FILE", bad))
            .status == 0);
  CHECK(run_plex(whoami, with(world, "SSL_CERT_FILE", good.path())).status == 0);
  CHECK(run_plex(whoami, with(world, "PLEX_CA_BUNDLE", bad)).status == 3);
  CHECK(run_plex(whoami, world).status == 6);
}

TEST_CASE("a bad value in a variable that the command does not read is not an error") {
  const FakePlex server;
  const TemporaryDirectory directory;
  const std::string missing = directory.path() / "missing";
  struct Row {
    std::string command;
    std::string variable;
    std::string value;
  };
  for (const Row& row : {
           Row{"whoami", "PLEX_URL", "no URL"},
           Row{"whoami", "PLEX_PASSWORD", std::string(5000, 'x')},
           Row{"whoami", "PLEX_PASSWORD_FILE", missing},
           Row{"whoami", "PLEX_USERNAME", "\x01"},
           Row{"whoami", "PLEX_VERIFICATION_CODE", "a b"},
           Row{"transient-token", "PLEX_TV_URL", "no URL"},
           Row{"transient-token", "PLEX_PASSWORD_FILE", missing},
           Row{"signin", "PLEX_URL", "no URL"},
           Row{"signin", "PLEX_TOKEN", "a b"},
           Row{"signin", "PLEX_TOKEN_FILE", missing},
       }) {
    CAPTURE(row.variable);
    const RunResult result =
        run_plex({"auth", row.command, "-q"}, with(fake_world(server), row.variable, row.value));
    CHECK(result.status == 0);
    CHECK(result.err.empty());
  }
}

TEST_CASE("help and version read no variable of a command") {
  World world;
  for (const std::string name : {"PLEX_URL", "PLEX_TV_URL", "PLEX_TOKEN", "PLEX_TOKEN_FILE",
                                 "PLEX_TIMEOUT", "PLEX_RETRIES", "PLEX_CLIENT_ID"}) {
    world.environment[name] = "\x01 bad";
  }
  for (const Words& words :
       {Words{}, Words{"auth"}, Words{"--version"}, Words{"auth", "whoami", "-h"},
        Words{"auth", "signin", "-V"}, Words{"help", "environment"}}) {
    CAPTURE(command_line(words));
    const RunResult result = run_plex(words, world);
    CHECK(result.status == 0);
    CHECK(result.err.empty());
  }
}

TEST_CASE("a bad value in a variable that the command reads names the variable") {
  const FakePlex server;
  struct Row {
    Words words;
    std::string variable;
    std::string value;
  };
  for (const Row& row : {
           Row{transient, "PLEX_URL", "no://URL"},
           Row{transient, "PLEX_URL", "no\nURL"},
           Row{whoami, "PLEX_TV_URL", "no URL"},
           Row{whoami, "PLEX_TOKEN", "x y"},
           Row{whoami, "PLEX_TIMEOUT", "soon"},
           Row{whoami, "PLEX_TIMEOUT", "nan"},
           Row{whoami, "PLEX_TIMEOUT", "inf"},
           Row{whoami, "PLEX_TIMEOUT", "1e99"},
           Row{whoami, "PLEX_RETRIES", "-1"},
           Row{whoami, "PLEX_RETRIES", "2.5"},
           Row{whoami, "PLEX_RETRIES", "99999999999999999999"},
           Row{whoami, "PLEX_CLIENT_ID", "a\nb"},
           Row{signin, "PLEX_USERNAME", "a\nb"},
           Row{signin, "PLEX_VERIFICATION_CODE", "12 34"},
           Row{signin, "PLEX_PASSWORD", std::string(4097, 'x')},
       }) {
    CAPTURE(row.variable);
    CAPTURE(row.value);
    const RunResult result = run_plex(row.words, with(fake_world(server), row.variable, row.value));
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK(result.err.find(row.variable) != std::string::npos);
    CHECK(result.err.find(row.value) == std::string::npos);
  }
  const World lost = without(with(fake_world(server), "PLEX_CLIENT_IDENTIFIER", "a\x7F"), "CI");
  World only_second = lost;
  only_second.with_client_id = false;
  CHECK(run_plex(whoami, only_second).err.find("PLEX_CLIENT_IDENTIFIER") != std::string::npos);
  CHECK(server.requests().empty());
}

}  // namespace plex::test
