// SPDX-License-Identifier: MIT
//
// What tests of the kept sign-ins begin with: a list of two accounts, single ones, and a context
// whose state directory is the test's own and whose clock moves only when somebody sleeps.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cmd/accounts/account_list.hpp"
#include "cmd/context.hpp"
#include "src/deadline.hpp"
#include "src/secret.hpp"
#include "tests/support/run_plex.hpp"
#include "tests/support/temporary_directory.hpp"

namespace plex::test {

inline constexpr const char* accounts_name = "plex/accounts.json";
inline constexpr const char* production = "https://plex.tv/api/v2";
inline constexpr const char* robins_token = "kept-token-of-robin";

/// Dana, whose token a keyring keeps and who is in use, and Robin; as they are written.
inline const std::string two_accounts =
    R"({"version":1,"active":"0f3c9a7712bd4e55","accounts":[)"
    R"({"uuid":"0f3c9a7712bd4e55","id":81230011,"username":"dana","email":"dana@example.org",)"
    R"("title":"Dana D.","plexTv":"https://plex.tv/api/v2","clientIdentifier":"7d0c-dana",)"
    R"("method":"code","signedInAt":"2026-11-24T17:20:05Z","store":"keyring"},)"
    R"({"uuid":"3333cccc4444dddd","id":81230022,"username":"robin","email":"Robin@example.org",)"
    R"("title":"robin","plexTv":"https://plex.tv/api/v2","clientIdentifier":"b1f2-robin",)"
    R"("method":"token","signedInAt":"2026-11-20T08:00:00Z","store":"file",)"
    R"("token":"kept-token-of-robin"}]})"
    "\n";

/// An account whose token is in the file.
inline cmd::KeptAccount kept_account(const std::string& uuid,
                                     std::string_view token = "kept-token") {
  cmd::KeptAccount account;
  account.key = {production, uuid};
  account.username = "user-" + uuid;
  account.client_identifier = "client-" + uuid;
  account.signed_in_at = "2026-01-02T03:04:05Z";
  account.token = Secret(token);
  return account;
}

/// A place for sign-ins, and the context of runs that use it.
struct StoreWorld {
  TemporaryDirectory home = {};
  std::ostringstream out = {};
  std::ostringstream err = {};
  Clock::time_point now{std::chrono::hours(1)};
  std::vector<Milliseconds> waits = {};
  /// Called at the end of each wait.
  std::function<void()> after_wait = [] {};
  cmd::Context context{cmd::Console(out, err)};

  StoreWorld() {
    context.environment = {{"XDG_STATE_HOME", home.path()}};
    context.tools.now = [this] { return now; };
    context.tools.wall_clock = [] { return std::chrono::system_clock::time_point(fixed_now); };
    context.tools.sleep = [this](Milliseconds wait) {
      waits.push_back(wait);
      now += wait;
      after_wait();
    };
    context.tools.jitter = [] { return 1.0; };
  }
  StoreWorld(const StoreWorld&) = delete;
  StoreWorld& operator=(const StoreWorld&) = delete;

  [[nodiscard]] std::filesystem::path accounts_path() const { return home.path() / accounts_name; }

  /// The names in the state directory.
  [[nodiscard]] std::set<std::string> names() const {
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(home.path() / "plex")) {
      found.insert(entry.path().filename());
    }
    return found;
  }
};

}  // namespace plex::test
