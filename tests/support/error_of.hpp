// SPDX-License-Identifier: MIT
//
// Runs something that must fail and returns the Error, so that a test can check all its parts.
#pragma once

#include <stdexcept>

#include "src/error.hpp"

namespace plex::test {

/// The Error that `action` ends with. Throws std::logic_error, which fails the test, when it ends
/// without one.
template <class Action>
Error error_of(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  throw std::logic_error("there was no error");
}

}  // namespace plex::test
