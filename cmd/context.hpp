// SPDX-License-Identifier: MIT
//
// Everything that a run needs from outside: streams, environment, network, terminal, keyring,
// clock. The program fills it from its process, a test with whatever it needs.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cmd/console.hpp"
#include "src/deadline.hpp"
#include "src/http/http.hpp"
#include "src/http/retry.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

using Environment = std::map<std::string, std::string, std::less<>>;

enum class Echo { on, off };

/// The person at the terminal.
struct Terminal {
  /// True if standard input and standard error are terminals, so that somebody can answer.
  bool interactive = false;
  /// Shows `question` and reads one line, without its end. Nothing if the person cancels.
  std::function<std::optional<Secret>(std::string_view question, Echo echo)> prompt;
};

/// What a keyring says when it is asked whether it can keep a token.
enum class KeyringState {
  /// The default collection exists and is unlocked.
  ready,
  /// The default collection exists, and a person must unlock it.
  locked,
  /// There is no message bus, no keyring on it, or no library to talk to it.
  unavailable,
  /// There is a keyring, but it has no default collection.
  no_collection,
  /// It did not answer in time.
  silent,
};

/// The keyring of the person, which keeps one token per account. `account` is the account's uuid.
/// Every function but `probe` throws Error: store_locked, store_unavailable.
struct Keyring {
  std::function<KeyringState(Milliseconds limit)> probe;
  /// Lets the person unlock the default collection; false if the person dismisses the prompt.
  std::function<bool()> unlock;
  /// The token that is kept for the account, if there is one. Throws also store_unreadable, if what
  /// is kept is not a token.
  std::function<std::optional<Secret>(std::string_view account)> find;
  /// Keeps the token, and replaces the one that was kept.
  std::function<void(std::string_view account, const Secret& token)> store;
  /// Forgets the token, if there is one.
  std::function<void(std::string_view account)> remove;
};

struct Context {
  Console console;
  /// What `-` as a file name stands for.
  int stdin_fd = 0;
  bool stdout_is_terminal = false;
  bool stderr_is_terminal = false;
  Environment environment = {};
  Terminal terminal = {};
  Keyring keyring = {};
  std::function<std::unique_ptr<HttpTransport>(TransportOptions)> make_transport = {};
  RetryTools tools = {};
  /// Opens a page in the person's browser and does not wait; see cmd/browser.hpp.
  std::function<void(std::vector<std::string> command, const std::string& url)> open_browser = {};
  /// The variable that the token of this run came from; empty for any other source.
  std::string token_variable = {};
  /// Versions of the network libraries, for `--version`.
  std::function<std::string()> library_versions = {};

  /// The value of an environment variable; nothing if it is unset or empty.
  std::optional<std::string> variable(std::string_view name) const {
    const auto found = environment.find(name);
    if (found == environment.end() || found->second.empty()) {
      return std::nullopt;
    }
    return found->second;
  }
};

}  // namespace plex::cmd
