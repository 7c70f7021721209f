// SPDX-License-Identifier: MIT
//
// All that a run takes from the world, handed in: streams, environment, network, terminal, clock.
// The program fills it from its process, a test from whatever it likes.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cmd/console.hpp"
#include "src/http/http.hpp"
#include "src/http/retry.hpp"

namespace plex::cmd {

using Environment = std::map<std::string, std::string, std::less<>>;

enum class Echo { on, off };

/// The person at the terminal.
struct Terminal {
  /// True where standard input and standard error are terminals, so that somebody can answer.
  bool interactive = false;
  /// Shows `question` and reads one line, without its end. Nothing where the person cancels.
  std::function<std::optional<Secret>(std::string_view question, Echo echo)> prompt;
};

struct Context {
  Console console;
  /// Read by `-` as a file name.
  int stdin_fd = 0;
  bool stdout_is_terminal = false;
  bool stderr_is_terminal = false;
  Environment environment = {};
  Terminal terminal = {};
  std::function<std::unique_ptr<HttpTransport>(TransportOptions)> make_transport = {};
  RetryTools tools = {};
  /// Versions of the libraries that talk to the network, for `--version`.
  std::function<std::string()> library_versions = {};

  /// The value of an environment variable; nothing where it is unset or empty.
  std::optional<std::string> variable(std::string_view name) const {
    const auto found = environment.find(name);
    if (found == environment.end() || found->second.empty()) {
      return std::nullopt;
    }
    return found->second;
  }
};

}  // namespace plex::cmd
