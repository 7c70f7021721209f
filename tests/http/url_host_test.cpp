// SPDX-License-Identifier: MIT
//
// The parts of src/http/url.hpp that judge a host: redirects and spellings of loopback.
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "src/http/url.hpp"
#include "tests/support/inert_text.hpp"

namespace plex::test {
namespace {

using namespace std::string_view_literals;

using Pairs = std::vector<std::pair<std::string, std::string_view>>;

void check_redirects(const Pairs& cases) {
  for (const auto& each : cases) {
    const auto& location = each.first;
    const auto& host = each.second;
    CAPTURE(location);
    CHECK(redirect_host(location, "same:1") == host);
  }
}

}  // namespace

TEST_CASE("an IPv6 address and nothing else is put in brackets") {
  CHECK(bracketed("::1") == "[::1]");
  CHECK(bracketed("fe80::1") == "[fe80::1]");
  CHECK(bracketed("127.0.0.1") == "127.0.0.1");
  CHECK(bracketed("plex.example") == "plex.example");
}

TEST_CASE("a redirect names the host of an absolute location") {
  check_redirects({{"https://other.example/x", "other.example"},
                   {"https://other.example", "other.example"},
                   {"https://other.example:8443/x", "other.example:8443"},
                   {"https://other.example:443", "other.example"},
                   {"http://same.example:1/x", "same.example:1"},
                   {"HTTP://Other.Example:32400/X", "other.example:32400"},
                   {"//other.example/x", "other.example"},
                   {"//other.example:81", "other.example:81"},
                   {"https://[::1]:8443/x", "[::1]:8443"},
                   {"https://127.0.0.1?x", "127.0.0.1"},
                   {"https://other.example#x", "other.example"},
                   {"https://other.example\\x", "other.example"},
                   {"https://other.example/" + std::string(10240, 'x'), "other.example"}});
}

TEST_CASE("a redirect names the same host for a relative location") {
  check_redirects({{"/x", "same:1"},
                   {"x", "same:1"},
                   {"../x", "same:1"},
                   {"?x=y", "same:1"},
                   {"#x", "same:1"},
                   {"/x:y", "same:1"},
                   {"x/y:z", "same:1"},
                   {"/login?next=https://other.example/", "same:1"},
                   {"/" + std::string(10240, 'x'), "same:1"}});
}

TEST_CASE("a URL in the query of a relative location is not the redirect's host") {
  check_redirects({{"?next=https://other.example/", "same:1"},
                   {"login?next=https://other.example/", "same:1"},
                   {"#https://other.example/", "same:1"},
                   {"?at=12:30", "same:1"}});
}

TEST_CASE("a redirect to a location without a host names none") {
  check_redirects({{"", ""},
                   {"file:///etc/passwd", ""},
                   {"mailto:me@other.example", ""},
                   {"javascript:alert(1)", ""},
                   {"data:text/html,x", ""},
                   {"https://", ""},
                   {"https:///x", ""},
                   {"//", ""},
                   {"https://:80/", ""},
                   {"https://h:0/", ""},
                   {"https://h:99999/", ""},
                   {"https://[::1/", ""},
                   {"https://h h/", ""},
                   {"https://\x1B[31m/", ""},
                   {"https://" + std::string(10240, 'h'), ""}});
}

TEST_CASE("user info and query of a location are not shown") {
  check_redirects({{"https://me:hunter2@other.example/x", "other.example"},
                   {"https://me@hunter2@other.example/x", "other.example"},
                   {"https://other.example/?X-Plex-Token=hunter2", "other.example"},
                   {"https://other.example?hunter2@evil", "other.example"}});
}

TEST_CASE("whatever a location holds the host is inert") {
  std::mt19937 random(20240506);
  for (int round = 0; round < 5000; ++round) {
    const std::string location =
        (random() % 2 == 0 ? "https://" : "//") + random_mixture(random, 5);
    const std::string host = redirect_host(location, "same");
    INFO("round " << round << ": " << host);
    REQUIRE(danger_in_line(host) == "");
  }
}

TEST_CASE("loopback is known by its spelling only when that is certain") {
  for (const std::string_view host :
       {"localhost"sv, "localhost."sv, "plex.localhost"sv, "127.0.0.1"sv, "127.255.255.254"sv,
        "::1"sv, "0:0:0:0:0:0:0:1"sv, "::ffff:127.0.0.1"sv, "::ffff:7f00:1"sv}) {
    CAPTURE(host);
    CHECK(names_loopback(host));
  }
  for (const std::string_view host :
       {""sv, "notlocalhost"sv, "localhost.example"sv, "localhost.localdomain"sv, "0177.0.0.1"sv,
        "2130706433"sv, "0x7f000001"sv, "127.1"sv, "127.0.0.1."sv, "127.0.0.1.example"sv,
        "0.0.0.0"sv, "::"sv, "[::1]"sv, "::1%lo"sv, "::127.0.0.1"sv, "192.168.1.5"sv,
        "127.0.0.1\0.example"sv}) {
    CAPTURE(host);
    CHECK_FALSE(names_loopback(host));
  }
}

TEST_CASE("an IP literal is told from a name") {
  for (const std::string_view host :
       {"127.0.0.1"sv, "192.168.1.5"sv, "::"sv, "::1"sv, "fe80::1"sv, "::ffff:1.2.3.4"sv}) {
    CAPTURE(host);
    CHECK(is_ip_literal(host));
  }
  for (const std::string_view host :
       {""sv, "localhost"sv, "127.1"sv, "2130706433"sv, "0177.0.0.1"sv, "1.2.3.256"sv, "1.2.3.4."sv,
        "[::1]"sv, "::1%lo"sv, "1-2-3-4.0a1b.plex.direct"sv, "12345::1"sv}) {
    CAPTURE(host);
    CHECK_FALSE(is_ip_literal(host));
  }
}

}  // namespace plex::test
