// SPDX-License-Identifier: MIT
//
// A file that lives as long as its object, for tests that pass a certificate or a secret to a
// program by file name. Whole directories are left to temporary_directory.hpp.
#pragma once

#include <string>
#include <string_view>

namespace plex::test {

/// A new file of mode 0600 in the directory for temporary files, removed by the destructor.
class TemporaryFile {
 public:
  /// Throws std::system_error when the file cannot be made or written.
  explicit TemporaryFile(std::string_view content);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  TemporaryFile(TemporaryFile&&) = delete;
  TemporaryFile& operator=(TemporaryFile&&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace plex::test
