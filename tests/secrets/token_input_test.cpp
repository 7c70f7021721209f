// SPDX-License-Identifier: MIT
//
// Tokens as input: from flag, variable, file and standard input; what is removed from them, what is
// refused, and which notes are printed.
#include <sys/stat.h>

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

const Words whoami_quiet = {"auth", "whoami", "--field", "username"};
const std::string token = dana_token;

/// One way to pass a token; `name` is what messages call it.
struct Source {
  std::string name;
  World world;
  Words words;
};

World without_token(const FakePlex& server) {
  World world = fake_world(server);
  world.environment.erase("PLEX_TOKEN");
  return world;
}

/// Every way to pass these bytes.
std::vector<Source> sources_of(const std::string& bytes, const FakePlex& server,
                               const TemporaryDirectory& directory) {
  const World none = without_token(server);
  const std::string file = directory.write_file("token", bytes);
  World by_variable = none;
  by_variable.environment["PLEX_TOKEN"] = bytes;
  World by_file_variable = none;
  by_file_variable.environment["PLEX_TOKEN_FILE"] = file;
  World by_input = none;
  by_input.input = bytes;
  World by_input_variable = by_input;
  by_input_variable.environment["PLEX_TOKEN_FILE"] = "-";
  return {{"--token", none, {"--token", bytes}},
          {"PLEX_TOKEN", by_variable, {}},
          {"--token-file " + file, none, {"--token-file", file}},
          {"PLEX_TOKEN_FILE " + file, by_file_variable, {}},
          {"--token-file -", by_input, {"--token-file", "-"}},
          {"PLEX_TOKEN_FILE -", by_input_variable, {}}};
}

}  // namespace

TEST_CASE("a token may end in one line end wherever it comes from") {
  const FakePlex server;
  const TemporaryDirectory directory;
  for (const std::string end : {"", "\n", "\r\n"}) {
    CAPTURE(end);
    for (const Source& source : sources_of(token + end, server, directory)) {
      CAPTURE(source.name);
      check_run(run_plex(joined(whoami_quiet, source.words), source.world), 0, "dana\n", "");
    }
  }
  for (const RecordedRequest& request : server.requests()) {
    CAPTURE(request.target);
    CHECK(request.header("X-Plex-Token") == token);
  }
}

TEST_CASE("a token with an invalid byte exits 2 with source and offset") {
  const FakePlex server;
  const TemporaryDirectory directory;
  struct Row {
    std::string bytes;
    std::string offset;
  };
  for (const Row& row :
       {Row{"hidden\nsecret", "6"}, Row{"hidden\rsecret", "6"}, Row{"hidden\tsecret", "6"},
        Row{"hidden secret", "6"}, Row{"hidden\x7Fsecret", "6"}, Row{"hiddensecretü", "12"},
        Row{std::string("hidden\0secret", 13), "6"}, Row{" hiddensecret", "0"},
        Row{"hiddensecret\n\n", "12"}, Row{"hiddensecret\r", "12"}, Row{"\xEF\xBB\xBFhidden", "0"},
        Row{"\"hidden secret\"", "7"}, Row{"X-Plex-Token=hidden secret", "19"}}) {
    CAPTURE(row.bytes);
    for (const Source& source : sources_of(row.bytes, server, directory)) {
      CAPTURE(source.name);
      const RunResult result = run_plex(joined(whoami_quiet, source.words), source.world);
      CHECK(result.status == 2);
      CHECK(result.out.empty());
      CHECK(result.err == "plex: error: the token from " + source.name +
                              " contains an invalid byte at offset " + row.offset +
                              "\nhint: a token is printable ASCII without spaces, on one line\n");
    }
  }
  CHECK(server.requests().empty());
}

TEST_CASE("a source that is named and empty exits 3") {
  const FakePlex server;
  const TemporaryDirectory directory;
  for (const std::string bytes : {"", "\n", "\r\n", "\"\"", "X-Plex-Token="}) {
    CAPTURE(bytes);
    for (const Source& source : sources_of(bytes, server, directory)) {
      if (bytes.empty() && source.name == "PLEX_TOKEN") {
        continue;  // an empty variable is unset
      }
      CAPTURE(source.name);
      const RunResult result = run_plex(joined(whoami_quiet, source.words), source.world);
      CHECK(result.status == 3);
      CHECK(result.out.empty());
      CHECK(result.err.ends_with("plex: error: the token from " + source.name + " is empty\n"));
    }
  }
  CHECK(server.requests().empty());
}

TEST_CASE("a file that is missing or a directory or too large exits 3") {
  const FakePlex server;
  const TemporaryDirectory directory;
  const World world = without_token(server);
  const std::string large = directory.write_file("large", std::string(20'000, 'x'));
  struct Row {
    std::string path;
    std::string why;
  };
  for (const Row& row :
       {Row{directory.path() / "missing", "No such file or directory"},
        Row{directory.path(), "Is a directory"}, Row{"", "No such file or directory"}}) {
    CAPTURE(row.path);
    check_run(run_plex(joined(whoami_quiet, {"--token-file", row.path}), world), 3, "",
              "plex: error: cannot read the token from " + row.path + ": " + row.why + "\n");
  }
  CHECK(run_plex(joined(whoami_quiet, {"--token-file", large}), world).status == 3);
  const Words as_dana = joined(signin, {"-u", "dana"});
  const std::string large_password = directory.write_file("password", std::string(5000, 'x'));
  World no_password = world;
  no_password.environment.erase("PLEX_PASSWORD");
  CHECK(run_plex(joined(as_dana, {"--password-file", large_password}), no_password).status == 3);
  CHECK(run_plex(joined(as_dana, {"--password-file", directory.path()}), no_password).status == 3);
  CHECK(server.requests().empty());
}

TEST_CASE("a token of 16 KiB is sent whole and a longer one exits 2") {
  const RawServer server(Script{ReadRequest{}, Send{ok_json(R"({"token":"abc"})")}, Close{}});
  const std::string longest(16'384, 'x');
  const Words words = {"auth", "transient-token", "-q", "--server", server.url(), "--token"};
  check_run(run_plex(joined(words, {longest})), 0, "abc\n", "");
  REQUIRE(server.requests().size() == 1);
  CHECK(server.requests().front().find("\r\nX-Plex-Token: " + longest + "\r\n") !=
        std::string::npos);
  check_run(run_plex(joined(words, {longest + "x"})), 2, "",
            "plex: error: the token from --token is longer than 16384 bytes\n");
  CHECK(server.connections() == 1);
}

TEST_CASE("a file has room for the longest token with quotes and the parameter's name") {
  const RawServer server(Script{ReadRequest{}, Send{ok_json(R"({"token":"abc"})")}, Close{}});
  const TemporaryDirectory directory;
  const std::string longest(16'384, 'x');
  const Words words = {"auth", "transient-token", "-q", "--server", server.url(), "--token-file"};
  const std::string full = directory.write_file("full", "\"X-Plex-Token=" + longest + "\"\r\n");
  check_run(run_plex(joined(words, {full})), 0, "abc\n", "");
  const std::string over = directory.write_file("over", longest + "x");
  check_run(run_plex(joined(words, {over})), 3, "",
            "plex: error: the token from --token-file " + over + " is longer than 16384 bytes\n");
  CHECK(server.connections() == 1);
}

TEST_CASE("two secrets from standard input exit 2") {
  const FakePlex server;
  World world = fake_world(server);
  world.environment.erase("PLEX_PASSWORD");
  world.input = dana_password;
  const RunResult result =
      run_plex({"auth", "signin", "--password-stdin", "--password-file", "-"}, world);
  CHECK(result.status == 2);
  CHECK(result.err.starts_with("plex: error: --password-stdin and --password-file"));
  CHECK(server.requests().empty());
}

TEST_CASE("a claim token is refused and named as one") {
  const FakePlex server;
  const TemporaryDirectory directory;
  for (const std::string bytes :
       {"claim-hidden-secret", "\"claim-hidden-secret\"\n", "X-Plex-Token=claim-hidden-secret"}) {
    CAPTURE(bytes);
    for (const Source& source : sources_of(bytes, server, directory)) {
      CAPTURE(source.name);
      const RunResult result = run_plex(joined(whoami_quiet, source.words), source.world);
      CHECK(result.status == 2);
      CHECK(result.err.ends_with(
          "plex: error: " + source.name +
          " contains a claim token, which can only be used to set up a new server\n"
          "hint: get an account token with 'plex auth login'\n"));
      CHECK(result.err.find("hidden-secret") == std::string::npos);
    }
  }
  CHECK(server.requests().empty());
}

TEST_CASE("quotes and the parameter's name around a token are removed with a note") {
  const FakePlex server;
  const TemporaryDirectory directory;
  for (const std::string& bytes :
       {"\"" + token + "\"", "'" + token + "'", "\"" + token + "\"\n", "X-Plex-Token=" + token,
        "X-Plex-Token=" + token + "\r\n", "'X-Plex-Token=" + token + "'"}) {
    const bool quoted = bytes.find_first_of("\"'") != std::string::npos;
    const bool named = bytes.find("X-Plex") != std::string::npos;
    for (const Source& source : sources_of(bytes, server, directory)) {
      CAPTURE(source.name);
      CAPTURE(bytes);
      const RunResult result = run_plex(joined(whoami_quiet, source.words), source.world);
      CHECK(result.status == 0);
      CHECK(result.out == "dana\n");
      const auto told = [&](const std::string& note) {
        return result.err.find("plex: note: " + note) != std::string::npos;
      };
      CHECK(told("ignored the quotes around the token from " + source.name + "\n") == quoted);
      CHECK(told("ignored the 'X-Plex-Token=' before the token from " + source.name + "\n") ==
            named);
      CHECK(result.err.find(token) == std::string::npos);
    }
  }
  World world = without_token(server);
  check_run(run_plex({"auth", "whoami", "-q", "-t", "\"" + token + "\""}, world), 0, "dana\n", "");
}

TEST_CASE("quotes after the parameter's name are removed as well") {
  const FakePlex server;
  World world = without_token(server);
  world.input = "X-Plex-Token=\"" + token + "\"\n";
  const RunResult result = run_plex(joined(whoami_quiet, {"--token-file", "-"}), world);
  CHECK(result.status == 0);
  CHECK(result.out == "dana\n");
}

}  // namespace plex::test
