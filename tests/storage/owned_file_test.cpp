// SPDX-License-Identifier: MIT
//
// Files that are trusted: which are, which are not and why, and what happens to the rights of
// others.
#include "cmd/storage/owned_file.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include "cmd/storage/private_file.hpp"
#include "tests/support/file_descriptor.hpp"
#include "tests/support/forked.hpp"
#include "tests/support/plex_process.hpp"
#include "tests/support/temporary_directory.hpp"

namespace plex::test {
namespace {

namespace fs = std::filesystem;
using cmd::OthersAccess;

std::string text_of(const fs::path& path, std::size_t limit) {
  return std::string(cmd::read_owned_file(path, limit)->content.reveal());
}

/// "PATH: REASON" of the FileError with which reading ends.
std::string refusal_of(const fs::path& path, std::size_t limit = 100) {
  try {
    cmd::read_owned_file(path, limit);
  } catch (const cmd::FileError& error) {
    return error.path().string() + ": " + error.what();
  }
  return "none";
}

void make_socket(const fs::path& path) {
  const FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  REQUIRE(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
}

}  // namespace

TEST_CASE("all of a file of ours is read and a missing one is nothing") {
  const TemporaryDirectory directory;
  const std::string bytes("0123\0\xFF\n789", 10);
  const fs::path path = directory.write_file("file", bytes);
  CHECK(text_of(path, 10) == bytes);
  CHECK(text_of(path, 1'000'000) == bytes);
  CHECK(text_of(directory.write_file("empty", ""), 10) == "");
  CHECK_FALSE(cmd::read_owned_file(directory.path() / "missing", 10));
  CHECK_FALSE(cmd::read_owned_file(directory.path() / "missing/below", 10));
}

TEST_CASE("a file that is larger than the limit is refused") {
  const TemporaryDirectory directory;
  const fs::path path = directory.write_file("file", "0123456789");
  CHECK(refusal_of(path, 9) == path.string() + ": it is larger than 9 bytes");
}

TEST_CASE("what is no regular file is refused at once and named") {
  const TemporaryDirectory directory;
  const fs::path file = directory.write_file("file", "content");
  fs::create_symlink(file, directory.path() / "link");
  fs::create_symlink("nowhere", directory.path() / "dangling");
  fs::create_symlink("loop", directory.path() / "loop");
  fs::create_directory(directory.path() / "directory");
  REQUIRE(::mkfifo((directory.path() / "pipe").c_str(), 0600) == 0);
  make_socket(directory.path() / "socket");
  for (const std::string name : {"link", "dangling", "loop"}) {
    CAPTURE(name);
    const fs::path path = directory.path() / name;
    CHECK(refusal_of(path) == path.string() + ": it is a symbolic link");
  }
  for (const fs::path& path : {directory.path() / "directory", directory.path() / "pipe",
                               directory.path() / "socket", fs::path("/dev/null")}) {
    CAPTURE(path.string());
    CHECK(refusal_of(path) == path.string() + ": it is not a regular file");
  }
  CHECK(refusal_of(file / "below") == (file / "below").string() + ": Not a directory");
  CHECK(directory.read_file("file") == "content");
}

TEST_CASE("a file of another user is refused whether or not it can be opened") {
  const TemporaryDirectory directory;
  const fs::path path = directory.write_file("file", "content", 0644);
  if (::chown(path.c_str(), nobody, nobody) != 0) {
    MESSAGE("only root can give a file to another user");
    return;
  }
  CHECK(refusal_of(path) == path.string() + ": it belongs to another user");
  CHECK(mode_of(path) == 0644);
  const fs::path closed = directory.write_file("closed", "content");
  fs::permissions(directory.path(), static_cast<fs::perms>(0755));
  const ForkedResult result = run_forked([&] {
    become_nobody();
    return refusal_of(closed);
  });
  CHECK(result.said == closed.string() + ": it belongs to another user");
}

TEST_CASE("a file of ours that may not be read is named with the reason") {
  const TemporaryDirectory directory;
  const fs::path path = directory.write_file("file", "content", 0000);
  const bool root = ::geteuid() == 0;
  REQUIRE((!root || ::chown(path.c_str(), nobody, nobody) == 0));
  fs::permissions(directory.path(), static_cast<fs::perms>(0755));
  const ForkedResult result = run_forked([&] {
    become_nobody();
    return refusal_of(path);
  });
  CHECK(result.said == path.string() + ": Permission denied");
}

TEST_CASE("the rights of others on a file end when it is read") {
  const TemporaryDirectory directory;
  for (const mode_t mode : {0640U, 0604U, 0620U, 0602U, 0610U, 0601U, 0777U}) {
    CAPTURE(mode);
    const fs::path path = directory.write_file("file", "x", mode);
    CHECK(cmd::read_owned_file(path, 10)->others == OthersAccess::ended);
    CHECK(mode_of(path) == 0600);
    CHECK(cmd::read_owned_file(path, 10)->others == OthersAccess::none);
  }
  const fs::path read_only = directory.write_file("read-only", "x", 0400);
  CHECK(cmd::read_owned_file(read_only, 10)->others == OthersAccess::none);
  CHECK(mode_of(read_only) == 0400);
}

TEST_CASE("rights of others that the system does not let end are reported") {
  const TemporaryDirectory directory;
  const fs::path path = directory.write_file("file", "x", 0644);
  const ForkedResult result = run_forked([&] {
    fail_system_call(SYS_fchmod, EROFS);
    const auto file = cmd::read_owned_file(path, 10);
    return std::string(file->others == OthersAccess::remains ? "remains" : "other");
  });
  CHECK(result.said == "remains");
  CHECK(mode_of(path) == 0644);
}

}  // namespace plex::test
