// SPDX-License-Identifier: MIT
//
// The files beside each other in the state directory that keep sign-ins: how they are read, and how
// processes take turns to change them. What is in which file is left to those who know the file.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include "cmd/context.hpp"
#include "cmd/storage/private_file.hpp"
#include "src/error.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

/// One of the files.
struct StoredFile {
  std::string_view name;
  /// What it holds; the text completes "cannot read …".
  std::string_view what;
  /// The most bytes that it may have.
  std::size_t limit = 0;
  /// What a person can do if it cannot be read.
  std::string_view hint;
};

/// What the file holds and where it is.
struct StoredText {
  Secret text;
  std::filesystem::path path;
};

/// The directory of the files; nothing if neither HOME nor XDG_STATE_HOME is set.
std::optional<StateDirectory> state_directory_of(const Context& context);

/// The whole file; nothing if there is none, or if neither HOME nor XDG_STATE_HOME is set. If other
/// users had access to it, that ends with a note. Throws Error(store_unreadable).
std::optional<StoredText> read_stored_text(const StoredFile& file, Context& context);

/// The Error(store_unreadable) for a file in which `fault` was found.
Error unreadable_file(const StoredFile& file, const std::filesystem::path& path,
                      const Error& fault);

/// The file as `parse` understands its text; nothing as read_stored_text. Throws
/// Error(store_unreadable), also in place of one that `parse` throws.
template <class Value>
std::optional<Value> read_stored(const StoredFile& file, Value (*parse)(std::string_view),
                                 Context& context) {
  const std::optional<StoredText> stored = read_stored_text(file, context);
  if (!stored) {
    return std::nullopt;
  }
  try {
    return parse(stored->text.reveal());
  } catch (const Error& fault) {
    throw unreadable_file(file, stored->path, fault);
  }
}

/// Calls `change` with the directory of the files, which is made if there is none, while no other
/// process changes them; readers do not wait. Throws Error: store_busy if another process did not
/// end within 10 seconds by context.tools, store_unavailable if there is no directory, for a
/// FileError of `change`, and if the lock cannot be used.
void change_stored_files(Context& context,
                         const std::function<void(const std::filesystem::path& directory)>& change);

}  // namespace plex::cmd
