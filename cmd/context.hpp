// SPDX-License-Identifier: MIT
//
// Everything that a run needs from outside: streams, environment, network, terminal, clock. The
// program fills it from its process, a test with whatever it needs.
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

struct Context {
  Console console;
  /// What `-` as a file name stands for.
  int stdin_fd = 0;
  bool stdout_is_terminal = false;
  bool stderr_is_terminal = false;
  Environment environment = {};
  Terminal terminal = {};
  std::function<std::unique_ptr<HttpTransport>(TransportOptions)> make_transport = {};
  RetryTools tools = {};
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
