// SPDX-License-Identifier: MIT
//
// Reads a file whose content is to be trusted and may be secret: it belongs to this user, and
// nobody else can read or write it from then on. Storing such a file is
// cmd/storage/private_file.hpp; what it holds is left to the caller.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>

#include "src/secret.hpp"

namespace plex::cmd {

/// The rights that users other than the owner have on a file.
enum class OthersAccess {
  none,
  /// They had some until now: the mode is 0600 from here on.
  ended,
  /// They have some, and the system does not let the mode be changed.
  remains,
};

/// A file that belongs to this user.
struct OwnedFile {
  Secret content;
  OthersAccess others = OthersAccess::none;
};

/// All of a file that is to be trusted, with its mode set to 0600; nothing if there is none. Throws
/// FileError (cmd/storage/private_file.hpp): for a symbolic link, for anything but a regular file,
/// for a file of another user, for more than `limit` bytes, and if it cannot be read.
std::optional<OwnedFile> read_owned_file(const std::filesystem::path& path, std::size_t limit);

}  // namespace plex::cmd
