// SPDX-License-Identifier: MIT
#include "cmd/storage/owned_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cmd/file_descriptor.hpp"
#include "cmd/storage/private_file.hpp"

namespace plex::cmd {
namespace {

namespace fs = std::filesystem;

/// Why a file with this status is not trusted with a secret; nullptr if it is.
const char* fault_of(const struct stat& status) noexcept {
  if (S_ISLNK(status.st_mode)) {
    return "it is a symbolic link";
  }
  if (!S_ISREG(status.st_mode)) {
    return "it is not a regular file";
  }
  return status.st_uid == ::geteuid() ? nullptr : "it belongs to another user";
}

/// Why the file could not be opened: its fault, or else what errno says.
FileError open_error(const fs::path& path) {
  const FileError reason(path, std::strerror(errno));
  struct stat status {};
  const char* fault = ::lstat(path.c_str(), &status) == 0 ? fault_of(status) : nullptr;
  return fault == nullptr ? reason : FileError(path, fault);
}

/// All that the file holds, whose size was `expected`.
Secret read_whole(const FileDescriptor& file, const fs::path& path, std::size_t expected,
                  std::size_t limit) {
  if (expected > limit) {
    throw FileError(path, fmt::format("it is larger than {} bytes", limit));
  }
  // One byte more shows that the file has grown.
  std::vector<char> buffer(expected + 1);
  std::size_t size = 0;
  ssize_t count = 0;
  do {
    count = ::read(file.get(), buffer.data() + size, buffer.size() - size);
    if (count < 0) {
      throw FileError(path, std::strerror(errno));
    }
    size += static_cast<std::size_t>(count);
  } while (count > 0 && size <= expected);
  // The buffer goes whole into the Secret first, so that all of it is wiped.
  const Secret whole(std::move(buffer));
  if (size > expected) {
    throw FileError(path, "it changed while it was read");
  }
  return Secret(whole.reveal().substr(0, size));
}

OthersAccess end_others_access(const FileDescriptor& file, const struct stat& status) noexcept {
  if ((status.st_mode & 077U) == 0) {
    return OthersAccess::none;
  }
  return ::fchmod(file.get(), S_IRUSR | S_IWUSR) == 0 ? OthersAccess::ended : OthersAccess::remains;
}

}  // namespace

std::optional<OwnedFile> read_owned_file(const fs::path& path, std::size_t limit) {
  // Without O_NONBLOCK, opening a pipe that nobody writes to would never return.
  const FileDescriptor file(
      ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
  if (!file) {
    if (errno == ENOENT) {
      return std::nullopt;
    }
    throw open_error(path);
  }
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) {
    throw FileError(path, std::strerror(errno));
  }
  if (const char* fault = fault_of(status)) {
    throw FileError(path, fault);
  }
  const OthersAccess access = end_others_access(file, status);
  return OwnedFile{read_whole(file, path, static_cast<std::size_t>(status.st_size), limit), access};
}

}  // namespace plex::cmd
