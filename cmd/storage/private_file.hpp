// SPDX-License-Identifier: MIT
//
// Small files that only their owner may use: the directory that they are kept in, reading one, and
// storing one so that a reader sees all of it or nothing. What a file holds, and what a failure
// means for the user, is left to the caller.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "cmd/file_descriptor.hpp"

namespace plex::cmd {

/// A file or directory that could not be used. `what()` is only the reason; the caller says what
/// the file was for.
class FileError : public std::runtime_error {
 public:
  FileError(std::filesystem::path path, const std::string& reason)
      : std::runtime_error(reason), path_(std::move(path)) {}

  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

/// The directory for this program's files, which may not exist yet.
struct StateDirectory {
  std::filesystem::path path;
  /// A directory above `path` that must exist: neither it nor any above it is ever made.
  std::filesystem::path root;
};

/// `plex` in the state directory of the XDG base directory specification: `state_home`
/// (XDG_STATE_HOME), or else `.local/state` in `home` (HOME). A relative path counts as unset, as
/// the specification wants; nothing if both are unset. The root is `home` for a directory in it.
/// For any other it is the directory that contains `state_home`, or `state_home` itself if `home`
/// is in it, so that no home directory is ever made.
std::optional<StateDirectory> find_state_directory(const std::optional<std::string>& state_home,
                                                   const std::optional<std::string>& home);

/// Makes the directory and those missing between it and its root, each with mode 0700 under any
/// umask. Those that exist keep their mode. Throws FileError.
void make_state_directory(const StateDirectory& directory);

struct FileContent {
  /// The file itself, still open.
  FileDescriptor file;
  std::string text = {};
  /// Whether the mode gives users other than the owner any right.
  bool open_to_others = false;
};

/// The first `limit` bytes of the file, or nothing if there is none. To notice a file that is too
/// large, ask for one byte more than it may have. Follows symbolic links and never waits for a
/// pipe. Throws FileError.
std::optional<FileContent> read_private_file(const std::filesystem::path& path, std::size_t limit);

/// Sets the mode of the file that was read to 0600 if the system allows it.
void restrict_to_owner(const FileContent& content) noexcept;

/// Stores `text` with mode 0600 at `path` unless something exists there, which is then kept. A
/// reader never sees a part of it, and nothing else is left behind: signals that would end the
/// program wait until this returns. Throws FileError.
void store_if_absent(const std::filesystem::path& path, std::string_view text);

/// Stores `text` with mode 0600 at `path`, in place of the file or symbolic link that is there. A
/// reader, also one after a power failure, sees all of the old file or all of the new one, and a
/// failure leaves the old one and nothing else: signals that would end the program wait until this
/// returns. Processes that change the same file must take turns (cmd/storage/file_lock.hpp). Throws
/// FileError.
void replace_file(const std::filesystem::path& path, std::string_view text);

}  // namespace plex::cmd
