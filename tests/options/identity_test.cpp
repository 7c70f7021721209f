// SPDX-License-Identifier: MIT
//
// The headers that say who is asking. The identifier that is stored on disk has a test of its own.
#include "cmd/options/identity.hpp"

#include <sys/utsname.h>

#include <cstddef>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

RecordedRequest request_of(const Words& words) {
  const FakePlex server;
  CHECK(run_plex(words, fake_world(server)).status == 0);
  return server.requests().empty() ? RecordedRequest{} : server.requests().front();
}

/// The first request of the command that is its own.
RecordedRequest request_of(const KnownCommand& command) {
  const FakePlex server;
  CHECK(run_known(command, {}, fake_world(server)).status == 0);
  const std::size_t own = command.acts_as_new_device ? 1 : 0;
  return server.requests().size() <= own ? RecordedRequest{} : server.requests()[own];
}

struct Header {
  std::string option;
  std::string name;
};

const std::vector<Header> optional_headers = {{"--device-vendor", "X-Plex-Device-Vendor"},
                                              {"--model", "X-Plex-Model"},
                                              {"--marketplace", "X-Plex-Marketplace"}};

const std::vector<Header> default_headers = {{"--client-id", "X-Plex-Client-Identifier"},
                                             {"--product", "X-Plex-Product"},
                                             {"--client-version", "X-Plex-Version"},
                                             {"--platform", "X-Plex-Platform"},
                                             {"--platform-version", "X-Plex-Platform-Version"},
                                             {"--device", "X-Plex-Device"},
                                             {"--device-name", "X-Plex-Device-Name"}};

std::vector<Header> all_headers() {
  std::vector<Header> headers = default_headers;
  headers.insert(headers.end(), optional_headers.begin(), optional_headers.end());
  return headers;
}

}  // namespace

TEST_CASE("every command sends its identity by default") {
  utsname host{};
  REQUIRE(::uname(&host) == 0);
  for (const KnownCommand& command : every_command_with_requests()) {
    CAPTURE(command_line(command.words));
    const RecordedRequest request = request_of(command);
    CHECK(request.header("X-Plex-Client-Identifier") == "test-client");
    CHECK(request.header("X-Plex-Product") == "plex-cli");
    CHECK(request.header("X-Plex-Version") == PLEX_VERSION);
    CHECK(request.header("X-Plex-Platform") == host.sysname);
    CHECK(request.header("X-Plex-Platform-Version") == host.release);
    CHECK(request.header("X-Plex-Device") == host.sysname);
    CHECK(request.header("X-Plex-Device-Name") == host.nodename);
    for (const Header& header : optional_headers) {
      CAPTURE(header.name);
      CHECK_FALSE(request.has_header(header.name));
    }
  }
}

TEST_CASE("every identity header has an option and a value in any script") {
  for (const std::string value : {"plain", "with space", "ü 漢 🎬", "a:b;c,d=e", "-x"}) {
    CAPTURE(value);
    Words words = whoami;
    for (const Header& header : all_headers()) {
      words.push_back(header.option + "=" + value);
    }
    const RecordedRequest request = request_of(words);
    for (const Header& header : all_headers()) {
      CAPTURE(header.name);
      CHECK(request.header(header.name) == value);
    }
  }
}

TEST_CASE("the flag for the identifier takes precedence over its two variables in their order") {
  const FakePlex server;
  World world = fake_world(server);
  world.environment["PLEX_CLIENT_IDENTIFIER"] = "second";
  CHECK(run_plex(whoami, world).status == 0);
  world.with_client_id = false;
  CHECK(run_plex(whoami, world).status == 0);
  CHECK(run_plex(joined(whoami, {"--client-id", "flag"}), world).status == 0);
  REQUIRE(server.requests().size() == 3);
  CHECK(server.requests()[0].header("X-Plex-Client-Identifier") == "test-client");
  CHECK(server.requests()[1].header("X-Plex-Client-Identifier") == "second");
  CHECK(server.requests()[2].header("X-Plex-Client-Identifier") == "flag");
}

TEST_CASE("an identity value with a control byte exits 2 before any request") {
  const FakePlex server;
  for (const Header& header : all_headers()) {
    CAPTURE(header.name);
    for (const std::string& value :
         {std::string("a\r\nX-Injected: 1"), std::string("a\nb"), std::string("a\rb"),
          std::string("a\tb"), std::string("a\x1B[2J"), std::string("a\x7F"), std::string("\x01"),
          std::string("a\0b", 3), std::string("\xFF")}) {
      CAPTURE(value);
      const RunResult result = run_plex(joined(whoami, {header.option, value}), fake_world(server));
      CHECK(result.status == 2);
      CHECK(result.out.empty());
      CHECK(result.err.find(header.option) != std::string::npos);
    }
  }
  CHECK(server.requests().empty());
}

TEST_CASE("a host name that cannot be sent as a header is left out") {
  for (const std::string name : {"den", "dana's den", "hütte", ""}) {
    CAPTURE(name);
    CHECK(cmd::device_name_of(name) == name);
  }
  for (const std::string name :
       {"den\r\nX-Injected: 1", "den\n", "a\tb", "\x1B[2J", "den\x7F", "d\xFFn"}) {
    CAPTURE(name);
    CHECK(cmd::device_name_of(name) == "");
  }
}

TEST_CASE("-H adds a header and replaces a default one whatever its case") {
  const RecordedRequest request = request_of(joined(
      whoami, {"-H", "X-Extra: one", "--header", "X-Other:two", "-H", "x-plex-product: mine",
               "--header=X-Plex-Language: nb", "-H", "X-Name: ü 漢", "-H", "X-Colon: a: b"}));
  CHECK(request.header("X-Extra") == "one");
  CHECK(request.header("X-Other") == "two");
  CHECK(request.header("X-Plex-Language") == "nb");
  CHECK(request.header("X-Name") == "ü 漢");
  CHECK(request.header("X-Colon") == "a: b");
  std::size_t products = 0;
  for (const auto& header : request.headers) {
    CAPTURE(header.first);
    const bool product = header.first == "x-plex-product" || header.first == "X-Plex-Product";
    products += product ? 1U : 0U;
    CHECK((!product || header.second == "mine"));
  }
  CHECK(products == 1);
}

TEST_CASE("-H may replace the client identifier and every other default header") {
  Words words = whoami;
  for (const Header& header : default_headers) {
    words = joined(words, {"-H", header.name + ": replaced"});
  }
  const RecordedRequest request = request_of(words);
  for (const Header& header : default_headers) {
    CAPTURE(header.name);
    CHECK(request.header(header.name) == "replaced");
  }
}

TEST_CASE("-H cannot set the token or how the message is sent, nor leave the identifier out") {
  const FakePlex server;
  for (const std::string name : {"X-Plex-Token", "x-plex-token", "X-PLEX-TOKEN"}) {
    CAPTURE(name);
    check_run(
        run_plex(joined(whoami, {"-H", name + ": " + unknown_token}), fake_world(server)), 2, "",
        "plex: error: --header cannot set " + name + "\nhint: use --token-file or PLEX_TOKEN\n");
  }
  for (const std::string name : {"Content-Length", "transfer-encoding", "Expect"}) {
    CAPTURE(name);
    check_run(run_plex(joined(whoami, {"-H", name + ": 7"}), fake_world(server)), 2, "",
              "plex: error: --header cannot set " + name + "\n");
  }
  check_run(run_plex(joined(whoami, {"-H", "x-plex-CLIENT-identifier:"}), fake_world(server)), 2,
            "",
            "plex: error: --header cannot remove the client identifier\n"
            "hint: Plex rejects requests without one\n");
  CHECK(server.requests().empty());
}

TEST_CASE("-H refuses what is not a header before any request") {
  const FakePlex server;
  for (const std::string& header :
       {std::string(""), std::string("no colon"), std::string(": value"), std::string("a b: c"),
        std::string("ü: c"), std::string("A\r\nB: c"), std::string("A: b\r\nX-Injected: 1"),
        std::string("A: b\nc"), std::string("A: b\x7F"), std::string("A : b"),
        std::string("X-Plex-Token")}) {
    CAPTURE(header);
    const RunResult result = run_plex(joined(whoami, {"-H", header}), fake_world(server));
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK(result.err.starts_with("plex: error: --header "));
  }
  CHECK(server.requests().empty());
}

}  // namespace plex::test
