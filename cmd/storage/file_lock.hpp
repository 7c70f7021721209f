// SPDX-License-Identifier: MIT
//
// A lock that one process at a time can have, so that processes which change the same file take
// turns. It lies on a file of its own: one that is replaced while others wait for it would let two
// of them in. What is done under the lock is left to the caller.
#pragma once

#include <filesystem>

#include "cmd/file_descriptor.hpp"
#include "src/deadline.hpp"
#include "src/http/retry.hpp"

namespace plex::cmd {

/// The lock is given back on destruction, and by the system when the process ends. Never hold it
/// while a person or the network is waited for.
class FileLock {
 public:
  /// Opens the lock file, without waiting; it is made with mode 0600 if there is none, and never
  /// removed. Throws FileError, also for a symbolic link.
  explicit FileLock(const std::filesystem::path& path);

  /// Takes the lock. While another process has it, this asks again after each `tools.sleep`, until
  /// `limit` has passed by `tools.now`: then it returns false. On a file system without locks it
  /// returns true at once. Throws FileError.
  [[nodiscard]] bool acquire(Milliseconds limit, const RetryTools& tools) const;

 private:
  std::filesystem::path path_;
  FileDescriptor file_;
};

}  // namespace plex::cmd
