// SPDX-License-Identifier: MIT
#include "tests/support/known_names.hpp"

#include <string>

#include <doctest/doctest.h>

namespace plex::test {

TEST_CASE("names that the program has are known wherever they stand in a text") {
  for (const std::string text :
       {"-t,--token", "see 'plex auth whoami --help'", "--no-input", "PLEX_URL=x", "[PLEX_TOKEN]",
        "no_proxy or HTTPS_PROXY", "plex auth source-info anything -q", "plex help exit-codes",
        "plex help auth signin", "plex auth", "(-k)", "eval \"$(plex auth whoami)\"",
        "pass plex | plex auth signin", "PLEX_CLAIM"}) {
    CAPTURE(text);
    CHECK(unknown_names(text) == "");
  }
}

TEST_CASE("names that the program does not have are found") {
  CHECK(unknown_names("pass --tokn or -Z, set PLEX_TOKN or any_proxy; 'plex auth sigin' does it") ==
        "--tokn, -Z, PLEX_TOKN, any_proxy, plex auth sigin");
  CHECK(unknown_names("see 'plex help exit-cods'") == "plex help exit-cods");
  CHECK(unknown_names("--retries--token-file") == "--retries--token-file");
}

TEST_CASE("options of another program are its own, but not those of a plex command in it") {
  CHECK(unknown_names("docker run -e PLEX_CLAIM=\"$(plex auth claim-token -q)\" --rm image") == "");
  CHECK(unknown_names("docker run -e PLEX_CLAM=\"$(plex auth claim -Q --json)\" --rm image") ==
        "-Q, PLEX_CLAM, plex auth claim");
  CHECK(unknown_names("x=$(plex auth claim-token -Q) && docker run -e PLEX_CLAIM=\"$x\" image") ==
        "-Q");
}

TEST_CASE("hyphens and words that name nothing are not names") {
  for (const std::string text :
       {"", "e-mail", "plex-cli", "Plex rejects requests without one", "FILE, - for stdin",
        "https://plex.tv/api", "X-Plex-Token", "two-factor code", "whatever plex does"}) {
    CAPTURE(text);
    CHECK(unknown_names(text) == "");
  }
}

}  // namespace plex::test
