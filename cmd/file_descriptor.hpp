// SPDX-License-Identifier: MIT
//
// An open file of this process that its owner closes when it is destroyed.
#pragma once

#include <unistd.h>

#include <utility>

namespace plex::cmd {

class FileDescriptor {
 public:
  /// Takes over `fd`, the result of open(2), which is -1 on failure.
  explicit FileDescriptor(int fd) noexcept : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() {
    if (fd_ >= 0) {
      ::close(fd_);
    }
  }

  explicit operator bool() const noexcept { return fd_ >= 0; }
  int get() const noexcept { return fd_; }

 private:
  int fd_;
};

}  // namespace plex::cmd
