// SPDX-License-Identifier: MIT
#include "cmd/storage/client_identifier.hpp"

#include <unistd.h>

#include <array>
#include <cstddef>
#include <filesystem>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "cmd/storage/private_file.hpp"
#include "src/error.hpp"
#include "src/text/ascii.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_identifier_bytes = 128;
constexpr char give_one[] = "pass one with --client-id ID or PLEX_CLIENT_ID";

bool is_identifier(std::string_view text) {
  return !text.empty() && text.size() <= max_identifier_bytes && !first_unprintable(text);
}

/// The stored identifier, or nothing if there is no file. Throws FileError, also for a file that
/// contains something else.
std::optional<std::string> read_identifier(const fs::path& path) {
  auto content = read_private_file(path, max_identifier_bytes + 2);
  if (!content) {
    return std::nullopt;
  }
  std::string text = std::move(content->text);
  if (text.ends_with('\n')) {
    text.pop_back();
  }
  if (!is_identifier(text)) {
    throw FileError(path,
                    "the file does not contain a client identifier; remove it to create a new one");
  }
  if (content->open_to_others) {
    restrict_to_owner(*content);
  }
  return text;
}

/// The stored identifier; made first if there is none. Throws FileError.
std::string read_or_create(const StateDirectory& directory) {
  const fs::path path = directory.path / "client-identifier";
  if (auto identifier = read_identifier(path)) {
    return *std::move(identifier);
  }
  make_state_directory(directory);
  store_if_absent(path, random_identifier() + "\n");
  if (auto identifier = read_identifier(path)) {
    return *std::move(identifier);
  }
  throw FileError(path, "it is a link to a file that does not exist");
}

}  // namespace

std::string stored_client_identifier(const std::optional<std::string>& state_home,
                                     const std::optional<std::string>& home) {
  const auto directory = find_state_directory(state_home, home);
  if (!directory) {
    throw Error(ErrorCode::state_unwritable,
                "nowhere to store the client identifier: neither XDG_STATE_HOME nor HOME is an "
                "absolute path",
                give_one);
  }
  try {
    return read_or_create(*directory);
  } catch (const FileError& error) {
    throw Error(ErrorCode::state_unwritable,
                fmt::format("cannot read or store the client identifier in {}: {}",
                            visible(error.path().string()), error.what()),
                give_one);
  }
}

std::string random_identifier() {
  std::array<unsigned char, 16> bytes{};
  if (::getentropy(bytes.data(), bytes.size()) != 0) {
    throw Error(ErrorCode::internal, "the system has no random numbers");
  }
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0FU) | 0x40U);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3FU) | 0x80U);
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const bool dash = at == 4 || at == 6 || at == 8 || at == 10;
    text += fmt::format("{}{:02x}", dash ? "-" : "", bytes[at]);
  }
  return text;
}

}  // namespace plex::cmd
