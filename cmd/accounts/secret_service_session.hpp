// SPDX-License-Identifier: MIT
//
// What is said to a keyring by the Secret Service API: its calls, with the attributes that make an
// item ours. What a caller does about a locked or a missing keyring is left to secret_service.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cmd/accounts/message_bus.hpp"
#include "src/deadline.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

/// The items of an account, as object paths.
struct FoundItems {
  std::vector<std::string> unlocked;
  std::vector<std::string> locked;
};

/// One connection to the keyring. Objects are named by their paths on the bus; a path `/` is none,
/// which is an empty string here. Every function throws BusError and waits until the time that was
/// set last.
class SecretServiceSession {
 public:
  /// Loads `library` and connects to the bus, but calls nothing yet.
  SecretServiceSession(const std::string& library, Clock::time_point until)
      : bus_(library, until), until_(until) {}

  void wait_until(Clock::time_point until) { until_ = until; }

  std::string find_default_collection();
  bool is_locked(const std::string& collection);
  /// The prompt that a person must confirm first, if there is one.
  std::string unlock(const std::string& collection);

  FoundItems find_items(std::string_view account);
  /// The item that was changed last; the first of several. There must be one: if there are more,
  /// another program has copied or moved one.
  std::string find_newest(const std::vector<std::string>& items);
  Secret read_secret(const std::string& item);
  /// Creates or replaces the item of the account. Returns the prompt that a person must confirm
  /// first, if there is one: then nothing was changed.
  std::string create_item(const std::string& collection, std::string_view account,
                          const Secret& secret);
  /// Returns the prompt that a person must confirm first, if there is one.
  std::string delete_item(const std::string& item);

  void show_prompt(const std::string& prompt);
  /// Waits for the person after show_prompt(); false if the prompt is dismissed.
  bool await_prompt(const std::string& prompt, Clock::time_point until);

 private:
  BusMessage new_call(const std::string& path, const char* interface, const char* method) const;
  BusMessage call(const BusMessage& message) { return bus_.call(message, until_); }
  BusMessage get_property(const std::string& path, const char* interface, const char* name);
  std::uint64_t read_time_of_change(const std::string& item);
  const std::string& open_session();

  MessageBus bus_;
  Clock::time_point until_;
  /// The session in which secrets are exchanged; empty before the first one.
  std::string session_;
};

}  // namespace plex::cmd
