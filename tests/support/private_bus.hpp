// SPDX-License-Identifier: MIT
//
// A message bus for one test, so that no test sees the keyring of the person who runs it. What
// answers on it is left to FakeSecretService.
#pragma once

#include <memory>
#include <string>

#include "tests/support/child.hpp"
#include "tests/support/temporary_directory.hpp"

namespace plex::test {

/// A dbus-daemon that starts no services.
class PrivateBus {
 public:
  /// Returns once it takes connections. Throws std::system_error or std::runtime_error.
  PrivateBus();

  /// What DBUS_SESSION_BUS_ADDRESS must be to find it.
  [[nodiscard]] std::string address() const;
  /// Ends the bus, and leaves its socket where it was.
  void stop();

 private:
  TemporaryDirectory directory_;
  std::unique_ptr<Child> daemon_;
};

}  // namespace plex::test
