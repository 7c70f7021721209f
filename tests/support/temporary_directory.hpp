// SPDX-License-Identifier: MIT
//
// A directory for one test, so that no test touches the files of the person who runs it or sees the
// files of another test.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace plex::test {

/// A new, empty directory, mode 0700, that is removed with all its content on destruction, even
/// when a test took the permission to do so away.
class TemporaryDirectory {
 public:
  /// Throws std::system_error when it cannot be made.
  TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Writes a file below the directory, making the directories between, with exactly this mode
  /// whatever the umask is. Returns its path. Throws std::system_error.
  std::filesystem::path write_file(const std::filesystem::path& name, std::string_view bytes,
                                   mode_t mode = 0600) const;
  /// The bytes of a file below the directory. Throws std::system_error when it cannot be read.
  [[nodiscard]] std::string read_file(const std::filesystem::path& name) const;

 private:
  std::filesystem::path path_;
};

/// The permission bits of a file or directory, of the link itself when it is one. Throws
/// std::system_error when there is none.
[[nodiscard]] mode_t mode_of(const std::filesystem::path& path);

}  // namespace plex::test
