// SPDX-License-Identifier: MIT
//
// Files that are replaced: what is there afterwards, and that every failure leaves the old file
// whole and nothing beside it.
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <functional>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "cmd/storage/private_file.hpp"
#include "tests/support/forked.hpp"
#include "tests/support/plex_process.hpp"
#include "tests/support/temporary_directory.hpp"

namespace plex::test {
namespace {

namespace fs = std::filesystem;

std::string try_to_replace(const fs::path& path, std::string_view text) {
  try {
    cmd::replace_file(path, text);
  } catch (const cmd::FileError& error) {
    return error.path().string() + ": " + error.what();
  }
  return "replaced";
}

/// A directory with one file, on which a copy of this process tries its hand.
struct Attempt {
  TemporaryDirectory directory = {};
  fs::path path = directory.write_file("file", "old");

  ForkedResult run(const std::function<void()>& prepare) const {
    return run_forked([&] {
      prepare();
      return try_to_replace(path, std::string(1000, 'x'));
    });
  }

  /// What is there: the content of the file, and how many files there are.
  void check_that_only_the_old_file_is_there() const {
    CHECK(directory.read_file("file") == "old");
    CHECK(std::distance(fs::directory_iterator(directory.path()), {}) == 1);
  }
};

}  // namespace

TEST_CASE("a file is replaced by one for its owner alone whatever was there") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "file";
  const std::string large(1'000'000, 'x');
  for (const std::string& text : {large, std::string("second"), std::string()}) {
    CHECK(try_to_replace(path, text) == "replaced");
    CHECK(directory.read_file("file") == text);
    CHECK(mode_of(path) == 0600);
  }
  directory.write_file("file", "open to all", 0666);
  CHECK(try_to_replace(path, "closed") == "replaced");
  CHECK(mode_of(path) == 0600);
  const mode_t before = ::umask(0777);
  CHECK(try_to_replace(path, "under a umask") == "replaced");
  ::umask(before);
  CHECK(mode_of(path) == 0600);
  CHECK(std::distance(fs::directory_iterator(directory.path()), {}) == 1);
}

TEST_CASE("a symbolic link is replaced and what it points to is not") {
  const TemporaryDirectory directory;
  const fs::path target = directory.write_file("target", "untouched");
  const fs::path link = directory.path() / "link";
  fs::create_symlink(target, link);
  CHECK(try_to_replace(link, "text") == "replaced");
  CHECK(fs::is_regular_file(fs::symlink_status(link)));
  CHECK(directory.read_file("target") == "untouched");
}

TEST_CASE("a disk that is full leaves the old file and nothing else") {
  for (const std::size_t room : {0U, 1U, 999U}) {
    CAPTURE(room);
    const Attempt attempt;
    const ForkedResult result = attempt.run([&] {
      std::signal(SIGXFSZ, SIG_IGN);
      limit_file_size(room);
    });
    CHECK(result.said == attempt.path.string() + ": File too large");
    attempt.check_that_only_the_old_file_is_there();
  }
}

TEST_CASE("a signal in the middle of the write leaves the old file and nothing else") {
  const Attempt attempt;
  const ForkedResult result = attempt.run([] { limit_file_size(10); });
  CHECK(result.status == 128 + SIGXFSZ);
  attempt.check_that_only_the_old_file_is_there();
}

TEST_CASE("a step that fails leaves the old file and nothing else") {
  for (const long step : {SYS_fchmod, SYS_fsync,
#ifdef SYS_rename
                          SYS_rename,
#endif
                          SYS_renameat, SYS_renameat2}) {
    CAPTURE(step);
    const Attempt attempt;
    const ForkedResult result = attempt.run([&] { fail_system_call(step, EIO); });
    if (result.said == "replaced") {
      CHECK(step >= SYS_renameat);  // the C library of this machine renames by another call
      continue;
    }
    CHECK(result.said == attempt.path.string() + ": Input/output error");
    attempt.check_that_only_the_old_file_is_there();
  }
}

TEST_CASE("a directory that cannot be written or is missing is named with the reason") {
  const Attempt attempt;
  if (::geteuid() == 0) {
    REQUIRE(::chown(attempt.directory.path().c_str(), nobody, nobody) == 0);
  }
  fs::permissions(attempt.directory.path(), static_cast<fs::perms>(0555));
  CHECK(attempt.run(become_nobody).said == attempt.path.string() + ": Permission denied");
  attempt.check_that_only_the_old_file_is_there();
  const fs::path nowhere = attempt.directory.path() / "no/file";
  CHECK(try_to_replace(nowhere, "x") == nowhere.string() + ": No such file or directory");
}

TEST_CASE("a directory is not replaced") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "directory";
  fs::create_directory(path);
  CHECK(try_to_replace(path, "x") == path.string() + ": Is a directory");
  CHECK(std::distance(fs::directory_iterator(directory.path()), {}) == 1);
}

}  // namespace plex::test
