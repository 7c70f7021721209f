// SPDX-License-Identifier: MIT
//
// The keyring as a program of its own, for tests of what only a process has and for a real keyring.
// Usage: keyring-tool probe | unlock | find ACCOUNT | store ACCOUNT <TOKEN | remove ACCOUNT
// Prints what the function returns. A failure is its message and its hint on standard error, and
// exit status 3.
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "cmd/accounts/secret_service.hpp"
#include "src/error.hpp"

namespace plex {
namespace {

const char* name_of(cmd::KeyringState state) {
  switch (state) {
    case cmd::KeyringState::ready: return "ready";
    case cmd::KeyringState::locked: return "locked";
    case cmd::KeyringState::unavailable: return "unavailable";
    case cmd::KeyringState::no_collection: return "no collection";
    case cmd::KeyringState::silent: return "silent";
  }
  return "unknown";
}

/// False for words that mean nothing.
bool run(const cmd::Keyring& keyring, const std::vector<std::string>& words) {
  const std::string function = words.empty() ? "" : words[0];
  if (words.size() == 1 && function == "probe") {
    std::cout << name_of(keyring.probe(Milliseconds(1'000))) << "\n";
  } else if (words.size() == 1 && function == "unlock") {
    std::cout << (keyring.unlock() ? "unlocked" : "dismissed") << "\n";
  } else if (words.size() == 2 && function == "find") {
    const auto token = keyring.find(words[1]);
    std::cout << (token ? token->reveal() : "none") << "\n";
  } else if (words.size() == 2 && function == "store") {
    const std::string token(std::istreambuf_iterator<char>(std::cin), {});
    keyring.store(words[1], Secret(token));
  } else if (words.size() == 2 && function == "remove") {
    keyring.remove(words[1]);
  } else {
    return false;
  }
  return true;
}

}  // namespace
}  // namespace plex

int main(int argc, char** argv) {
  const plex::cmd::Keyring keyring = plex::cmd::secret_service_keyring();
  try {
    return plex::run(keyring, {argv + 1, argv + argc}) ? 0 : 2;
  } catch (const plex::Error& error) {
    std::cerr << error.message << "\n" << error.hint << "\n";
    return 3;
  }
}
