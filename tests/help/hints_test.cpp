// SPDX-License-Identifier: MIT
#include "cmd/help/hints.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

#include "src/advice.hpp"
#include "tests/support/known_names.hpp"
#include "tests/support/programs.hpp"

namespace plex::test {

using namespace cmd;
namespace {

std::string words_of(Advice advice) {
  return hint_text(Error(ErrorCode::internal, "what failed", advice));
}

/// The number of values of the enum, none included: its lines that are a name with a comma.
std::size_t number_of_advice() {
  std::ifstream file(source_directory() + std::string("/src/advice.hpp"));
  std::size_t count = 0;
  for (std::string line; std::getline(file, line);) {
    count += line.starts_with("  ") && line.ends_with(',') ? 1U : 0U;
  }
  return count;
}

}  // namespace

TEST_CASE("every advice of the library has words of its own") {
  REQUIRE(number_of_advice() > 20);
  CHECK(hints().size() == number_of_advice() - 1);
  for (std::size_t value = 1; value < number_of_advice(); ++value) {
    CAPTURE(value);
    const auto advice = static_cast<Advice>(value);
    CHECK(std::count_if(hints().begin(), hints().end(),
                        [&](const Hint& row) { return row.advice == advice; }) == 1);
    CHECK(words_of(advice) != "");
  }
}

TEST_CASE("every option and variable and command that a hint names exists") {
  for (const Hint& row : hints()) {
    CAPTURE(row.words);
    CHECK(unknown_names(std::string(row.words)) == "");
  }
}

TEST_CASE("advice is put into words that name what to type") {
  struct Row {
    Advice advice;
    std::string words;
  };
  for (const Row& row : {
           Row{Advice::check_clock,
               "check the clock of this machine, or renew the server's certificate"},
           Row{Advice::trust_certificate, "pass it with --cacert FILE if you trust it"},
           Row{Advice::trust_authority, "pass the authority's certificate with --cacert FILE"},
           Row{Advice::use_certificate_name,
               "use the name in the certificate, with --resolve if needed"},
           Row{Advice::use_plex_direct_name,
               "Plex certificates name *.plex.direct: use the server's "
               "https://a-b-c-d.HASH.plex.direct:32400 name, or reach it with --resolve"},
           Row{Advice::try_https, "the server may require https on this port"},
           Row{Advice::use_https_or_allow_http,
               "use https; for your own server, --allow-http sends it anyway"},
           Row{Advice::use_https,
               "use https: plain http to plex.tv or a test server works only on loopback"},
           Row{Advice::bypass_proxy, "use https, or bypass the proxy with --proxy '' or no_proxy"},
           Row{Advice::bypass_or_trust_proxy,
               "use https, or bypass the proxy with --proxy '' or no_proxy; if you trust the "
               "proxy and everything behind it, --allow-http"},
           Row{Advice::add_credentials_to_proxy_url,
               "put the user name and password in the proxy URL"},
           Row{Advice::use_owner_token,
               "this needs the server owner's token or a transient token made from it; for a "
               "server "
               "shared with you, transient-token takes that server's access token"},
           Row{Advice::use_classic_token,
               "this server rejects the token, a plex.tv JSON Web Token; get an account token with "
               "'plex auth login'"},
           Row{Advice::get_new_token, "sign in again with 'plex auth login'"},
           Row{Advice::pass_token, "pass a token with --token-file FILE or PLEX_TOKEN"},
           Row{Advice::check_token_characters,
               "a token is printable ASCII without spaces, on one line"},
           Row{Advice::get_account_token, "get an account token with 'plex auth login'"},
       }) {
    CAPTURE(row.words);
    CHECK(words_of(row.advice) == row.words);
  }
  CHECK(words_of(Advice::none) == "");
}

TEST_CASE("a hint to wait says how long it was asked to be") {
  Error error(ErrorCode::rate_limited, "too many requests", Advice::wait_as_asked);
  error.retry_after = std::chrono::seconds(7);
  CHECK(hint_text(error) == "wait 7 s; further attempts make the wait longer");
  error.advice = Advice::wait;
  CHECK(hint_text(error) == "wait; further attempts make the wait longer");
}

TEST_CASE("a failure that brings its own hint keeps it") {
  Error error(ErrorCode::usage, "what failed", "its own");
  CHECK(hint_text(error) == "its own");
  error.advice = Advice::wait;
  CHECK(hint_text(error) == "its own");
  CHECK(hint_text(Error(ErrorCode::usage, "what failed")) == "");
}

TEST_CASE("a connection that only --insecure could have left unverified is told by that name") {
  CHECK(
      message_text(Error(ErrorCode::usage, "in the library's words", Advice::verify_certificate)) ==
      "with plex.tv commands --insecure works only for a test server on loopback");
  CHECK(message_text(Error(ErrorCode::usage, "in the library's words", Advice::use_https)) ==
        "in the library's words");
}

}  // namespace plex::test
