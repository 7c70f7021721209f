// SPDX-License-Identifier: MIT
//
// The client identifier on disk, in every state in which its file may be found. What several
// processes, other users or a sudden end do to it is in tests/process/client_identifier_test.cpp.
#include "cmd/storage/client_identifier.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <functional>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/fake_plex.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/run_plex.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kept = "0f9b2c1e-5d3a-4c77-8e21-3b1d6a5f4e90";
constexpr const char* name = "plex/client-identifier";

bool is_random_uuid(const std::string& text) {
  static const std::regex pattern(
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  return std::regex_match(text, pattern);
}

RunResult run_with_state(const TemporaryDirectory& home, const FakePlex& server,
                         const Words& arguments) {
  World world;
  world.with_client_id = false;
  world.environment = {{"XDG_STATE_HOME", home.path()},
                       {"PLEX_TV_URL", server.plex_tv_url()},
                       {"PLEX_TOKEN", dana_token},
                       {"PLEX_USERNAME", frida_username},
                       {"PLEX_PASSWORD", frida_password}};
  return run_plex(arguments, world);
}

std::string sent_identifier(const FakePlex& server) {
  return server.requests().back().header("X-Plex-Client-Identifier");
}

/// A state of the file without an identifier, made below `home`, and the reason that is reported.
struct Obstacle {
  std::string state;
  std::function<void(const TemporaryDirectory& home)> make;
  std::string reason;
};

const std::string something_else =
    "the file does not contain a client identifier; remove it to create a new one";

std::vector<Obstacle> obstacles() {
  const auto content = [](const std::string& bytes) {
    return [bytes](const TemporaryDirectory& home) { home.write_file(name, bytes); };
  };
  const auto link_to = [](const std::string& target) {
    return [target](const TemporaryDirectory& home) {
      fs::create_directory(home.path() / "plex");
      fs::create_symlink(target, home.path() / name);
    };
  };
  return {
      {"empty", content(""), something_else},
      {"a blank line", content("\n"), something_else},
      {"two lines", content("one\ntwo\n"), something_else},
      {"a space inside", content("one two\n"), something_else},
      {"binary", content(std::string("\0\x01\xFF", 3)), something_else},
      {"not ASCII", content("caf\xC3\xA9\n"), something_else},
      {"too long", content(std::string(129, 'x')), something_else},
      {"huge", content(std::string(1'000'000, 'x')), something_else},
      {"a link to nothing", link_to("nowhere"), "it is a link to a file that does not exist"},
      {"a link to itself", link_to("client-identifier"), "Too many levels of symbolic links"},
      {"a link to a full disk", link_to("/dev/full"), something_else},
      {"a directory",
       [](const TemporaryDirectory& home) { fs::create_directories(home.path() / name); },
       "Is a directory"},
  };
}

}  // namespace

TEST_CASE("the first run makes a random identifier and later runs use it") {
  const FakePlex server;
  const TemporaryDirectory home;
  CHECK(run_with_state(home, server, {"auth", "whoami"}).status == 0);
  const std::string first = sent_identifier(server);
  CHECK(is_random_uuid(first));
  CHECK(home.read_file(name) == first + "\n");
  CHECK(mode_of(home.path() / name) == 0600);
  CHECK(mode_of(home.path() / "plex") == 0700);
  CHECK(run_with_state(home, server, {"auth", "signin"}).status == 0);
  CHECK(sent_identifier(server) == first);
  CHECK(home.read_file(name) == first + "\n");
  const TemporaryDirectory other;
  CHECK(run_with_state(other, server, {"auth", "whoami"}).status == 0);
  CHECK(sent_identifier(server) != first);
}

TEST_CASE("an existing identifier is used as it is with or without a line end") {
  const FakePlex server;
  for (const std::string text : {kept, "x", "Any.Printable:ASCII"}) {
    CAPTURE(text);
    for (const std::string end : {"", "\n"}) {
      CAPTURE(end);
      const TemporaryDirectory home;
      home.write_file(name, text + end);
      CHECK(run_with_state(home, server, {"auth", "signin", "-q"}).status == 0);
      CHECK(sent_identifier(server) == text);
      CHECK(home.read_file(name) == text + end);
    }
  }
}

TEST_CASE("an identifier that others may read is used and is private from then on") {
  const FakePlex server;
  for (const mode_t mode : {0644U, 0666U, 0640U}) {
    CAPTURE(mode);
    const TemporaryDirectory home;
    home.write_file(name, line(kept), mode);
    CHECK(run_with_state(home, server, {"auth", "whoami"}).status == 0);
    CHECK(sent_identifier(server) == kept);
    CHECK(mode_of(home.path() / name) == 0600);
  }
}

TEST_CASE("an identifier may be reached through a symbolic link") {
  const FakePlex server;
  const TemporaryDirectory home;
  home.write_file("elsewhere/id", line(kept));
  fs::create_directory(home.path() / "plex");
  fs::create_symlink("../elsewhere/id", home.path() / name);
  CHECK(run_with_state(home, server, {"auth", "signin"}).status == 0);
  CHECK(sent_identifier(server) == kept);
  CHECK(fs::is_symlink(home.path() / name));
}

TEST_CASE("signin exits 3 and sends nothing when no identifier can be stored") {
  for (const Obstacle& obstacle : obstacles()) {
    CAPTURE(obstacle.state);
    const FakePlex server;
    const TemporaryDirectory home;
    obstacle.make(home);
    const RunResult result = run_with_state(home, server, {"auth", "signin"});
    CHECK(result.status == 3);
    CHECK(result.out == "");
    CHECK(result.err == "plex: error: cannot read or store the client identifier in " +
                            (home.path() / name).string() + ": " + obstacle.reason +
                            "\nhint: pass one with --client-id ID or PLEX_CLIENT_ID\n");
    CHECK(server.requests().empty());
  }
}

TEST_CASE("the other commands go on without a stored identifier and say so with -v") {
  for (const Obstacle& obstacle : obstacles()) {
    CAPTURE(obstacle.state);
    const FakePlex server;
    const TemporaryDirectory home;
    obstacle.make(home);
    const RunResult silent = run_with_state(home, server, {"auth", "whoami", "-q"});
    CHECK(silent.status == 0);
    CHECK(silent.out == "dana\n");
    CHECK(silent.err == "");
    CHECK(is_random_uuid(sent_identifier(server)));
    const RunResult told = run_with_state(home, server, {"auth", "whoami", "-v"});
    CHECK(told.status == 0);
    const std::string note =
        "* the token is that of PLEX_TOKEN\n* cannot read or store the client identifier in " +
        (home.path() / name).string() + ": " + obstacle.reason +
        "; using a temporary identifier for this run\n";
    CHECK(told.err.substr(0, note.size()) == note);
  }
}

TEST_CASE("what is in the place of the identifier is never lost") {
  const FakePlex server;
  for (const std::string content : {"", "one\ntwo\n", "something of the user's"}) {
    CAPTURE(content);
    const TemporaryDirectory home;
    home.write_file(name, content);
    CHECK(run_with_state(home, server, {"auth", "whoami"}).status == 0);
    static_cast<void>(run_with_state(home, server, {"auth", "signin"}));
    CHECK(home.read_file(name) == content);
    CHECK(std::distance(fs::directory_iterator(home.path() / "plex"), {}) == 1);
  }
}

TEST_CASE("a client identifier that is given is not stored") {
  const FakePlex server;
  const TemporaryDirectory home;
  CHECK(run_with_state(home, server, {"auth", "signin", "--client-id", "given"}).status == 0);
  CHECK(sent_identifier(server) == "given");
  CHECK(fs::is_empty(home.path()));
}

TEST_CASE("the identifier is in the XDG state directory or else in the home directory") {
  const TemporaryDirectory home;
  const std::string state = home.path() / "state";
  const std::string first = cmd::stored_client_identifier(state, home.path());
  CHECK(home.read_file("state/plex/client-identifier") == first + "\n");
  for (const std::optional<std::string>& ignored :
       {std::optional<std::string>(), std::optional<std::string>("relative")}) {
    CAPTURE(ignored.value_or("unset"));
    const std::string second = cmd::stored_client_identifier(ignored, home.path());
    CHECK(home.read_file(".local/state/plex/client-identifier") == second + "\n");
  }
  CHECK_FALSE(fs::exists("relative"));
}

TEST_CASE("a home directory that does not exist is not made and only signing in needs it") {
  const FakePlex server;
  const TemporaryDirectory directory;
  for (const std::string home : {directory.path() / "home", directory.path() / "no/such/home"}) {
    CAPTURE(home);
    World world;
    world.with_client_id = false;
    world.environment = {{"HOME", home},
                         {"PLEX_TV_URL", server.plex_tv_url()},
                         {"PLEX_TOKEN", dana_token},
                         {"PLEX_USERNAME", frida_username},
                         {"PLEX_PASSWORD", frida_password}};
    const std::string problem =
        "cannot read or store the client identifier in " + home + ": No such file or directory";
    for (const std::string& state_home : {std::string(), home + "/.local/state", home}) {
      CAPTURE(state_home);
      world.environment["XDG_STATE_HOME"] = state_home;
      const RunResult refused = run_plex({"auth", "signin"}, world);
      CHECK(refused.status == 3);
      CHECK(refused.out == "");
      CHECK(refused.err ==
            "plex: error: " + problem + "\nhint: pass one with --client-id ID or PLEX_CLIENT_ID\n");
      const RunResult other = run_plex({"auth", "whoami", "-q"}, world);
      CHECK(other.status == 0);
      CHECK(other.out == "dana\n");
      CHECK(other.err == "");
      CHECK(run_plex({"auth", "whoami", "-v"}, world)
                .err.starts_with("* the token is that of PLEX_TOKEN\n* " + problem +
                                 "; using a temporary identifier for this run\n"));
    }
  }
  CHECK(fs::is_empty(directory.path()));
  CHECK(server.requests().size() == 12);
}

TEST_CASE("random identifiers are version 4 UUIDs that differ") {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    CAPTURE(i);
    const std::string identifier = cmd::random_identifier();
    CHECK(is_random_uuid(identifier));
    seen.insert(identifier);
  }
  CHECK(seen.size() == 100);
}

}  // namespace plex::test
