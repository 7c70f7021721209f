// SPDX-License-Identifier: MIT
#include "tests/support/temporary_directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <system_error>

#include "tests/support/file_descriptor.hpp"

namespace plex::test {
namespace {

void write_all(const FileDescriptor& file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file.get(), bytes.data(), bytes.size());
    if (count < 0) {
      throw_errno("write");
    }
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void give_back_permissions(const std::filesystem::path& directory) {
  std::error_code ignored;
  std::filesystem::permissions(directory, std::filesystem::perms::owner_all,
                               std::filesystem::perm_options::add, ignored);
  for (const auto& entry : std::filesystem::directory_iterator(directory, ignored)) {
    if (entry.symlink_status(ignored).type() == std::filesystem::file_type::directory) {
      give_back_permissions(entry.path());
    }
  }
}

}  // namespace

TemporaryDirectory::TemporaryDirectory() {
  std::string name = std::filesystem::temp_directory_path() / "plex-test-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) {
    throw_errno(name);
  }
  path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  give_back_permissions(path_);
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TemporaryDirectory::write_file(const std::filesystem::path& name,
                                                     std::string_view bytes, mode_t mode) const {
  const std::filesystem::path file_path = path_ / name;
  std::filesystem::create_directories(file_path.parent_path());
  const FileDescriptor file = open_file(file_path, O_WRONLY | O_CREAT | O_TRUNC);
  write_all(file, bytes);
  if (::fchmod(file.get(), mode) != 0) {
    throw_errno(file_path);
  }
  return file_path;
}

std::string TemporaryDirectory::read_file(const std::filesystem::path& name) const {
  const FileDescriptor file = open_file(path_ / name, O_RDONLY);
  std::string bytes;
  std::array<char, 16384> buffer{};
  for (;;) {
    const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
    if (count < 0) {
      throw_errno(name);
    }
    if (count == 0) {
      return bytes;
    }
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

mode_t mode_of(const std::filesystem::path& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) {
    throw_errno(path);
  }
  return status.st_mode & 07777U;
}

}  // namespace plex::test
