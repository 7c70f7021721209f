// SPDX-License-Identifier: MIT
//
// Runs a program as a script does, with a given environment and given standard streams, and returns
// its output and how it ended. What only a process has is tested through this. Programs that talk
// to a terminal are left to Pty.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "tests/support/words.hpp"

namespace plex::test {

/// The stream is closed when the program starts.
struct Closed {};

/// The stream is /dev/null.
struct DevNull {};

/// The stream is a pipe that holds this text and then ends.
struct FromText {
  std::string text;
};

/// The stream reads this file.
struct FromFile {
  std::string path;
};

/// The stream is a pipe that is read to the end of the program.
struct Captured {};

/// The stream writes to this file, such as /dev/full; it is created if it is missing and
/// appended to if it is not.
struct ToFile {
  std::string path;
};

/// The stream is a pipe that nobody reads.
struct BrokenPipe {};

using ProcessInput = std::variant<DevNull, Closed, FromText, FromFile>;
using ProcessOutput = std::variant<Captured, Closed, DevNull, ToFile, BrokenPipe>;

struct ProcessOptions {
  /// A path; PATH is not searched.
  std::string program = {};
  /// What follows argv[0], which is `program`.
  Words arguments = {};
  /// The whole environment: nothing is inherited.
  Variables environment = {};
  ProcessInput input = DevNull{};
  ProcessOutput out = Captured{};
  ProcessOutput err = Captured{};
  /// The working directory; empty means that of this program.
  std::string working_directory = {};
  /// From the start of the program. It is killed when this has passed.
  std::chrono::milliseconds limit = std::chrono::seconds{20};
  /// Ignore SIGPIPE, as some parents do; otherwise every signal has its default action.
  bool ignore_sigpipe = false;
  std::optional<mode_t> umask = {};
  /// Start the program with no argv at all, not even argv[0]; `arguments` are ignored. Newer
  /// kernels then pass one empty argument.
  bool empty_argv = false;
};

struct ProcessResult {
  /// As a shell has it: the exit code, or 128 + the number of the signal that ended it.
  int status = 0;
  /// What was captured; empty for a stream that was not.
  std::string out = {};
  std::string err = {};
  /// From the start of the program to the moment its end was noticed.
  std::chrono::milliseconds took = {};
  /// Whether the limit passed and the program was killed for it.
  bool timed_out = false;
};

/// A program that runs, without a controlling terminal. Destruction kills it and its process group.
/// One thread at a time may use it.
class Process {
 public:
  /// Returns once the program runs. Throws std::system_error when it cannot be started or a file
  /// for one of its streams cannot be opened.
  explicit Process(const ProcessOptions& options);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  [[nodiscard]] pid_t pid() const;
  /// Sends a signal to the program alone.
  void signal(int number) const;
  /// Waits until the program ends or its limit passes, and gathers what it wrote. A program that
  /// the first one left behind is not waited for. To be called once.
  [[nodiscard]] ProcessResult wait();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Starts the program and waits for its end. Throws what Process throws.
[[nodiscard]] ProcessResult run_process(const ProcessOptions& options);

}  // namespace plex::test
