// SPDX-License-Identifier: MIT
#include "cmd/accounts/stored_file.hpp"

#include <string>

#include <fmt/format.h>

#include "cmd/options/env.hpp"
#include "cmd/storage/file_lock.hpp"
#include "cmd/storage/owned_file.hpp"
#include "cmd/storage/private_file.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds longest_turn{10};

void report_access(OthersAccess others, const fs::path& path, Console& console) {
  if (others == OthersAccess::ended) {
    console.note(fmt::format("other users had access to {}; its mode is 0600 now", path.string()));
  } else if (others == OthersAccess::remains) {
    console.warn(fmt::format("other users have access to {}, and its mode cannot be changed",
                             path.string()));
  }
}

void take_turn(const FileLock& lock, const fs::path& path, const RetryTools& tools) {
  if (!lock.acquire(longest_turn, tools)) {
    throw Error(ErrorCode::store_busy,
                fmt::format("another process has been changing the kept sign-ins for {} seconds",
                            longest_turn.count()),
                fmt::format("try again; it holds the lock {}", visible_name(path.string())));
  }
}

}  // namespace

std::optional<StateDirectory> state_directory_of(const Context& context) {
  return find_state_directory(context.variable(env::xdg_state_home), context.variable(env::home));
}

std::optional<StoredText> read_stored_text(const StoredFile& file, Context& context) {
  const auto directory = state_directory_of(context);
  if (!directory) {
    return std::nullopt;
  }
  const fs::path path = directory->path / file.name;
  try {
    std::optional<OwnedFile> owned = read_owned_file(path, file.limit);
    if (!owned) {
      return std::nullopt;
    }
    report_access(owned->others, path, context.console);
    return StoredText{std::move(owned->content), path};
  } catch (const FileError& error) {
    throw unreadable_file(file, path, Error(ErrorCode::store_unreadable, error.what()));
  }
}

Error unreadable_file(const StoredFile& file, const fs::path& path, const Error& fault) {
  return {ErrorCode::store_unreadable,
          fmt::format("cannot read {} from {}: {}", file.what, visible_name(path.string()),
                      fault.message),
          fault.hint.empty() ? std::string(file.hint) : fault.hint};
}

void change_stored_files(Context& context,
                         const std::function<void(const fs::path& directory)>& change) {
  const auto directory = state_directory_of(context);
  if (!directory) {
    throw Error(ErrorCode::store_unavailable,
                "nowhere to keep a sign-in: neither HOME nor XDG_STATE_HOME is set",
                "set HOME, or pass a token with --token-file FILE or PLEX_TOKEN");
  }
  try {
    make_state_directory(*directory);
    const fs::path lock_path = directory->path / "accounts.lock";
    const FileLock lock(lock_path);
    take_turn(lock, lock_path, context.tools);
    change(directory->path);
  } catch (const FileError& error) {
    throw Error(ErrorCode::store_unavailable,
                fmt::format("cannot change the kept sign-ins: {}: {}",
                            visible_name(error.path().string()), error.what()));
  }
}

}  // namespace plex::cmd
