// SPDX-License-Identifier: MIT
#include "src/http/proxy.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "src/error.hpp"
#include "src/text/redactor.hpp"
#include "tests/support/error_of.hpp"

namespace plex::test {
namespace {

using namespace std::string_view_literals;

using Pairs = std::vector<std::pair<std::string_view, std::string_view>>;

void check_refused(const Pairs& cases) {
  for (const auto& each : cases) {
    const auto& text = each.first;
    const auto& why = each.second;
    CAPTURE(text);
    const Error error = error_of([&] { parse_proxy(text, "--proxy"); });
    CHECK(error.code == ErrorCode::usage);
    CHECK(error.message == "--proxy " + std::string(why));
    CHECK(error.message.find("hunter2") == std::string::npos);
  }
}

}  // namespace

TEST_CASE("a proxy is written out with scheme and port") {
  struct Case {
    std::string_view given, url;
    int port;
  };
  const std::vector<Case> cases = {
      {"proxy.example", "http://proxy.example:1080", 1080},
      {"proxy.example:3128", "http://proxy.example:3128", 3128},
      {"http://proxy.example", "http://proxy.example:1080", 1080},
      {"http://proxy.example:80/", "http://proxy.example:80", 80},
      {"HTTPS://Proxy.Example", "https://proxy.example:443", 443},
      {"https://proxy.example:8443", "https://proxy.example:8443", 8443},
      {"socks5://127.0.0.1", "socks5://127.0.0.1:1080", 1080},
      {"socks5h://proxy.example:9050", "socks5h://proxy.example:9050", 9050},
      {"[::1]", "http://[::1]:1080", 1080},
      {"http://[::1]:3128", "http://[::1]:3128", 3128},
      {"me@proxy.example", "http://me@proxy.example:1080", 1080},
      {"http://me:hunter2@proxy.example:3128", "http://me:hunter2@proxy.example:3128", 3128},
      {"socks5://me:p%40ss@[::1]:1", "socks5://me:p%40ss@[::1]:1", 1}};
  for (const Case& each : cases) {
    CAPTURE(each.given);
    const Proxy proxy = parse_proxy(each.given, "--proxy");
    CHECK(proxy.url == each.url);
    CHECK(proxy.port == each.port);
  }
}

TEST_CASE("the password of a proxy is a secret as written and decoded") {
  CHECK(parse_proxy("http://proxy.example:3128", "--proxy").secrets.empty());
  const std::vector<std::pair<std::string_view, std::vector<std::string>>> cases = {
      {"http://me:p%40ss%3Aw@h:1", {"me:p%40ss%3Aw", "p%40ss%3Aw", "p@ss:w"}},
      {"me:a:b@h:1", {"me:a:b", "a:b"}},
      {"me:p@ss@h:1", {"me:p@ss", "p@ss"}},
      {"https://user-name@h:1", {"user-name"}}};
  for (const auto& each : cases) {
    const auto& text = each.first;
    const auto& expected = each.second;
    CAPTURE(text);
    const std::vector<std::string> secrets = parse_proxy(text, "--proxy").secrets;
    for (const std::string& secret : expected) {
      CAPTURE(secret);
      CHECK(std::count(secrets.begin(), secrets.end(), secret) > 0);
    }
  }
}

TEST_CASE("a redactor that learned the secrets of a proxy hides them in any form") {
  for (const std::string_view text : {"http://to%6Ben-value@h:1"sv, "http://to%6Ben-value:@h:1"sv,
                                      "http://me:to%6Ben-value@h:1"sv}) {
    CAPTURE(text);
    Redactor redactor;
    for (const std::string& secret : parse_proxy(text, "--proxy").secrets) {
      redactor.learn(secret);
    }
    CHECK(redactor.redact("to%6Ben-value and token-value") == "[redacted] and [redacted]");
    CHECK(redactor.redact(text).find("value") == std::string::npos);
  }
}

TEST_CASE("a proxy of an unknown scheme is refused") {
  constexpr std::string_view why = "must be an http, https, socks5 or socks5h proxy";
  check_refused({{"socks4://h", why},
                 {"ftp://me:hunter2@h", why},
                 {"file:///x", why},
                 {"://h", why},
                 {"socks://h", why}});
}

TEST_CASE("a proxy with a bad host or port or path is refused without repeating it") {
  constexpr std::string_view port = "has a port that is not a number from 1 to 65535";
  check_refused({{"", "has no host"},
                 {"http://", "has no host"},
                 {"me:hunter2@", "has no host"},
                 {"h:0", port},
                 {"h:65536", port},
                 {"me:hunter2@h:x", port},
                 {"h:", port},
                 {"[::1", "has no valid IPv6 address between the brackets"},
                 {"h/hunter2", "must not have a path"},
                 {"h?hunter2", "must not have a query ('?')"},
                 {"h#hunter2", "must not have a fragment ('#')"},
                 {"h_%41", "has an invalid character in the host name"}});
}

TEST_CASE("a proxy with spaces or controls or other than ASCII is refused") {
  for (const std::string_view text : {"h h"sv, "me:hunter2 @h"sv, "h\n"sv, "h\r\nX: y"sv, "h\0"sv,
                                      "mü"sv, "me:hünter2@h"sv, "\x7F"sv}) {
    check_refused({{text, "has a character that must be percent-encoded"}});
  }
}

// The transport would take what stands before such a character for the host, and look it up.
TEST_CASE("a password with a slash or question mark or hash must percent-encode it") {
  for (const std::string_view text : {"http://me:hunter2/x@h:1"sv, "http://me/hunter2@h:1"sv,
                                      "http://me:hunter2?@h:1"sv, "http://me:#hunter2@h:1"sv}) {
    CAPTURE(text);
    CHECK_THROWS_AS(parse_proxy(text, "--proxy"), Error);
  }
}

}  // namespace plex::test
