// SPDX-License-Identifier: MIT
//
// FileDescriptor owns one open file descriptor, so that no test tool leaks one. The few calls that
// several tools need are here too; what is read and written is left to the tools.
#pragma once

#include <unistd.h>

#include <chrono>
#include <string>
#include <utility>

namespace plex::test {

/// Owns a file descriptor and closes it once. -1 means that it owns none.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  /// Takes ownership of `number`; a negative number means none.
  explicit FileDescriptor(int number) noexcept : number_(number) {}
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() { reset(); }

  /// The number, for system calls; it stays owned here.
  [[nodiscard]] int get() const noexcept { return number_; }
  [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }

  /// Closes the descriptor now; a second call does nothing.
  void reset() noexcept {
    if (number_ >= 0) {
      ::close(number_);
    }
    number_ = -1;
  }

 private:
  int number_ = -1;
};

/// The two ends of a pipe; both are closed on exec.
struct Pipe {
  FileDescriptor read_end;
  FileDescriptor write_end;
};

/// Throws std::system_error.
[[nodiscard]] Pipe make_pipe();

/// Opens a file, closed on exec; one that is made has mode 0600. Throws std::system_error.
[[nodiscard]] FileDescriptor open_file(const std::string& path, int flags);

/// Throws std::system_error.
void set_non_blocking(const FileDescriptor& descriptor);

/// Appends to `into` what can be read from a non-blocking descriptor now. False when its end was
/// reached, or it failed: no more will come.
[[nodiscard]] bool read_available(const FileDescriptor& descriptor, std::string& into);

using Deadline = std::chrono::steady_clock::time_point;

/// The time left as poll() wants it: milliseconds, rounded up, never negative.
[[nodiscard]] int poll_timeout(Deadline deadline);

/// Throws std::system_error for the current errno; `what` names the call or the file.
[[noreturn]] void throw_errno(const std::string& what);

}  // namespace plex::test
