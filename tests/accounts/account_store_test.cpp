// SPDX-License-Identifier: MIT
//
// The store of accounts in every state in which it may be found, as one process sees it. What
// several processes, other users or a sudden end do to it is in
// tests/process/account_store_test.cpp.
#include "cmd/accounts/account_store.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <cerrno>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include "src/error.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/file_descriptor.hpp"
#include "tests/support/forked.hpp"
#include "tests/support/kept_accounts.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

namespace fs = std::filesystem;
using cmd::AccountList;

const std::string repair =
    "repair the file, or move it away and sign in again with 'plex auth login'";

void check_error(const Error& error, ErrorCode code, const std::string& message,
                 const std::string& hint) {
  CHECK(error.code == code);
  CHECK(error.message == message);
  CHECK(error.hint == hint);
}

/// Neither reading nor changing gets past what is in the way, and neither calls `change`.
void check_unreadable(StoreWorld& world, const std::string& reason,
                      const std::string& hint = repair) {
  const std::string message =
      "cannot read the kept sign-ins from " + world.accounts_path().string() + ": " + reason;
  check_error(error_of([&] { cmd::read_accounts(world.context); }), ErrorCode::store_unreadable,
              message, hint);
  check_error(
      error_of([&] { cmd::change_accounts(world.context, [](AccountList&) { FAIL("called"); }); }),
      ErrorCode::store_unreadable, message, hint);
}

void put(StoreWorld& world, const std::string& uuid) {
  cmd::change_accounts(world.context,
                       [&](AccountList& list) { cmd::put_account(list, kept_account(uuid)); });
}

/// Holds the lock of the store as another process would.
FileDescriptor held_lock(const StoreWorld& world) {
  fs::create_directories(world.home.path() / "plex");
  FileDescriptor lock = open_file(world.home.path() / "plex/accounts.lock", O_RDWR | O_CREAT);
  REQUIRE(::flock(lock.get(), LOCK_EX) == 0);
  return lock;
}

}  // namespace

TEST_CASE("without a file nobody is signed in and reading makes none") {
  StoreWorld world;
  CHECK(cmd::read_accounts(world.context).accounts.empty());
  CHECK(fs::is_empty(world.home.path()));
  fs::create_directory(world.home.path() / "plex");
  CHECK(cmd::read_accounts(world.context).accounts.empty());
  CHECK(world.names().empty());
}

TEST_CASE("without a state directory nobody is signed in and nobody can sign in") {
  StoreWorld world;
  for (const cmd::Environment& nowhere :
       {cmd::Environment{}, cmd::Environment{{"HOME", ""}}, cmd::Environment{{"HOME", "here"}}}) {
    world.context.environment = nowhere;
    CHECK(cmd::read_accounts(world.context).accounts.empty());
    check_error(error_of([&] { put(world, "a"); }), ErrorCode::store_unavailable,
                "nowhere to keep a sign-in: neither HOME nor XDG_STATE_HOME is set",
                "set HOME, or pass a token with --token-file FILE or PLEX_TOKEN");
  }
}

TEST_CASE("the store is in the XDG state directory or else in the home directory") {
  StoreWorld world;
  put(world, "a");
  CHECK(world.names() == std::set<std::string>{"accounts.json", "accounts.lock"});
  world.context.environment = {{"HOME", world.home.path()}};
  CHECK(cmd::read_accounts(world.context).accounts.empty());
  put(world, "b");
  CHECK(world.home.read_file(".local/state/plex/accounts.json").find(R"("uuid":"b")") !=
        std::string::npos);
  CHECK(mode_of(world.home.path() / ".local/state/plex") == 0700);
}

TEST_CASE("what is changed is kept for its owner alone and read again") {
  StoreWorld world;
  put(world, "a");
  cmd::change_accounts(world.context, [](AccountList& list) {
    REQUIRE(list.accounts.size() == 1);
    list.active = list.accounts[0].key;
  });
  const std::string kept = world.home.read_file(accounts_name);
  CHECK(kept ==
        R"({"version":1,"active":"a","accounts":[{"uuid":"a","username":"user-a","email":"",)"
        R"("title":"","plexTv":"https://plex.tv/api/v2","clientIdentifier":"client-a",)"
        R"("method":"code","signedInAt":"2026-01-02T03:04:05Z","store":"file",)"
        R"("token":"kept-token"}]})"
        "\n");
  CHECK(mode_of(world.accounts_path()) == 0600);
  CHECK(mode_of(world.home.path() / "plex/accounts.lock") == 0600);
  CHECK(mode_of(world.home.path() / "plex") == 0700);
  CHECK(world.names() == std::set<std::string>{"accounts.json", "accounts.lock"});
  CHECK(cmd::read_accounts(world.context).accounts.size() == 1);
  CHECK(world.out.str() == "");
  CHECK(world.err.str() == "");
}

TEST_CASE("a change that fails changes nothing and lets others in") {
  StoreWorld world;
  world.home.write_file(accounts_name, two_accounts);
  CHECK_THROWS_AS(cmd::change_accounts(world.context,
                                       [](AccountList& list) {
                                         list.accounts.clear();
                                         throw Error(ErrorCode::account_unknown, "no");
                                       }),
                  Error);
  CHECK(world.home.read_file(accounts_name) == two_accounts);
  put(world, "a");
  CHECK(world.waits.empty());
}

TEST_CASE("a list that could not be read again is never written") {
  StoreWorld world;
  world.home.write_file(accounts_name, two_accounts);
  const auto put_odd = [&](const std::string& client_identifier, std::size_t title_bytes) {
    cmd::change_accounts(world.context, [&](AccountList& list) {
      cmd::KeptAccount account = kept_account("odd");
      account.client_identifier = client_identifier;
      account.title = std::string(title_bytes, 'x');
      cmd::put_account(list, std::move(account));
    });
  };
  const std::string problem =
      "cannot change the kept sign-ins: " + world.accounts_path().string() + ": ";
  check_error(error_of([&] { put_odd("", 0); }), ErrorCode::store_unavailable,
              problem + "accounts[2].clientIdentifier is empty", "");
  check_error(error_of([&] { put_odd("c", 1024 * 1024); }), ErrorCode::store_unavailable,
              problem + "it is larger than 1048576 bytes", "");
  CHECK(world.home.read_file(accounts_name) == two_accounts);
}

TEST_CASE("a store that was cut short anywhere is refused and left as it is") {
  StoreWorld world;
  const std::size_t whole = two_accounts.size() - 1;  // less the line end
  for (std::size_t size = 0; size < whole; ++size) {
    CAPTURE(size);
    const std::string torn = two_accounts.substr(0, size);
    world.home.write_file(accounts_name, torn);
    CHECK(error_of([&] { cmd::read_accounts(world.context); }).code == ErrorCode::store_unreadable);
    CHECK(error_of([&] { put(world, "a"); }).code == ErrorCode::store_unreadable);
    CHECK(world.home.read_file(accounts_name) == torn);
  }
  world.home.write_file(accounts_name, two_accounts.substr(0, whole));
  CHECK(cmd::read_accounts(world.context).accounts.size() == 2);
}

TEST_CASE("a store that is not what plex writes is refused and left as it is") {
  struct State {
    std::string text;
    std::string reason;
    std::string hint = repair;
  };
  StoreWorld world;
  for (const State& state : {
           State{"", "it is not valid JSON (at byte 1)"},
           State{replaced(two_accounts, "\"version\":1", "\"version\":2"),
                 "it was written by a newer plex (version 2)", "update plex"},
           State{replaced(two_accounts, "\"robin\",", "\"robin\",\"username\":\"x\","),
                 "it contains an object with a duplicate name"},
           State{replaced(two_accounts, robins_token, "two words"),
                 "accounts[1].token is not a valid token"},
           State{std::string(1024 * 1024 + 1, ' '), "it is larger than 1048576 bytes"},
       }) {
    CAPTURE(state.reason);
    world.home.write_file(accounts_name, state.text);
    check_unreadable(world, state.reason, state.hint);
    CHECK(world.home.read_file(accounts_name) == state.text);
  }
}

TEST_CASE("a store that is not a regular file is refused and left as it is") {
  {
    StoreWorld world;
    const fs::path elsewhere = world.home.write_file("elsewhere.json", two_accounts);
    fs::create_directory(world.home.path() / "plex");
    fs::create_symlink(elsewhere, world.accounts_path());
    check_unreadable(world, "it is a symbolic link");
    CHECK(fs::read_symlink(world.accounts_path()) == elsewhere);
  }
  {
    StoreWorld world;
    fs::create_directories(world.accounts_path());
    check_unreadable(world, "it is not a regular file");
  }
  {
    StoreWorld world;
    fs::create_directory(world.home.path() / "plex");
    REQUIRE(::mkfifo(world.accounts_path().c_str(), 0600) == 0);
    check_unreadable(world, "it is not a regular file");
  }
}

TEST_CASE("a store that was open to others is closed to them with one note") {
  StoreWorld world;
  world.home.write_file(accounts_name, two_accounts, 0644);
  CHECK(cmd::read_accounts(world.context).accounts.size() == 2);
  put(world, "a");
  CHECK(world.err.str() == "plex: note: other users had access to " +
                               world.accounts_path().string() + "; its mode is 0600 now\n");
  CHECK(mode_of(world.accounts_path()) == 0600);
}

TEST_CASE("a store that cannot be closed to others is used with a warning") {
  StoreWorld world;
  world.home.write_file(accounts_name, two_accounts, 0644);
  const ForkedResult result = run_forked([&] {
    fail_system_call(SYS_fchmod, EROFS);
    cmd::read_accounts(world.context);
    return world.err.str();
  });
  CHECK(result.said == "plex: warning: other users have access to " +
                           world.accounts_path().string() + ", and its mode cannot be changed\n");
}

TEST_CASE("the tokens of the store are hidden from the moment that it is read") {
  StoreWorld world;
  world.home.write_file(accounts_name, two_accounts);
  cmd::read_accounts(world.context);
  world.context.console.note(std::string("seen: ") + robins_token);
  CHECK(world.err.str() == "plex: note: seen: [redacted]\n");
}

TEST_CASE("a store that another process holds for eleven seconds is busy after ten") {
  StoreWorld world;
  world.home.write_file(accounts_name, two_accounts);
  FileDescriptor lock = held_lock(world);
  const Clock::time_point start = world.now;
  world.after_wait = [&] {
    if (world.now - start >= std::chrono::seconds(11)) {
      lock.reset();
    }
  };
  check_error(
      error_of([&] { put(world, "a"); }), ErrorCode::store_busy,
      "another process has been changing the kept sign-ins for 10 seconds",
      "try again; it holds the lock " + (world.home.path() / "plex/accounts.lock").string());
  CHECK(world.now - start == std::chrono::seconds(10));
  CHECK(world.home.read_file(accounts_name) == two_accounts);
}

TEST_CASE("a store that another process holds for a while is changed afterwards") {
  StoreWorld world;
  FileDescriptor lock = held_lock(world);
  world.after_wait = [&] {
    // What the other process did is not lost.
    world.home.write_file(accounts_name, two_accounts);
    lock.reset();
  };
  put(world, "a");
  CHECK(world.waits.size() == 1);
  CHECK(cmd::read_accounts(world.context).accounts.size() == 3);
}

TEST_CASE("a store that another process holds is read at once") {
  StoreWorld world;
  world.home.write_file(accounts_name, two_accounts);
  const FileDescriptor lock = held_lock(world);
  CHECK(cmd::read_accounts(world.context).accounts.size() == 2);
  CHECK(world.waits.empty());
}

}  // namespace plex::test
