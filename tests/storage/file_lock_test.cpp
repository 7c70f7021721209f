// SPDX-License-Identifier: MIT
//
// The lock by itself, with a clock that moves only when somebody sleeps. Processes that meet at it
// are in tests/process/account_store_test.cpp.
#include "cmd/storage/file_lock.hpp"

#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <cerrno>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include "cmd/storage/private_file.hpp"
#include "tests/support/file_descriptor.hpp"
#include "tests/support/forked.hpp"
#include "tests/support/kept_accounts.hpp"
#include "tests/support/temporary_directory.hpp"

namespace plex::test {
namespace {

namespace fs = std::filesystem;

constexpr Milliseconds ten_seconds{10'000};

std::string failure_to_open(const fs::path& path) {
  try {
    const cmd::FileLock lock(path);
  } catch (const cmd::FileError& error) {
    return error.path().string() + ": " + error.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("a lock that nobody has is taken at once and can be taken again afterwards") {
  StoreWorld world;
  const fs::path path = world.home.path() / "lock";
  for (int times = 0; times < 2; ++times) {
    CAPTURE(times);
    const cmd::FileLock lock(path);
    CHECK(lock.acquire(ten_seconds, world.context.tools));
  }
  CHECK(world.waits.empty());
  CHECK(fs::is_empty(path));
  CHECK(mode_of(path) == 0600);
}

TEST_CASE("a lock file is usable under any umask") {
  const TemporaryDirectory directory;
  const mode_t before = ::umask(0777);
  CHECK(failure_to_open(directory.path() / "lock") == "none");
  ::umask(before);
  CHECK(mode_of(directory.path() / "lock") == 0600);
}

TEST_CASE("a lock that another process has is asked for until the limit") {
  for (const double jitter : {0.0, 0.5, 1.0}) {
    CAPTURE(jitter);
    StoreWorld world;
    world.context.tools.jitter = [&] { return jitter; };
    const fs::path path = world.home.path() / "lock";
    const cmd::FileLock first(path);
    REQUIRE(first.acquire(ten_seconds, world.context.tools));
    const cmd::FileLock second(path);
    const Clock::time_point start = world.now;
    CHECK_FALSE(second.acquire(ten_seconds, world.context.tools));
    CHECK(world.now - start == ten_seconds);
    CHECK(world.waits.front() == Milliseconds(jitter == 0.0 ? 50 : jitter == 0.5 ? 75 : 100));
  }
}

TEST_CASE("a lock that is given back while somebody waits is theirs") {
  StoreWorld world;
  const fs::path path = world.home.path() / "lock";
  FileDescriptor holder = open_file(path, O_RDWR | O_CREAT);
  REQUIRE(::flock(holder.get(), LOCK_EX) == 0);
  world.after_wait = [&] {
    if (world.waits.size() == 30) {
      holder.reset();
    }
  };
  const cmd::FileLock lock(path);
  CHECK(lock.acquire(ten_seconds, world.context.tools));
  CHECK(world.waits.size() == 30);
}

TEST_CASE("without a limit a lock is asked for once") {
  StoreWorld world;
  const fs::path path = world.home.path() / "lock";
  const cmd::FileLock first(path);
  REQUIRE(first.acquire(ten_seconds, world.context.tools));
  CHECK_FALSE(cmd::FileLock(path).acquire(Milliseconds(0), world.context.tools));
  CHECK(world.waits.empty());
}

TEST_CASE("a file system without locks does not stop anybody and another failure does") {
  struct Failure {
    int error;
    std::string outcome;
  };
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "lock";
  for (const Failure& failure : {Failure{ENOLCK, "taken"}, Failure{EOPNOTSUPP, "taken"},
                                 Failure{EIO, "exception: Input/output error"}}) {
    CAPTURE(failure.error);
    const ForkedResult result = run_forked([&] {
      fail_system_call(SYS_flock, failure.error);
      StoreWorld world;
      const cmd::FileLock lock(path);
      return std::string(lock.acquire(ten_seconds, world.context.tools) ? "taken" : "not taken");
    });
    CHECK(result.said == failure.outcome);
  }
}

TEST_CASE("a lock file that cannot be opened is named with the reason") {
  const TemporaryDirectory directory;
  const fs::path link = directory.path() / "link";
  fs::create_symlink("target", link);
  CHECK(failure_to_open(link) == link.string() + ": Too many levels of symbolic links");
  CHECK_FALSE(fs::exists(directory.path() / "target"));
  CHECK(failure_to_open(directory.path()) == directory.path().string() + ": Is a directory");
  const fs::path nowhere = directory.path() / "no/lock";
  CHECK(failure_to_open(nowhere) == nowhere.string() + ": No such file or directory");
}

}  // namespace plex::test
