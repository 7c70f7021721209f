// SPDX-License-Identifier: MIT
//
// A keyring in the memory of the test, in any state that a real one can be in. The real one is
// tested with its own tests.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "cmd/context.hpp"
#include "src/error.hpp"
#include "src/secret.hpp"

namespace plex::test {

struct MemoryKeyring {
  cmd::KeyringState state = cmd::KeyringState::ready;
  /// Whether the person who is asked to unlock it does so.
  bool person_unlocks = false;
  std::map<std::string, std::string, std::less<>> tokens = {};
  /// How often anything of it was called.
  int calls = 0;

  /// What a run uses. The keyring must outlive it.
  cmd::Keyring keyring() {
    return {.probe =
                [this](Milliseconds) {
                  ++calls;
                  return state;
                },
            .unlock =
                [this] {
                  ++calls;
                  state = person_unlocks ? cmd::KeyringState::ready : state;
                  return person_unlocks;
                },
            .find = [this](std::string_view account) -> std::optional<Secret> {
              use();
              const auto found = tokens.find(account);
              return found == tokens.end() ? std::nullopt : std::optional(Secret(found->second));
            },
            .store =
                [this](std::string_view account, const Secret& token) {
                  use();
                  tokens.insert_or_assign(std::string(account), std::string(token.reveal()));
                },
            .remove =
                [this](std::string_view account) {
                  use();
                  tokens.erase(std::string(account));
                }};
  }

 private:
  void use() {
    ++calls;
    if (state == cmd::KeyringState::locked) {
      throw Error(ErrorCode::store_locked, "the keyring is locked");
    }
    if (state != cmd::KeyringState::ready) {
      throw Error(ErrorCode::store_unavailable, "there is no keyring here");
    }
  }
};

}  // namespace plex::test
