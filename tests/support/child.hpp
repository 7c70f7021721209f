// SPDX-License-Identifier: MIT
//
// Child starts a program in a session of its own and looks after it until it is reaped. Which
// descriptors the program gets and what is read from them is left to Process and Pty.
#pragma once

#include <sys/types.h>

#include <array>
#include <optional>
#include <string>

#include "tests/support/file_descriptor.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

/// What to start, and how.
struct ChildOptions {
  /// A path; PATH is not searched.
  std::string program = {};
  /// What follows argv[0], which is `program`.
  Words arguments = {};
  /// Start the program with no argv at all, not even argv[0]; `arguments` are ignored.
  bool empty_argv = false;
  /// The whole environment: nothing is inherited.
  Variables environment = {};
  /// The working directory; empty means that of this program.
  std::string working_directory = {};
  /// Ignore SIGPIPE, as some parents do; otherwise every signal has its default action.
  bool ignore_sigpipe = false;
  std::optional<mode_t> umask = {};
  /// The descriptors that become 0, 1 and 2, -1 for closed. They stay the caller's.
  std::array<int, 3> standard = {-1, -1, -1};
  /// The descriptor of a terminal that becomes the controlling one, -1 for none.
  int controlling_terminal = -1;
};

/// One running program. Destruction kills it and what it started in its process group.
class Child {
 public:
  /// Returns once the program runs. Throws std::system_error when it cannot be started, whatever
  /// the step that failed.
  explicit Child(const ChildOptions& options);
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child();

  [[nodiscard]] pid_t pid() const { return pid_; }
  /// A descriptor that polls readable once the program has ended. It stays owned here.
  [[nodiscard]] int exit_descriptor() const { return exit_descriptor_.get(); }
  /// Sends a signal to the program alone; nothing once it was reaped.
  void signal(int number) const;
  /// Kills the program and its process group.
  void kill() const;
  /// Waits without limit for the program to end, reaps it, and returns how it ended as a shell
  /// does: the exit code, or 128 + the number of the signal. Later calls return the same.
  int reap();

 private:
  pid_t pid_ = -1;
  FileDescriptor exit_descriptor_;
  std::optional<int> end_;
};

}  // namespace plex::test
