// SPDX-License-Identifier: MIT
//
// A bus, a fake keyring on it, and the functions under test, for one test case.
#pragma once

#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cmd/accounts/secret_service.hpp"
#include "tests/support/fake_secret_service.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/private_bus.hpp"

namespace plex::test {

/// A variable of this process, which is set, or removed, as long as this lives. No other thread may
/// use the environment when it begins or ends.
class ProcessVariable {
 public:
  ProcessVariable(std::string name, const std::optional<std::string>& value)
      : name_(std::move(name)) {
    if (const char* before = std::getenv(name_.c_str())) {
      before_ = before;
    }
    set(value);
  }
  ProcessVariable(const ProcessVariable&) = delete;
  ProcessVariable& operator=(const ProcessVariable&) = delete;
  ~ProcessVariable() { set(before_); }

 private:
  void set(const std::optional<std::string>& value) const {
    if (value) {
      ::setenv(name_.c_str(), value->c_str(), 1);
    } else {
      ::unsetenv(name_.c_str());
    }
  }

  std::string name_;
  std::optional<std::string> before_;
};

struct KeyringWorld {
  explicit KeyringWorld(const FakeSecretServiceOptions& behaviour = {},
                        const cmd::SecretServiceOptions& options = {})
      : service(std::make_unique<FakeSecretService>(bus.address(), behaviour)),
        keyring(cmd::secret_service_keyring(options)) {}

  PrivateBus bus;
  ProcessVariable address{"DBUS_SESSION_BUS_ADDRESS", bus.address()};
  std::unique_ptr<FakeSecretService> service;
  cmd::Keyring keyring;
};

}  // namespace plex::test
