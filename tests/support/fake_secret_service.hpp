// SPDX-License-Identifier: MIT
//
// A keyring on a PrivateBus, served by a thread of its own. What it answers is decided in
// FakeVault.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/support/fake_vault.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

class FakeSecretService {
 public:
  /// Takes the name org.freedesktop.secrets on the bus at `address`. Throws std::runtime_error.
  explicit FakeSecretService(const std::string& address, FakeSecretServiceOptions options = {});
  FakeSecretService(const FakeSecretService&) = delete;
  FakeSecretService& operator=(const FakeSecretService&) = delete;
  ~FakeSecretService();

  void add_item(FakeItem item);
  [[nodiscard]] std::vector<FakeItem> items() const;
  /// The methods that were called, and the properties that were read, in order.
  [[nodiscard]] Words calls() const;
  /// Waits until the method was called; false if it is not within `patience`.
  [[nodiscard]] bool wait_for_call(const std::string& method) const;
  /// Calls that no keyring would understand.
  [[nodiscard]] Words unexpected() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace plex::test
