// SPDX-License-Identifier: MIT
//
// The store of accounts when processes meet, end in the middle of a change, or meet a full disk and
// files of other users.
#include "cmd/accounts/account_store.hpp"

#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <functional>
#include <list>
#include <string>
#include <thread>

#include <doctest/doctest.h>

#include "src/error.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/forked.hpp"
#include "tests/support/kept_accounts.hpp"
#include "tests/support/plex_process.hpp"

namespace plex::test {
namespace {

namespace fs = std::filesystem;

// The undefined-behaviour sanitizer writes to a pipe of its own before anything is stored.
#if defined(__has_feature)
constexpr bool only_the_store_writes = !__has_feature(address_sanitizer);
#else
constexpr bool only_the_store_writes = true;
#endif

void put(StoreWorld& world, const std::string& uuid) {
  cmd::change_accounts(world.context,
                       [&](cmd::AccountList& list) { cmd::put_account(list, kept_account(uuid)); });
}

/// What a change by a copy of this process ends with.
ForkedResult change_in_copy(StoreWorld& world, const std::function<void()>& prepare) {
  return run_forked([&] {
    prepare();
    put(world, "changed-by-a-copy");
    return std::string("changed");
  });
}

/// Time as it is, but with shorter sleeps.
void use_real_time(StoreWorld& world) {
  world.context.tools.now = Clock::now;
  world.context.tools.sleep = [](Milliseconds wait) { std::this_thread::sleep_for(wait / 10); };
}

std::string make_changes(StoreWorld& world, int process) {
  for (int change = 0; change < 25; ++change) {
    put(world, std::to_string(process) + "-" + std::to_string(change));
  }
  return "done";
}

void give_to_nobody(const fs::path& path) {
  if (::geteuid() == 0) {
    REQUIRE(::chown(path.c_str(), nobody, nobody) == 0);
  }
}

}  // namespace

TEST_CASE("a hundred changes by four processes at once are all kept and readers see whole lists") {
  StoreWorld world;
  use_real_time(world);
  std::list<Forked> processes;
  for (int process = 0; process < 4; ++process) {
    processes.emplace_back([&world, process] { return make_changes(world, process); });
  }
  std::size_t seen = 0;
  const auto one_runs = [&] {
    return std::any_of(processes.begin(), processes.end(),
                       [](Forked& process) { return process.running(); });
  };
  while (one_runs()) {
    const std::size_t now = cmd::read_accounts(world.context).accounts.size();
    CHECK(now >= seen);
    seen = now;
  }
  for (Forked& process : processes) {
    CHECK(process.wait().said == "done");
  }
  CHECK(cmd::read_accounts(world.context).accounts.size() == 100);
  CHECK(world.names() == std::set<std::string>{"accounts.json", "accounts.lock"});
}

TEST_CASE("a process that ends suddenly while it writes leaves the old store and no lock") {
  struct Step {
    std::string name;
    long number;
  };
  for (const Step& step : {Step{"write", SYS_write}, Step{"fsync", SYS_fsync},
#ifdef SYS_rename
                           Step{"rename", SYS_rename},
#endif
                           Step{"renameat", SYS_renameat}, Step{"renameat2", SYS_renameat2}}) {
    CAPTURE(step.name);
    StoreWorld world;
    world.home.write_file(accounts_name, two_accounts);
    const ForkedResult result = change_in_copy(world, [&] { end_at_system_call(step.number); });
    if (result.said == "changed") {
      CHECK(step.name.starts_with("renameat"));  // the C library renames by another call here
      continue;
    }
    CHECK(result.status == 128 + SIGSYS);
    if (only_the_store_writes || step.name != "write") {
      CHECK(world.names().size() == 3);  // with the temporary file, so it had begun
    }
    CHECK(world.home.read_file(accounts_name) == two_accounts);
    put(world, "next");
    CHECK(world.waits.empty());
    CHECK(cmd::read_accounts(world.context).accounts.size() == 3);
  }
}

TEST_CASE("a full disk leaves the store as it was and is reported") {
  StoreWorld world;
  world.home.write_file(accounts_name, two_accounts);
  const ForkedResult result = change_in_copy(world, [] {
    std::signal(SIGXFSZ, SIG_IGN);
    limit_file_size(100);
  });
  CHECK(result.said == "exception: cannot change the kept sign-ins: " +
                           world.accounts_path().string() + ": File too large");
  CHECK(world.home.read_file(accounts_name) == two_accounts);
  CHECK(world.names() == std::set<std::string>{"accounts.json", "accounts.lock"});
}

TEST_CASE("a store that cannot be written is read and a change is refused") {
  StoreWorld world;
  world.home.write_file(accounts_name, two_accounts, 0400);
  const fs::path directory = world.home.path() / "plex";
  for (const fs::path& path : {world.home.path(), directory, world.accounts_path()}) {
    give_to_nobody(path);
  }
  fs::permissions(directory, static_cast<fs::perms>(0555));
  const ForkedResult read = run_forked([&] {
    become_nobody();
    return std::to_string(cmd::read_accounts(world.context).accounts.size());
  });
  CHECK(read.said == "2");
  CHECK(change_in_copy(world, become_nobody).said ==
        "exception: cannot change the kept sign-ins: " + (directory / "accounts.lock").string() +
            ": Permission denied");
  CHECK(world.home.read_file(accounts_name) == two_accounts);
}

TEST_CASE("a store of another user is refused and left as it is") {
  StoreWorld world;
  world.home.write_file(accounts_name, two_accounts, 0644);
  if (::chown(world.accounts_path().c_str(), nobody, nobody) != 0) {
    MESSAGE("only root can give a file to another user");
    return;
  }
  const std::string message = "cannot read the kept sign-ins from " +
                              world.accounts_path().string() + ": it belongs to another user";
  CHECK(error_of([&] { cmd::read_accounts(world.context); }).message == message);
  CHECK(error_of([&] { put(world, "a"); }).message == message);
  CHECK(world.home.read_file(accounts_name) == two_accounts);
  CHECK(mode_of(world.accounts_path()) == 0644);
}

TEST_CASE("a file system without locks does not stop a change") {
  StoreWorld world;
  CHECK(change_in_copy(world, [] { fail_system_call(SYS_flock, ENOLCK); }).said == "changed");
  CHECK(cmd::read_accounts(world.context).accounts.size() == 1);
}

}  // namespace plex::test
