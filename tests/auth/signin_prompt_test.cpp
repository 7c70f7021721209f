// SPDX-License-Identifier: MIT
//
// signin and the person at the terminal: what is asked, in which order, with which echo, and when
// nobody may be asked.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "src/secret.hpp"
#include "tests/support/fake_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using cmd::Echo;

struct Question {
  std::string text;
  Echo echo;
};

/// Somebody who gives these answers in turn, then cancels, and remembers what was asked.
struct Person {
  std::vector<std::string> answers;
  std::vector<Question> asked = {};

  World world(const FakePlex& server) {
    World world;
    world.environment = {{"PLEX_TV_URL", server.plex_tv_url()}};
    world.person = [this](std::string_view question, Echo echo) -> std::optional<Secret> {
      asked.push_back({std::string(question), echo});
      if (asked.size() > answers.size()) {
        return std::nullopt;
      }
      return Secret(answers[asked.size() - 1]);
    };
    return world;
  }
};

constexpr const char* no_name =
    "plex: error: no user name was given\nhint: pass --username NAME or set PLEX_USERNAME\n";
constexpr const char* no_password =
    "plex: error: no password was given\n"
    "hint: pass --password-file FILE or set PLEX_PASSWORD\n";

}  // namespace

TEST_CASE("signin asks for the name and then without echo for the password") {
  const FakePlex server;
  Person person{{dana_email, dana_password}};
  check_run(run_plex(joined(signin, {"-q"}), person.world(server)), 0, line(dana_token), "");
  REQUIRE(person.asked.size() == 2);
  CHECK(person.asked[0].text == "Plex user name or e-mail: ");
  CHECK(person.asked[0].echo == Echo::on);
  CHECK(person.asked[1].text == "Password: ");
  CHECK(person.asked[1].echo == Echo::off);
  REQUIRE(server.requests().size() == 1);
  CHECK(server.requests()[0].form("login") == dana_email);
  CHECK(server.requests()[0].form("password") == dana_password);
  CHECK_FALSE(server.requests()[0].has_form("verificationCode"));
}

TEST_CASE("signin asks only for what is missing") {
  const FakePlex server;
  Person person{{dana_password}};
  World world = person.world(server);
  CHECK(run_plex(joined(signin, {"-u", dana_username}), world).status == 0);
  REQUIRE(person.asked.size() == 1);
  CHECK(person.asked[0].text == "Password: ");
  person = {{dana_username}};
  world.environment["PLEX_PASSWORD"] = dana_password;
  CHECK(run_plex(signin, world).status == 0);
  REQUIRE(person.asked.size() == 1);
  CHECK(person.asked[0].text == "Plex user name or e-mail: ");
}

TEST_CASE("signin asks for a code only once plex.tv wants one and then signs in again") {
  const FakePlex server;
  Person person{{robin_username, robin_password, robin_code}};
  check_run(run_plex(joined(signin, {"-q"}), person.world(server)), 0, line(robin_token), "");
  REQUIRE(person.asked.size() == 3);
  CHECK(person.asked[2].text == "Verification code: ");
  REQUIRE(server.requests().size() == 2);
  CHECK(server.requests()[0].body == "login=robin&password=open-sesame&rememberMe=false");
  CHECK(server.requests()[1].body ==
        "login=robin&password=open-sesame&rememberMe=false&verificationCode=123456");
}

TEST_CASE("signin does not ask for a code that was given") {
  const FakePlex server;
  Person person{{robin_username, robin_password}};
  World world = person.world(server);
  world.environment["PLEX_VERIFICATION_CODE"] = robin_code;
  CHECK(run_plex(signin, world).status == 0);
  CHECK(person.asked.size() == 2);
  person = {{robin_username, robin_password, robin_code}};
  world.environment["PLEX_VERIFICATION_CODE"] = "999999";
  CHECK(run_plex(signin, world).status == 4);
  CHECK(person.asked.size() == 2);
}

TEST_CASE("signin does not ask again when the code that was typed is wrong") {
  const FakePlex server;
  Person person{{robin_username, robin_password, "000000", robin_code}};
  check_run(run_plex(signin, person.world(server)), 4, "",
            "plex: error: the verification code was not accepted; server said: "
            "\"Invalid verification code\" (" +
                server.host() +
                ")\nhint: wait for the next code from your authenticator and try once more\n");
  CHECK(person.asked.size() == 3);
}

TEST_CASE("signin exits 2 when the person cancels and sends nothing more") {
  struct Row {
    std::vector<std::string> answers;
    std::string at;
    std::size_t requests;
  };
  for (const Row& row : {Row{{}, "user name", 0}, Row{{robin_username}, "password", 0},
                         Row{{robin_username, robin_password}, "verification code", 1}}) {
    CAPTURE(row.at);
    const FakePlex server;
    Person person{row.answers};
    check_run(run_plex(signin, person.world(server)), 2, "",
              "plex: error: cancelled at the " + row.at + " prompt\n");
    CHECK(server.requests().size() == row.requests);
  }
}

TEST_CASE("signin never asks with --no-input or CI or without a terminal") {
  const FakePlex server;
  Person person{{dana_username, dana_password}};
  const World terminal = person.world(server);
  World ci = terminal;
  ci.environment["CI"] = "true";
  World no_terminal = terminal;
  no_terminal.person = nullptr;
  const Words named = {"-u", dana_username};
  struct Row {
    World world;
    Words words;
  };
  for (const Row& row : {Row{terminal, {"--no-input"}}, Row{ci, {}}, Row{no_terminal, {}}}) {
    CAPTURE(command_line(row.words));
    CAPTURE(static_cast<bool>(row.world.person));
    check_run(run_plex(joined(signin, row.words), row.world), 2, "", no_name);
    check_run(run_plex(joined(joined(signin, row.words), named), row.world), 2, "", no_password);
  }
  CHECK(person.asked.empty());
  CHECK(server.requests().empty());
}

TEST_CASE("signin exits 10 when a code is needed and nobody can be asked") {
  const FakePlex server;
  Person person{{robin_code}};
  World world = person.world(server);
  world.environment["PLEX_PASSWORD"] = robin_password;
  world.environment["CI"] = "1";
  check_run(run_plex(joined(signin, {"-u", robin_username}), world), 10, "",
            "plex: error: this account uses two-factor authentication, so a verification code is "
            "required; server said: \"Please enter the verification code\" (" +
                server.host() + ")\nhint: add --code CODE or set PLEX_VERIFICATION_CODE\n");
  CHECK(person.asked.empty());
  CHECK(server.requests().size() == 1);
}

TEST_CASE("an empty CI counts as unset so that signin asks") {
  const FakePlex server;
  Person person{{dana_username, dana_password}};
  World world = person.world(server);
  world.environment["CI"] = "";
  CHECK(run_plex(signin, world).status == 0);
  CHECK(person.asked.size() == 2);
}

TEST_CASE("the token commands never ask and name the flag and the variable") {
  const FakePlex server;
  Person person{{dana_token}};
  World world = person.world(server);
  world.environment["PLEX_URL"] = server.server_url();
  for (const KnownCommand& command : every_command()) {
    if (command.takes_token) {
      CAPTURE(command_line(command.words));
      check_run(
          run_plex(command.words, world), 4, "",
          "plex: error: no token was given and nobody is signed in\n"
          "hint: sign in with 'plex auth login', or pass --token-file FILE or set PLEX_TOKEN\n");
    }
  }
  CHECK(person.asked.empty());
  CHECK(server.requests().empty());
}

TEST_CASE("signin refuses an empty answer at the prompt for the name") {
  const FakePlex server;
  Person person{{"", dana_password}};
  check_run(run_plex(signin, person.world(server)), 2, "",
            "plex: error: the user name from the prompt is empty, too long or not plain UTF-8 "
            "text\n");
  CHECK(server.requests().empty());
}

}  // namespace plex::test
