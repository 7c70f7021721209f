// SPDX-License-Identifier: MIT
//
// That FakePlex fails the test case of a stray request and of a canned response that nobody asked
// for: each of these test cases passes only by failing.
#include "tests/support/fake_plex.hpp"

#include <doctest/doctest.h>

#include "tests/support/fake_plex_client.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

TEST_CASE("a request that is on no route fails its test case" * doctest::should_fail()) {
  const FakePlex server;
  get(server, "/nope", plex_headers());
}

TEST_CASE("a canned response that nobody asks for fails its test case" * doctest::should_fail()) {
  FakePlex server;
  server.respond_next(user_path, {});
}

}  // namespace plex::test
