// SPDX-License-Identifier: MIT
//
// Private files by themselves: where their directory is and what is made of it, and reading and
// storing. What processes do to each other's files is in tests/process/client_identifier_test.cpp.
#include "cmd/storage/private_file.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <functional>
#include <iterator>
#include <optional>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/temporary_directory.hpp"

namespace plex::test {
namespace {

namespace fs = std::filesystem;

void make(const fs::path& path, const fs::path& root) { cmd::make_state_directory({path, root}); }

/// "PATH: REASON" of the FileError that this throws.
std::string failure_of(const std::function<void()>& operation) {
  try {
    operation();
  } catch (const cmd::FileError& error) {
    return error.path().string() + ": " + error.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("the state directory is that of XDG and no home directory is ever made for it") {
  struct Row {
    std::optional<std::string> state_home;
    std::optional<std::string> home;
    std::string path;
    std::string root;
  };
  for (const Row& row : {
           Row{{}, "/home/dana", "/home/dana/.local/state/plex", "/home/dana"},
           Row{{}, "/home/dana/", "/home/dana/.local/state/plex", "/home/dana/"},
           Row{"state", "/home/dana", "/home/dana/.local/state/plex", "/home/dana"},
           Row{"/srv/state", {}, "/srv/state/plex", "/srv"},
           Row{"/srv/state/", {}, "/srv/state/plex", "/srv"},
           Row{"/srv/state", "/home/dana", "/srv/state/plex", "/srv"},
           Row{"/srv/state", "dana", "/srv/state/plex", "/srv"},
           Row{"/", "/home/dana", "/plex", "/"},
           Row{"/home/dana/a/b", "/home/dana", "/home/dana/a/b/plex", "/home/dana"},
           Row{"/home/dana/a/b", "/home/dana/", "/home/dana/a/b/plex", "/home/dana/"},
           Row{"/home/dana", "/home/dana", "/home/dana/plex", "/home/dana"},
           Row{"/home/danas", "/home/dana", "/home/danas/plex", "/home"},
           Row{"/home", "/home/dana", "/home/plex", "/home"},
       }) {
    CAPTURE(row.path);
    CAPTURE(row.root);
    const auto directory = cmd::find_state_directory(row.state_home, row.home);
    REQUIRE(directory);
    CHECK(directory->path.string() == row.path);
    CHECK(directory->root.string() == row.root);
  }
  CHECK_FALSE(cmd::find_state_directory({}, {}));
  CHECK_FALSE(cmd::find_state_directory("state", "dana"));
}

TEST_CASE("directories that are missing below the root are made for their owner alone") {
  const TemporaryDirectory root;
  fs::create_directory(root.path() / "there");
  fs::permissions(root.path() / "there", static_cast<fs::perms>(0755));
  for (int times = 0; times < 2; ++times) {
    CAPTURE(times);
    make(root.path() / "there/a/b", root.path());
    CHECK(mode_of(root.path() / "there/a") == 0700);
    CHECK(mode_of(root.path() / "there/a/b") == 0700);
  }
  CHECK(mode_of(root.path() / "there") == 0755);
}

TEST_CASE("neither the root nor any directory above it is made") {
  const TemporaryDirectory directory;
  for (const fs::path& root : {directory.path() / "root", directory.path() / "no/such/root"}) {
    CAPTURE(root.string());
    for (const fs::path& below : {root / "a", root / "a/b/c"}) {
      CAPTURE(below.string());
      CHECK(failure_of([&] { make(below, root); }) ==
            root.string() + ": No such file or directory");
      CHECK(failure_of([&] { make(below, root / ""); }) ==
            root.string() + "/: No such file or directory");
    }
  }
  CHECK(fs::is_empty(directory.path()));
}

TEST_CASE("a directory that cannot be made is named with the reason") {
  const TemporaryDirectory root;
  const fs::path file = root.write_file("file", "");
  CHECK(failure_of([&] { make(file / "a", root.path()); }) ==
        (file / "a").string() + ": Not a directory");
  const fs::path link = root.path() / "link";
  fs::create_symlink("nowhere", link);
  CHECK(failure_of([&] { make(link / "a", root.path()); }) ==
        (link / "a").string() + ": No such file or directory");
}

TEST_CASE("a file is read up to the limit and a missing one is nothing") {
  const TemporaryDirectory directory;
  const fs::path path = directory.write_file("file", "0123456789");
  CHECK(cmd::read_private_file(path, 9)->text == "012345678");
  CHECK(cmd::read_private_file(path, 10)->text == "0123456789");
  CHECK(cmd::read_private_file(path, 1'000'000)->text == "0123456789");
  CHECK(cmd::read_private_file("/dev/zero", 3)->text == std::string(3, '\0'));
  CHECK_FALSE(cmd::read_private_file(directory.path() / "missing", 10));
  CHECK(failure_of([&] { cmd::read_private_file(directory.path(), 10); }) ==
        directory.path().string() + ": Is a directory");
  CHECK(failure_of([&] { cmd::read_private_file(path / "below", 10); }) ==
        (path / "below").string() + ": Not a directory");
}

TEST_CASE("reading never waits for a pipe that nobody writes to") {
  const TemporaryDirectory directory;
  const fs::path pipe = directory.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(cmd::read_private_file(pipe, 10)->text == "");
}

TEST_CASE("a file that is open to others is reported and can be restricted to its owner") {
  const TemporaryDirectory directory;
  for (const mode_t mode : {0640U, 0604U, 0620U, 0602U, 0610U, 0601U}) {
    CAPTURE(mode);
    const fs::path path = directory.write_file("file", "x", mode);
    const auto content = cmd::read_private_file(path, 10);
    CHECK(content->open_to_others);
    CHECK(mode_of(path) == mode);
    cmd::restrict_to_owner(*content);
    CHECK(mode_of(path) == 0600);
    CHECK_FALSE(cmd::read_private_file(path, 10)->open_to_others);
  }
}

TEST_CASE("the file that was read is restricted even if another one has its name by then") {
  const TemporaryDirectory directory;
  const fs::path path = directory.write_file("file", "x", 0644);
  const auto content = cmd::read_private_file(path, 10);
  fs::rename(path, directory.path() / "read");
  directory.write_file("file", "y", 0644);
  cmd::restrict_to_owner(*content);
  CHECK(mode_of(directory.path() / "read") == 0600);
  CHECK(mode_of(path) == 0644);
}

TEST_CASE("a text is stored for its owner alone unless something has the name") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "file";
  const std::string large(1'000'000, 'x');
  cmd::store_if_absent(path, large);
  CHECK(mode_of(path) == 0600);
  CHECK(directory.read_file("file") == large);
  cmd::store_if_absent(path, "second");
  CHECK(directory.read_file("file") == large);
  fs::create_symlink("nowhere", directory.path() / "link");
  cmd::store_if_absent(directory.path() / "link", "third");
  CHECK(fs::read_symlink(directory.path() / "link") == "nowhere");
  CHECK_FALSE(fs::exists(directory.path() / "nowhere"));
  CHECK(std::distance(fs::directory_iterator(directory.path()), {}) == 2);
}

TEST_CASE(
    "a text that cannot be stored is an error that names its file and not the temporary one") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "missing/file";
  CHECK(failure_of([&] { cmd::store_if_absent(path, "x"); }) ==
        path.string() + ": No such file or directory");
}

}  // namespace plex::test
