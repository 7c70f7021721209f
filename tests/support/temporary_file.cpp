// SPDX-License-Identifier: MIT
#include "tests/support/temporary_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace plex::test {
namespace {

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno != EINTR) {
      return false;
    }
    content.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

TemporaryFile::TemporaryFile(std::string_view content)
    : path_((std::filesystem::temp_directory_path() / "plex-test-XXXXXX").string()) {
  const int descriptor = ::mkstemp(path_.data());
  if (descriptor < 0) {
    throw std::system_error(errno, std::generic_category(), "mkstemp");
  }
  const bool written = write_all(descriptor, content);
  const int error = errno;
  ::close(descriptor);
  if (!written) {
    ::unlink(path_.c_str());
    throw std::system_error(error, std::generic_category(), path_);
  }
}

TemporaryFile::~TemporaryFile() { ::unlink(path_.c_str()); }

}  // namespace plex::test
