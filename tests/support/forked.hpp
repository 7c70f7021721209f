// SPDX-License-Identifier: MIT
//
// Runs a function in a copy of the test's process, for what would end or spoil the test itself:
// limits, other users, system calls that fail, and processes that compete. Programs are started by
// Process instead.
#pragma once

#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>

#include "tests/support/file_descriptor.hpp"

namespace plex::test {

struct ForkedResult {
  /// As a shell has it: 0, or 128 + the number of the signal that ended the copy.
  int status = 0;
  /// What the function returned, or the text of its exception; empty after a signal.
  std::string said;
};

/// One copy that runs. Destruction kills it. No check of a test may be in the function: nobody
/// would hear of it.
class Forked {
 public:
  /// Throws std::system_error.
  explicit Forked(const std::function<std::string()>& work);
  Forked(const Forked&) = delete;
  Forked& operator=(const Forked&) = delete;
  ~Forked();

  [[nodiscard]] bool running();
  /// Waits for the end.
  [[nodiscard]] ForkedResult wait();

 private:
  FileDescriptor said_;
  pid_t pid_ = -1;
  std::optional<int> end_;
};

/// Runs the function in a copy and waits for its end.
[[nodiscard]] ForkedResult run_forked(const std::function<std::string()>& work);

/// In the copy: files cannot grow beyond `bytes`, as on a full disk.
void limit_file_size(std::size_t bytes);

/// In the copy: the system call with this number fails with this error from now on.
void fail_system_call(long number, int error);

/// In the copy: the process ends by SIGSYS as soon as it makes this system call, as suddenly as by
/// SIGKILL.
void end_at_system_call(long number);

/// In the copy: the user nobody, if root runs the tests.
void become_nobody();

}  // namespace plex::test
