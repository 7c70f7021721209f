// SPDX-License-Identifier: MIT
//
// The fake Plex as test cases use it: a server that fails the test case when it was asked for
// something unexpected, or not asked for something expected. What it answers is decided in
// fake_plex_server.hpp; programs and tests of the fake itself use that class.
#pragma once

#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_plex_server.hpp"

namespace plex::test {

/// A FakePlexServer whose destruction reports each entry of unexpected() as a failure of the
/// running test case.
class FakePlex : public FakePlexServer {
 public:
  using FakePlexServer::FakePlexServer;
  FakePlex(const FakePlex&) = delete;
  FakePlex& operator=(const FakePlex&) = delete;
  FakePlex(FakePlex&&) = delete;
  FakePlex& operator=(FakePlex&&) = delete;

  /// FAIL_CHECK never throws, not even when doctest is to stop at the first failure.
  ~FakePlex() noexcept {
    for (const std::string& entry : unexpected()) {
      FAIL_CHECK("the fake Plex did not expect: " << entry);
    }
  }
};

}  // namespace plex::test
