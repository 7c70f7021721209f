// SPDX-License-Identifier: MIT
//
// Words on the command line: how options may be written, which cannot be used together, and that an
// unknown word is never taken for a known one.
#include <cstddef>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

/// `a, b or c`
std::string choice_of(const Words& words) {
  std::string text = words.front();
  for (std::size_t at = 1; at < words.size(); ++at) {
    text += (at + 1 < words.size() ? ", " : " or ") + words[at];
  }
  return text;
}

constexpr const char* exclusive = "plex: error: -q, --field and -o cannot be used together\n";

}  // namespace

TEST_CASE("an unknown word exits 2 with a suggestion and sends nothing") {
  struct Row {
    Words words;
    std::string what;
    std::string meant;
  };
  const FakePlex server;
  for (const Row& row : {
           Row{{"atuh"}, "unknown command 'atuh'", "auth"},
           Row{{"auht", "whoami"}, "unknown command 'auht'", "auth"},
           Row{{"auth", "trasient-token"}, "unknown command 'trasient-token'", "transient-token"},
           Row{{"auth", "whoam"}, "unknown command 'whoam'", "whoami"},
           Row{{"auth", "sign-in"}, "unknown command 'sign-in'", "signin"},
           Row{{"auth", "transit-tokens"}, "unknown command 'transit-tokens'", "transient-token"},
           Row{{"auth", "whoami", "--tokne", "x"}, "unknown option '--tokne'", "--token"},
           Row{{"auth", "whoami", "--jsno"}, "unknown option '--jsno'", "--json"},
           Row{{"auth", "whoami", "--quite"}, "unknown option '--quite'", "--quiet"},
           Row{{"auth", "signin", "--pasword=x"}, "unknown option '--pasword'", "--password"},
       }) {
    CAPTURE(command_line(row.words));
    check_run(run_plex(row.words, fake_world(server)), 2, "",
              "plex: error: " + row.what + "\nhint: did you mean '" + row.meant + "'?\n");
  }
  CHECK(server.requests().empty());
}

TEST_CASE("a word in capitals or with underscores still gets a suggestion") {
  const FakePlex server;
  struct Row {
    Words words;
    std::string meant;
  };
  for (const Row& row :
       {Row{{"auth", "Whoami"}, "whoami"}, Row{{"auth", "transient_token"}, "transient-token"},
        Row{{"auth", "source_info", attic_source}, "source-info"},
        Row{{"auth", "whoami", "--Json"}, "--json"},
        Row{{"auth", "whoami", "--token_file", "f"}, "--token-file"}}) {
    CAPTURE(row.meant);
    const RunResult result = run_plex(row.words, fake_world(server));
    CHECK(result.status == 2);
    CHECK(result.err.ends_with("\nhint: did you mean '" + row.meant + "'?\n"));
  }
  CHECK(server.requests().empty());
}

TEST_CASE("a name cut short or without its group gets the whole name as a suggestion") {
  const FakePlex server;
  struct Row {
    Words words;
    std::string hint;
  };
  for (const Row& row : {Row{{"auth", "who"}, "did you mean 'whoami'?"},
                         Row{{"auth", "transient"}, "did you mean 'transient-token'?"},
                         Row{{"whoami"}, "did you mean 'plex auth whoami'?"},
                         Row{{"SignIn", "-q"}, "did you mean 'plex auth signin'?"},
                         Row{{"help", "source_info"}, "did you mean 'plex auth source-info'?"},
                         Row{{"auth", "whoami", "--verb"}, "did you mean '--verbose'?"},
                         Row{{"auth", "whoami", "--out", "json"}, "did you mean '--output'?"},
                         Row{{"auth", "signin", "--user", "x"}, "did you mean '--username'?"},
                         // What is only a little like a name gets no suggestion.
                         Row{{"auth", "whoami", "--server", "x"}, "see 'plex auth whoami --help'"},
                         Row{{"auth", "whoami", "--re"}, "see 'plex auth whoami --help'"},
                         Row{{"auth", "transmit-tokens"}, "see 'plex auth --help'"},
                         Row{{"auth", "s"}, "see 'plex auth --help'"}}) {
    CAPTURE(row.words.back());
    const RunResult result = run_plex(row.words, fake_world(server));
    CHECK(result.status == 2);
    CHECK(result.err.ends_with("\nhint: " + row.hint + "\n"));
  }
  CHECK(server.requests().empty());
}

TEST_CASE("a known option or command in the wrong place is told where to go") {
  const FakePlex server;
  struct Row {
    Words words;
    std::string name;
    std::string place;
  };
  for (const Row& row : {
           Row{{"--quiet", "auth", "whoami"}, "--quiet", "plex auth whoami"},
           Row{{"auth", "--token=secret-value", "whoami"}, "--token", "plex auth whoami"},
           Row{{"auth", "-H", "whoami"}, "-H", "plex auth whoami"},
           Row{{"whoami", "auth"}, "whoami", "plex auth"},
       }) {
    CAPTURE(command_line(row.words));
    check_run(run_plex(row.words, fake_world(server)), 2, "",
              "plex: error: '" + row.name + "' is in the wrong place\nhint: put it after '" +
                  row.place + "'\n");
  }
  CHECK(server.requests().empty());
}

TEST_CASE("no command or option may be abbreviated") {
  const FakePlex server;
  for (const Words& words :
       {Words{"a", "whoami"}, Words{"auth", "who"}, Words{"auth", "whoami", "--js"},
        Words{"auth", "whoami", "--out", "json"}, Words{"auth", "whoami", "--verb"},
        Words{"auth", "signin", "--user", "x"}, Words{"auth", "whoami", "--tok=x"}}) {
    CAPTURE(command_line(words));
    const RunResult result = run_plex(words, fake_world(server));
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK(result.err.starts_with("plex: error: unknown "));
  }
  CHECK(server.requests().empty());
}

TEST_CASE("an option of another command is unknown") {
  const FakePlex server;
  for (const Words& words :
       {Words{"auth", "whoami", "--server", "http://127.0.0.1:1"},
        Words{"auth", "signin", "--token", "x"}, Words{"auth", "transient-token", "--code", "1"},
        Words{"auth", "source-info", attic_source, "--show-token"},
        Words{"auth", "transient-token", "--connection", "local"},
        Words{"auth", "transient-token", "--plex-tv-url", "http://127.0.0.1:1"},
        Words{"auth", "whoami", "--refresh"}, Words{"auth", "whoami", "-u", "dana"}}) {
    CAPTURE(command_line(words));
    const RunResult result = run_plex(words, fake_world(server));
    CHECK(result.status == 2);
    CHECK(result.err.starts_with("plex: error: unknown option '-"));
  }
  CHECK(server.requests().empty());
}

TEST_CASE("an extra argument exits 2 and is not repeated when it may be a secret") {
  const FakePlex server;
  check_run(run_plex(joined(whoami, {"extra"}), fake_world(server)), 2, "",
            "plex: error: unexpected argument (not shown, as it may be a secret)\n"
            "hint: see 'plex auth whoami --help'\n");
  for (const Words& words : {Words{dana_token}, Words{"-Xsecret"},
                             Words{"--tokn=" + std::string(dana_token)}, Words{"--", dana_token}}) {
    CAPTURE(command_line(words));
    const RunResult result = run_plex(joined(whoami, words), fake_world(server));
    CHECK(result.status == 2);
    CHECK(result.err.find(dana_token) == std::string::npos);
    CHECK(result.err.find("secret'") == std::string::npos);
  }
  CHECK(server.requests().empty());
}

TEST_CASE("an unknown format is refused with a list of the known ones") {
  const FakePlex server;
  for (const std::string format : {"xml", "JSON", "yaml", "", "json "}) {
    CAPTURE(format);
    for (const KnownCommand& command : every_command()) {
      CAPTURE(command_line(command.words));
      check_run(run_plex(joined(command.words, {"-o", format}), fake_world(server)), 2, "",
                "plex: error: --output must be " + choice_of(command.formats) + "\n");
    }
  }
  CHECK(server.requests().empty());
}

TEST_CASE("options that cannot be used together exit 2 before any request") {
  const FakePlex server;
  for (const KnownCommand& command : every_command()) {
    CAPTURE(command_line(command.words));
    for (const Words& words : {Words{"-q", "-o", "table"}, Words{"--field", "a", "-o", "tsv"},
                               Words{"-q", "--field", "a"}, Words{"--quiet", "--output=table"},
                               Words{"-o", "env", "-q"}}) {
      CAPTURE(command_line(words));
      const RunResult result = run_plex(joined(command.words, words), fake_world(server));
      CHECK(result.status == 2);
      CHECK(result.out.empty());
    }
    check_run(run_plex(joined(command.words, {"-q", "-o", "tsv"}), fake_world(server)), 2, "",
              exclusive);
  }
  check_run(run_plex(joined(whoami, {"--token", "x", "--token-file", "f"}), fake_world(server)), 2,
            "", "plex: error: --token and --token-file cannot be used together\n");
  check_run(
      run_plex({"auth", "signin", "--password", "x", "--password-file", "f"}, fake_world(server)),
      2, "", "plex: error: --password and --password-file cannot be used together\n");
  check_run(run_plex({"auth", "signin", "--password", "x", "--password-stdin"}, fake_world(server)),
            2, "", "plex: error: --password-stdin and --password cannot be used together\n");
  CHECK(server.requests().empty());
}

TEST_CASE("-q and -o json cannot be used together and the error is JSON as asked for") {
  const FakePlex server;
  for (const Words& words : {Words{"-q", "-o", "json"}, Words{"--json", "--field", "a"}}) {
    CAPTURE(command_line(words));
    check_run(run_plex(joined(whoami, words), fake_world(server)), 2, "",
              R"({"error":{"code":"usage","message":"-q, --field and -o cannot be used together",)"
              R"("exit":2,"httpStatus":null,"plexCode":null,"host":null,"retryAfter":null,)"
              R"("attempts":null,"hint":null}})"
              "\n");
  }
  CHECK(server.requests().empty());
}

TEST_CASE("an option may be written anywhere and with its value in either way") {
  const FakePlex server;
  World world = fake_world(server);
  world.environment.erase("PLEX_TOKEN");
  world.environment.erase("PLEX_URL");
  const std::string token = dana_token;
  const std::string url = server.server_url();
  for (const Words& words : {
           Words{"auth", "source-info", attic_source, "-t", token, "-s", url, "--field", "name"},
           Words{"auth", "source-info", "--field=name", "--server=" + url, "--token=" + token,
                 attic_source},
           Words{"auth", "source-info", "-s", url, attic_source, "--field", "name", "-t", token},
           Words{"auth", "source-info", "-s", url, "-t", token, "--field", "name", "--",
                 attic_source},
           Words{"auth", "source-info", "-s" + url, "-t" + token, attic_source, "--field", "name"},
       }) {
    CAPTURE(command_line(words));
    check_run(run_plex(words, world), 0, "Attic (dana)\n", "");
  }
}

TEST_CASE("-- ends the options") {
  const FakePlex server;
  for (const Words& words : {Words{"--", "--json"}, Words{"--", "-q"}, Words{"--", "x"}}) {
    CAPTURE(command_line(words));
    const RunResult result = run_plex(joined(whoami, words), fake_world(server));
    CHECK(result.status == 2);
    CHECK(result.err.starts_with("plex: error: "));
  }
  CHECK(run_plex(joined(whoami, {"-q", "--"}), fake_world(server)).out == "dana\n");
  CHECK(server.requests().size() == 1);
}

TEST_CASE("the last of two values of an option counts") {
  const FakePlex server;
  check_run(run_plex(joined(whoami, {"-t", unknown_token, "--token", dana_token, "-q"}),
                     fake_world(server)),
            0, "dana\n", "");
  check_run(run_plex(joined(whoami, {"--field", "id", "--field=username"}), fake_world(server)), 0,
            "dana\n", "");
  check_run(run_plex(joined(whoami, {"-q", "-q", "--retries", "x", "--retries", "0"}),
                     fake_world(server)),
            0, "dana\n", "");
}

TEST_CASE("the format that is given last is also that of errors") {
  const FakePlex server;
  const Words wrong = {"auth", "transient-token", "--retries", "x"};
  for (const Words& words : {Words{"-o", "json", "-o", "env"}, Words{"--output=json", "-o", "tsv"},
                             Words{"-o", "json", "--output", "table"}}) {
    CAPTURE(command_line(words));
    check_run(run_plex(joined(wrong, words), fake_world(server)), 2, "",
              "plex: error: --retries must be a whole number from 0 to 1000\n");
  }
  for (const Words& words :
       {Words{"-o", "env", "-o", "json"}, Words{"-vo", "json"}, Words{"--json=true"},
        Words{"--json=yes"}, Words{"-o", "json", "--json=false"},
        Words{"-o", "tsv", "--output=json"}}) {
    CAPTURE(command_line(words));
    CHECK(run_plex(joined(wrong, words), fake_world(server)).err.starts_with("{\"error\":"));
  }
  CHECK(server.requests().empty());
}

TEST_CASE("--json=false takes --json back for the result and for errors alike") {
  const FakePlex server;
  struct Row {
    Words words;
    bool json;
  };
  for (const Row& row :
       {Row{{"--json", "--json=false"}, false}, Row{{"--json", "--json", "--json=0"}, false},
        Row{{"-o", "tsv", "--json", "--json=false"}, false},
        Row{{"--json", "-o", "tsv", "--json=false"}, false}, Row{{"--json=false", "--json"}, true},
        Row{{"--json", "--json=off", "--json=true"}, true},
        Row{{"-o", "json", "--json", "--json=false"}, true},
        Row{{"--json", "--json=false", "-o", "json"}, true}}) {
    const Words words = joined({"auth", "transient-token"}, row.words);
    CAPTURE(command_line(words));
    const RunResult result = run_plex(words, fake_world(server));
    CHECK(result.status == 0);
    CHECK(result.out.starts_with("{") == row.json);
    const RunResult failure = run_plex(joined(words, {"--retries", "x"}), fake_world(server));
    CHECK(failure.status == 2);
    CHECK(failure.err.starts_with("{") == row.json);
  }
  const RunResult refused =
      run_plex(joined(whoami, {"--json", "--json=maybe"}), fake_world(server));
  CHECK(refused.status == 2);
  CHECK(refused.err.starts_with("{\"error\":"));
}

TEST_CASE("an option without its value exits 2 and so does a switch with one") {
  const FakePlex server;
  struct Row {
    Words words;
    std::string message;
  };
  const std::string not_taken = "a switch has a value other than true or false";
  for (const Row& row :
       {Row{{"--token"}, "--token needs a value"}, Row{{"-o"}, "--output needs a value"},
        Row{{"--field"}, "--field needs a value"}, Row{{"-H"}, "--header needs a value"},
        Row{{"--timeout"}, "--timeout needs a value"}, Row{{"--quiet=secret-value"}, not_taken},
        Row{{"--json=secret-value"}, not_taken}, Row{{"--verbose=perhaps"}, not_taken}}) {
    CAPTURE(command_line(row.words));
    check_run(run_plex(joined(whoami, row.words), fake_world(server)), 2, "",
              "plex: error: " + row.message + "\nhint: see 'plex auth whoami --help'\n");
  }
  CHECK(server.requests().empty());
}

}  // namespace plex::test
