// SPDX-License-Identifier: MIT
//
// What a fake keyring holds and how it answers each call: as the Secret Service API says, or
// against it where a test wants that. The bus and the thread are left to FakeSecretService. It
// shares no code with what it tests.
#pragma once

#include <cstdint>
#include <map>
#include <string>

struct sd_bus_message;

namespace plex::test {

/// What is kept for an item.
struct FakeItem {
  std::map<std::string, std::string> attributes = {};
  std::string secret = {};
  std::uint64_t modified = 0;
  bool locked = false;
  std::string label = {};
  std::string content_type = {};
};

/// What goes wrong when a method is called, or a property is read.
enum class KeyringFault {
  /// There is never an answer.
  silence,
  /// The keyring leaves the bus without an answer.
  death,
  /// The answer is of another type.
  wrong_type,
  /// The answer is the error `error_name`.
  error,
};

/// What becomes of a prompt.
enum class PromptEnd { confirmed, dismissed, wrong_type, never, death };

struct FakeSecretServiceOptions {
  bool has_default_collection = true;
  bool locked = false;
  /// By the name of the method, or of the property that is read.
  std::map<std::string, KeyringFault> faults = {};
  std::string error_name = "org.example.Error.Unlucky";
  PromptEnd prompt_end = PromptEnd::confirmed;
};

/// An item as plex makes it.
FakeItem plex_item(const std::string& account, const std::string& secret);

/// The keyring without the bus. One thread at a time may use it.
class FakeVault {
 public:
  explicit FakeVault(FakeSecretServiceOptions options) : options_(std::move(options)) {}

  void add_item(FakeItem item);
  /// By their paths on the bus.
  [[nodiscard]] const std::map<std::string, FakeItem>& items() const { return items_; }
  /// True once the keyring must leave the bus.
  [[nodiscard]] bool is_dead() const { return dead_; }

  /// Answers the call of a method, or of the property `method`, whose name has been read. Throws
  /// std::runtime_error for a call that no keyring would understand.
  void answer(sd_bus_message* call, const std::string& method);

 private:
  using Attributes = std::map<std::string, std::string>;

  void answer_service(sd_bus_message* call, const std::string& method);
  void answer_collection(sd_bus_message* call, const std::string& method);
  void answer_item(sd_bus_message* call, const std::string& method);
  void misbehave(sd_bus_message* call, const std::string& method, KeyringFault fault);
  void search(sd_bus_message* call) const;
  void create_item(sd_bus_message* call);
  void show_prompt(sd_bus_message* call);
  void check_session(sd_bus_message* call) const;

  FakeSecretServiceOptions options_;
  std::map<std::string, FakeItem> items_;
  bool has_session_ = false;
  bool dead_ = false;
};

}  // namespace plex::test
