// SPDX-License-Identifier: MIT
#include "src/http/url.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "src/advice.hpp"
#include "src/error.hpp"
#include "tests/support/error_of.hpp"

namespace plex::test {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view no_url = "is not a URL; write it with http:// or https://";
constexpr std::string_view other_scheme = "must start with http:// or https://";
constexpr std::string_view query = "must not have a query ('?')";
constexpr std::string_view fragment = "must not have a fragment ('#')";
constexpr std::string_view user_info = "must not hold a user name or password";
constexpr std::string_view no_host = "has no host";
constexpr std::string_view long_host = "has a host name longer than 253 bytes";
constexpr std::string_view host_character = "has an invalid character in the host name";
constexpr std::string_view path_character =
    "has a character in the path that must be percent-encoded";
constexpr std::string_view port = "has a port that is not a number from 1 to 65535";
constexpr std::string_view ipv6 = "has no valid IPv6 address between the brackets";

struct Refused {
  std::string_view text;
  std::string_view why;
};

void check_refused(const std::vector<Refused>& cases) {
  for (const Refused& each : cases) {
    CAPTURE(each.text);
    const Error error = error_of([&] { parse_base_url(each.text, "--server"); });
    CHECK(error.code == ErrorCode::usage);
    CHECK(error.message == "--server " + std::string(each.why));
    CHECK(error.advice == Advice::none);
  }
}

}  // namespace

TEST_CASE("a base URL is read into scheme and host and port and path") {
  struct Case {
    std::string_view given, scheme, host;
    int port;
    std::string_view path, authority, text;
  };
  const std::vector<Case> cases = {
      {"http://localhost:32400", "http", "localhost", 32400, "", "localhost:32400",
       "http://localhost:32400"},
      {"HTTPS://Plex.TV/api/v2", "https", "plex.tv", 443, "/api/v2", "plex.tv",
       "https://plex.tv/api/v2"},
      {"http://h", "http", "h", 80, "", "h", "http://h"},
      {"http://h:80/", "http", "h", 80, "", "h", "http://h"},
      {"https://h:80", "https", "h", 80, "", "h:80", "https://h:80"},
      {"http://h:1", "http", "h", 1, "", "h:1", "http://h:1"},
      {"http://h:65535", "http", "h", 65535, "", "h:65535", "http://h:65535"},
      {"https://host.example/plex", "https", "host.example", 443, "/plex", "host.example",
       "https://host.example/plex"},
      {"https://host.example/Plex/A%20b///", "https", "host.example", 443, "/Plex/A%20b",
       "host.example", "https://host.example/Plex/A%20b"},
      {"https://h/a@b:c;d=e,f", "https", "h", 443, "/a@b:c;d=e,f", "h", "https://h/a@b:c;d=e,f"},
      {"http://192.168.1.5:32400", "http", "192.168.1.5", 32400, "", "192.168.1.5:32400",
       "http://192.168.1.5:32400"},
      {"http://[::1]:32400/x", "http", "::1", 32400, "/x", "[::1]:32400", "http://[::1]:32400/x"},
      {"https://[FE80::A]", "https", "fe80::a", 443, "", "[fe80::a]", "https://[fe80::a]"},
      {"http://[::ffff:127.0.0.1]", "http", "::ffff:127.0.0.1", 80, "", "[::ffff:127.0.0.1]",
       "http://[::ffff:127.0.0.1]"},
      {"https://1-2-3-4.0a1b.plex.direct:32400", "https", "1-2-3-4.0a1b.plex.direct", 32400, "",
       "1-2-3-4.0a1b.plex.direct:32400", "https://1-2-3-4.0a1b.plex.direct:32400"},
      {"http://my_host.", "http", "my_host.", 80, "", "my_host.", "http://my_host."}};
  for (const Case& each : cases) {
    CAPTURE(each.given);
    const BaseUrl url = parse_base_url(each.given, "--server");
    CHECK(url.scheme == each.scheme);
    CHECK(url.is_https() == (each.scheme == "https"));
    CHECK(url.host == each.host);
    CHECK(url.port == each.port);
    CHECK(url.path == each.path);
    CHECK(url.authority() == each.authority);
    CHECK(url.text() == each.text);
  }
}

TEST_CASE("a URL of another scheme or of none is refused") {
  check_refused({{"", no_url},
                 {"localhost:32400", no_url},
                 {"192.168.1.5:32400", no_url},
                 {"plex.example", no_url},
                 {"http:/h", no_url},
                 {"http:h", no_url},
                 {"//h", no_url},
                 {"http:\\\\h", no_url},
                 {"file:///etc/passwd", other_scheme},
                 {"file://h/x", other_scheme},
                 {"ftp://h", other_scheme},
                 {"://h", other_scheme},
                 {"httpx://h", other_scheme},
                 {" http://h", other_scheme},
                 {"ht\ntp://h", other_scheme},
                 {"javascript://h", other_scheme}});
}

TEST_CASE("a URL with user info or query or fragment is refused and not repeated") {
  check_refused({{"http://me:hunter2@h", user_info},
                 {"http://hunter2@h", user_info},
                 {"http://@h", user_info},
                 {"http://h:80@evil", user_info},
                 {"http://h\\@evil", user_info},
                 {"http://h/?X-Plex-Token=hunter2", query},
                 {"http://h?x", query},
                 {"http://h/?", query},
                 {"http://me:hunter2@h/?x", query},
                 {"http://h/#hunter2", fragment},
                 {"http://h#", fragment}});
}

TEST_CASE("a URL without a host or with a bad one is refused") {
  check_refused({{"http://", no_host},
                 {"http:///x", no_host},
                 {"http://:80", no_host},
                 {"http://h h", host_character},
                 {"http://h\\x", host_character},
                 {"http://h\tx", host_character},
                 {"http://h\r\nX: y", host_character},
                 {"http://h\0x"sv, host_character},
                 {"http://h\x7F", host_character},
                 {"http://h%41", host_character},
                 {"http://mü", host_character},
                 {"http://\xFF", host_character},
                 {"http://a,b", host_character},
                 {"http://h]", host_character},
                 {"http://http://h", port},
                 {"http://::1", no_host},
                 {"http://fe80::1", port}});
}

TEST_CASE("a host of 300 bytes is refused and one of 253 is not") {
  const std::string most(253, 'h');
  CHECK(parse_base_url("http://" + most, "--server").host == most);
  check_refused({{"http://" + most + "h", long_host},
                 {"https://" + std::string(300, 'h') + ":32400/plex", long_host}});
}

TEST_CASE("a URL of 1 MiB is refused") {
  const std::string path = "http://h/" + std::string(2048 - 9, 'p');
  CHECK(parse_base_url(path, "--server").text() == path);
  check_refused({{path + "p", "is longer than 2048 bytes"},
                 {"http://" + std::string(1'048'576, 'h'), "is longer than 2048 bytes"}});
}

TEST_CASE("a port outside 1 to 65535 is refused") {
  check_refused({{"http://h:0", port},
                 {"http://h:65536", port},
                 {"http://h:99999999999999999999", port},
                 {"http://h:-1", port},
                 {"http://h:+80", port},
                 {"http://h: 80", port},
                 {"http://h:80 ", port},
                 {"http://h:8x", port},
                 {"http://h:0x50", port},
                 {"http://h:80:80", port},
                 {"http://h:", port},
                 {"http://[::1]:", port},
                 {"http://[::1]:0", port},
                 {"http://[::1]80", port},
                 {"http://[::1]x:80", port}});
}

TEST_CASE("brackets hold an IPv6 address and nothing else") {
  check_refused({{"http://[::1", ipv6},
                 {"http://[]", ipv6},
                 {"http://[127.0.0.1]", ipv6},
                 {"http://[localhost]", ipv6},
                 {"http://[::1%25lo]", ipv6},
                 {"http://[fe80::1%eth0]:80", ipv6},
                 {"http://[:::1]", ipv6},
                 {"http://[::1 ]", ipv6},
                 {"http://[::1\0x]"sv, ipv6},
                 {"http://[[::1]]", ipv6}});
}

TEST_CASE("a path with bytes that belong percent-encoded is refused") {
  for (const std::string_view bad :
       {" "sv,  "\\"sv, "\""sv,   "<"sv,    ">"sv,        "^"sv,   "`"sv,
        "{"sv,  "|"sv,  "}"sv,    "["sv,    "]"sv,        "\n"sv,  "\r"sv,
        "\t"sv, "\0"sv, "\x1B"sv, "\x7F"sv, "\xC3\xBC"sv, "\xFF"sv}) {
    const std::string text = "https://h/a" + std::string(bad) + "b";
    check_refused({{text, path_character}});
  }
}

TEST_CASE("a target joins a path and encoded query values") {
  CHECK(make_target("/user", {}) == "/user");
  CHECK(make_target("/security/token", {{"type", "delegation"}, {"scope", "all"}}) ==
        "/security/token?type=delegation&scope=all");
  CHECK(make_target("/x", {{"source", "server://a b&c=d?#/%+ü"}, {"e", ""}}) ==
        "/x?source=server%3A%2F%2Fa%20b%26c%3Dd%3F%23%2F%25%2B%C3%BC&e=");
}

}  // namespace plex::test
