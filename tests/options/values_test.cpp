// SPDX-License-Identifier: MIT
//
// Values of options: numbers in every locale, arguments that are huge or not UTF-8, addresses.
#include <locale>
#include <regex>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "src/deadline.hpp"
#include "tests/support/fake_world.hpp"
#include "tests/support/odd_ports.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

/// Numbers as they are written in Germany, whether or not its locale is installed.
struct GermanNumbers : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

/// While it lives, the C++ library writes and reads numbers the German way.
class GermanLocale {
 public:
  GermanLocale()
      : before_(std::locale::global(std::locale(std::locale::classic(), new GermanNumbers))) {}
  GermanLocale(const GermanLocale&) = delete;
  GermanLocale& operator=(const GermanLocale&) = delete;
  ~GermanLocale() { std::locale::global(before_); }

 private:
  std::locale before_;
};

/// The identifier of a new device is another one each time.
std::string without_uuids(const std::string& text) {
  return std::regex_replace(text, std::regex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "UUID");
}

const std::string bad_utf8 = "\xC3\x28";

}  // namespace

TEST_CASE("a value that is not a number exits 2 and names its source") {
  const FakePlex server;
  struct Row {
    std::string option;
    std::string value;
    std::string wanted;
  };
  const std::string seconds = "a number from 0 to 31536000, such as 2.5";
  const std::string day = "a whole number from 0 to 86400000";
  std::vector<Row> rows;
  for (const std::string value : {"-1", "nan", "inf", "1e99", "1,5", "", " 1", "1 ", "0x10", "+1",
                                  "1.5s", "99999999999999999999", "1.2.3", "--", "NaN", "-0"}) {
    rows.push_back({"--timeout", value, seconds});
    rows.push_back({"--connect-timeout", value, seconds});
  }
  for (const std::string value : {"99999999999999999999", "-1", "1.5", "", "two", "1001", "0x1"}) {
    rows.push_back({"--retries", value, "a whole number from 0 to 1000"});
  }
  for (const std::string value : {"-1", "1.5", "1e3", "99999999999"}) {
    rows.push_back({"--retry-initial-interval", value, day});
    rows.push_back({"--retry-max-interval", value, day});
    rows.push_back({"--retry-max-elapsed", value, day});
  }
  for (const std::string value : {"0.5", "-2", "nan", "101", "1,5"}) {
    rows.push_back({"--retry-exponent", value, "a number from 1 to 100, such as 2.5"});
  }
  for (const Row& row : rows) {
    CAPTURE(row.value);
    const std::string message = " must be " + row.wanted + "\n";
    check_run(run_plex(joined(whoami, {row.option, row.value}), fake_world(server)), 2, "",
              "plex: error: " + row.option + message);
    check_run(run_plex(joined(whoami, {row.option + "=" + row.value}), fake_world(server)), 2, "",
              "plex: error: " + row.option + message);
  }
  CHECK(server.requests().empty());
}

TEST_CASE("numbers have a decimal point in every locale") {
  const FakePlex server;
  const GermanLocale german;
  const World world = fake_world(server);
  check_run(
      run_plex(joined(whoami, {"-q", "--timeout", "1000.5", "--retry-exponent", "1.25"}), world), 0,
      "dana\n", "");
  check_run(run_plex(joined(whoami, {"--timeout", "1,5"}), world), 2, "",
            "plex: error: --timeout must be a number from 0 to 31536000, such as 2.5\n");
  check_run(run_plex(joined(whoami, {"--field", "id"}), world), 0, "81230011\n", "");
  check_run(run_plex({"auth", "source-info", attic_source, "--field", "connections.0.port"}, world),
            0, "32400\n", "");
  CHECK(run_plex(whoami, world).out.find("id            81230011\n") != std::string::npos);
}

TEST_CASE("json and tsv are the same bytes in every locale") {
  FakePlex server;
  // The server would hand out another token each time.
  server.respond_always(token_path, {.body = R"({"token":"abc"})"});
  // Nor would it take a token again that was signed out.
  server.respond_always(signout_path, {.status = 204, .body = {}});
  const TemporaryDirectory state;
  World world = fake_world(server);
  world.environment["XDG_STATE_HOME"] = state.path();
  for (const KnownCommand& command : every_command()) {
    for (const std::string& format : command.formats) {
      CAPTURE(command_line(command.words));
      CAPTURE(format);
      const std::string before = without_uuids(run_known(command, {"-o", format}, world).out);
      const GermanLocale german;
      const RunResult result = run_known(command, {"-o", format}, world);
      check_run({result.status, without_uuids(result.out), result.err}, 0, before, "");
    }
  }
}

TEST_CASE("a timeout of 0 is no limit and one that rounds to nothing is still a limit") {
  const FakePlex server;
  const World world = fake_world(server);
  for (const std::string zero : {"0", "0.0", "00"}) {
    CAPTURE(zero);
    CHECK(run_plex(joined(whoami, {"--timeout", zero, "--connect-timeout", zero}), world).status ==
          0);
  }
  const RawServer silent(Script{ReadRequest{}, Stall{}});
  const Words words = joined(transient, {"--server", silent.url(), "--timeout", "0.0001"});
  CHECK(run_plex(words, world).status == 7);
}

TEST_CASE("the waits between attempts follow the retry options") {
  FakePlex server;
  server.respond_always(user_path, {.status = 503, .body = {}});
  const World world = fake_world(server);
  using Waits = std::vector<Milliseconds>;
  const auto ms = [](long count) { return Milliseconds(count); };
  CHECK(run_plex(whoami, world).waits == Waits{ms(500), ms(750)});
  CHECK(run_plex(joined(whoami, {"--retries", "4", "--retry-initial-interval", "100",
                                 "--retry-exponent", "2", "--retry-max-interval", "300"}),
                 world)
            .waits == Waits{ms(100), ms(200), ms(300), ms(300)});
  CHECK(run_plex(joined(whoami, {"--retries", "9", "--retry-initial-interval", "1000",
                                 "--retry-exponent", "1", "--retry-max-elapsed", "2500"}),
                 world)
            .waits == Waits{ms(1000), ms(1000)});
  CHECK(run_plex(joined(whoami, {"--retries", "0"}), world).waits.empty());
  const RefusedPort refused;
  const Words lost = joined(transient, {"--server", refused.url()});
  CHECK(run_plex(lost, world).waits.size() == 2);
  CHECK(run_plex(joined(lost, {"--no-retry-connection-errors"}), world).waits.empty());
  CHECK(run_plex(joined(lost, {"--no-retry-connection-errors", "--retry-connection-errors"}), world)
            .waits.size() == 2);
}

TEST_CASE("an address that is not a base URL exits 2 and a secret in it is not repeated") {
  const FakePlex server;
  for (const std::string& url :
       {std::string("http://dana:hidden-secret@127.0.0.1"), std::string("http://hidden-secret@h"),
        std::string("http://127.0.0.1/?X-Plex-Token=hidden-secret"),
        std::string("http://127.0.0.1/#hidden-secret"), std::string("file:///hidden-secret"),
        std::string("ftp://127.0.0.1"), std::string("http://"), std::string("http:///x"),
        std::string("http://127.0.0.1:0"), std::string("http://127.0.0.1:65536"),
        std::string("http://127.0.0.1:"), std::string("http://127.0.0.1:-1"),
        std::string("http://127.0.0.1/\x1B"), std::string("http://127.0.0.1 "),
        std::string("http://127.0.0.1\\x"), std::string("http://" + std::string(300, 'h')),
        std::string("")}) {
    CAPTURE(url);
    for (const Words& words :
         {joined(transient, {"--server", url}), joined(whoami, {"--plex-tv-url=" + url})}) {
      CAPTURE(words[1]);
      const RunResult result = run_plex(words, fake_world(server));
      CHECK(result.status == 2);
      CHECK(result.out.empty());
      CHECK(result.err.starts_with("plex: error: " + words[2].substr(0, words[2].find('='))));
      CHECK(result.err.find("hidden-secret") == std::string::npos);
    }
  }
  check_run(run_plex(joined(whoami, {"--plex-tv-url", "127.0.0.1:32400"}), fake_world(server)), 2,
            "", "plex: error: --plex-tv-url is not a URL; write it with http:// or https://\n");
  CHECK(server.requests().empty());
}

TEST_CASE("a --server without :// is the name of a server, and plex.tv knows which there are") {
  for (const std::string name : {"127.0.0.1:32400", "Nowhere", "http:/x", " ", "Bücher & Musik"}) {
    CAPTURE(name);
    const FakePlex server;
    World variable = fake_world(server);
    variable.environment["PLEX_URL"] = name;
    for (const RunResult& result :
         {run_plex(joined(transient, {"--server", name}), fake_world(server)),
          run_plex(transient, variable)}) {
      check_run(result, 5, "",
                "plex: error: the account has no server called " + name +
                    "\nhint: 'plex auth servers' lists them; a URL starts with https:// or "
                    "http://\n");
    }
    CHECK(server.requests().size() == 2);
    CHECK(server.requests().back().path == account_resources_path);
  }
}

TEST_CASE("a --server that is neither a URL nor a name exits 2 and is not repeated") {
  const FakePlex server;
  for (const std::string& value :
       {std::string("hidden-secret\n"), std::string("hidden\x1B[1m"), std::string("hidden\x7F"),
        "hidden" + bad_utf8, std::string(257, 'h')}) {
    CAPTURE(value.size());
    World variable = fake_world(server);
    variable.environment["PLEX_URL"] = value;
    check_run(run_plex(joined(transient, {"--server", value}), fake_world(server)), 2, "",
              "plex: error: --server is not a URL or the name of a server\n");
    check_run(run_plex(transient, variable), 2, "",
              "plex: error: PLEX_URL is not a URL or the name of a server\n");
  }
  CHECK(server.requests().empty());
  const Words longest = joined(transient, {"--server", std::string(256, 'h')});
  CHECK(run_plex(longest, fake_world(server)).status == 5);
}

TEST_CASE("an argument that is huge or not UTF-8 exits 2 and is shown safely") {
  const FakePlex server;
  for (const std::string& argument : {std::string(1 << 20, 'x'), bad_utf8}) {
    CAPTURE(argument.size());
    for (const Words& words : {
             Words{argument},
             Words{"auth", argument},
             Words{"auth", "whoami", argument},
             Words{"auth", "whoami", "--" + argument},
             Words{"auth", "whoami", "-o", argument},
             Words{"auth", "whoami", "--field", argument},
             Words{"auth", "whoami", "-t", argument},
             Words{"auth", "whoami", "--color", argument},
             Words{"auth", "whoami", "--timeout", argument},
             Words{"auth", "whoami", "--client-id", argument},
             Words{"auth", "whoami", "--product", argument},
             Words{"auth", "whoami", "-H", argument},
             Words{"auth", "whoami", "-H", "A: " + argument},
             Words{"auth", "whoami", "--proxy", argument},
             Words{"auth", "whoami", "--resolve", argument},
             Words{"auth", "whoami", "--plex-tv-url", argument},
             Words{"auth", "transient-token", "--server", argument},
             Words{"auth", "source-info", argument},
             Words{"auth", "source-info", "server://" + argument},
             Words{"auth", "source-info", attic_source, "--connection", argument},
             Words{"auth", "signin", "--username", argument},
             Words{"auth", "signin", "--code", argument},
             Words{"auth", "whoami", "--account", argument},
             Words{"auth", "login", "--store", argument},
             Words{"auth", "switch", argument},
             Words{"auth", "new-token", argument},
             Words{"help", argument},
             Words{"help", "auth", argument},
         }) {
      CAPTURE(words.size() > 2 ? words[2].substr(0, 20) : words.front().substr(0, 20));
      const RunResult result = run_plex(words, fake_world(server));
      CHECK(result.status == 2);
      CHECK(result.out.empty());
      CHECK(result.err.size() < 500);
      CHECK(result.err.find(bad_utf8) == std::string::npos);
    }
  }
  CHECK(server.requests().empty());
}

TEST_CASE("the name of a server that is huge or not UTF-8 is shown safely") {
  const FakePlex server;
  for (const std::string& argument : {std::string(1 << 20, 'x'), bad_utf8}) {
    CAPTURE(argument.size());
    for (const Words& words :
         {Words{"auth", "servers", argument}, Words{"auth", "token", "--server", argument}}) {
      CAPTURE(words[1]);
      const RunResult result = run_plex(words, fake_world(server));
      CHECK(result.status == 5);
      CHECK(result.out.empty());
      CHECK(result.err.size() < 500);
      CHECK(result.err.find(bad_utf8) == std::string::npos);
    }
  }
}

TEST_CASE("a file name that is huge or not UTF-8 exits 3 and is shown safely") {
  const FakePlex server;
  for (const std::string& argument : {std::string(1 << 20, 'x'), bad_utf8}) {
    CAPTURE(argument.size());
    for (const Words& words : {Words{"auth", "whoami", "--token-file", argument},
                               Words{"auth", "signin", "--password-file", argument}}) {
      CAPTURE(words[1]);
      const RunResult result = run_plex(words, fake_world(server));
      CHECK(result.status == 3);
      CHECK(result.err.size() < 500);
      CHECK(result.err.find(bad_utf8) == std::string::npos);
    }
  }
  CHECK(server.requests().empty());
}

}  // namespace plex::test
