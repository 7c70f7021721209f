// SPDX-License-Identifier: MIT
//
// Pty runs a program on a terminal of its own, as a person at a keyboard does: prompts, echo and
// Ctrl-C are tested through this. Programs without a terminal are left to Process.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "tests/support/words.hpp"

namespace plex::test {

/// Where one of the standard streams of the program goes.
enum class PtyStream { terminal, pipe, dev_null };

struct PtyOptions {
  /// A path; PATH is not searched.
  std::string program = {};
  /// What follows argv[0], which is `program`.
  Words arguments = {};
  /// The whole environment: nothing is inherited, not even TERM.
  Variables environment = {};
  PtyStream in = PtyStream::terminal;
  PtyStream out = PtyStream::terminal;
  PtyStream err = PtyStream::terminal;
  /// What a piped `in` holds before it ends; at most 64 KiB.
  std::string piped_input = {};
};

/// A program and its controlling terminal, 80 columns by 24 rows, in a new session. Destruction
/// kills the program and its process group. One thread at a time may use it.
class Pty {
 public:
  /// Returns once the program runs. Throws std::system_error when it cannot be started.
  explicit Pty(const PtyOptions& options);
  Pty(const Pty&) = delete;
  Pty& operator=(const Pty&) = delete;
  ~Pty();

  /// Reads until the terminal shows `expected` in what no earlier call returned, and returns that
  /// text up to the end of `expected`. Throws std::runtime_error, which quotes what was seen, when
  /// `limit` passes or the program ends before that.
  std::string read_until(std::string_view expected, std::chrono::milliseconds limit);
  /// Types `text`. Enter is "\r"; Ctrl-C "\x03" and Ctrl-D "\x04" act as the terminal is set.
  void type(std::string_view text);
  /// Whether the terminal shows what is typed, now or when the program ended.
  [[nodiscard]] bool echo_is_on() const;
  /// Waits until the echo is as asked; false when `limit` passed before that.
  [[nodiscard]] bool wait_for_echo(bool on, std::chrono::milliseconds limit);
  [[nodiscard]] pid_t pid() const;
  /// Sends a signal to the program alone.
  void signal(int number) const;
  /// Waits for the program to end and returns its status as a shell does: the exit code, or 128 +
  /// the number of the signal. Throws std::runtime_error when `limit` passes before that.
  int wait(std::chrono::milliseconds limit);
  /// Everything the terminal has shown so far, echo included, with "\r\n" for line ends.
  [[nodiscard]] std::string all_output();
  /// What the program wrote so far to a piped `out` or `err`.
  [[nodiscard]] std::string piped_out();
  [[nodiscard]] std::string piped_err();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace plex::test
