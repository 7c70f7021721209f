// SPDX-License-Identifier: MIT
#include "cmd/storage/client_identifier.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

#include "cmd/file_descriptor.hpp"
#include "src/error.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_identifier_bytes = 128;

Error unwritable(const fs::path& path, const std::string& why) {
  return {
      ErrorCode::state_unwritable,
      fmt::format("the client identifier cannot be stored in {}: {}", visible(path.string()), why),
      "pass one with --client-id ID or PLEX_CLIENT_ID"};
}

fs::path state_folder(const std::optional<std::string>& state_home,
                      const std::optional<std::string>& home) {
  // The specification wants relative paths to be ignored.
  if (state_home && fs::path(*state_home).is_absolute()) {
    return fs::path(*state_home) / "plex";
  }
  if (home && fs::path(*home).is_absolute()) {
    return fs::path(*home) / ".local" / "state" / "plex";
  }
  throw Error(ErrorCode::state_unwritable,
              "nowhere to store the client identifier: neither HOME nor XDG_STATE_HOME is set",
              "pass one with --client-id ID or PLEX_CLIENT_ID");
}

bool is_identifier(std::string_view text) {
  return !text.empty() && text.size() <= max_identifier_bytes &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

/// The stored identifier; nothing where there is no file. Throws for all that stands in the way.
std::optional<std::string> read_identifier(const fs::path& path) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) {
    if (errno == ENOENT) {
      return std::nullopt;
    }
    throw unwritable(path, std::strerror(errno));
  }
  std::array<char, max_identifier_bytes + 2> bytes{};
  const ssize_t count = ::read(file.get(), bytes.data(), bytes.size());
  if (count < 0) {
    throw unwritable(path, std::strerror(errno));
  }
  std::string text(bytes.data(), static_cast<std::size_t>(count));
  if (text.ends_with('\n')) {
    text.pop_back();
  }
  if (!is_identifier(text)) {
    throw unwritable(path, "the file holds something else; remove it to create a new one");
  }
  struct stat status {};
  if (::fstat(file.get(), &status) == 0 && (status.st_mode & 077U) != 0) {
    ::fchmod(file.get(),
             S_IRUSR | S_IWUSR);  // not a secret, so a failure here is no reason to stop
  }
  return text;
}

/// Makes one folder for its owner alone; 0, or why not.
int make_private(const fs::path& folder) {
  if (::mkdir(folder.c_str(), S_IRWXU) != 0) {
    return errno;
  }
  ::chmod(folder.c_str(), S_IRWXU);
  return 0;
}

/// Makes `folder` and those above it that are missing, as the specification wants them.
void make_folder(const fs::path& folder) {
  int reason = make_private(folder);
  if (reason == ENOENT && folder.has_relative_path()) {
    make_folder(folder.parent_path());
    reason = make_private(folder);
  }
  if (reason != 0 && reason != EEXIST) {
    throw unwritable(folder, std::strerror(reason));
  }
}

/// Holds back the signals that end this program, so that a file in the making is not left behind.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t all;
    ::sigfillset(&all);
    ::sigprocmask(SIG_BLOCK, &all, &before_);
  }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;
  ~SignalsHeld() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

/// Writes `text` to a new file beside `path` and gives it that name if nothing has it yet.
void store_if_absent(const fs::path& path, const std::string& text) {
  const SignalsHeld held;
  const fs::path draft = path.string() + "." + random_identifier();
  const FileDescriptor file(
      ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!file) {
    throw unwritable(path, std::strerror(errno));
  }
  const bool written =
      ::fchmod(file.get(), S_IRUSR | S_IWUSR) == 0 &&
      ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      ::fsync(file.get()) == 0 && (::link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST);
  const int reason = errno;
  ::unlink(draft.c_str());
  if (!written) {
    throw unwritable(path, std::strerror(reason));
  }
}

}  // namespace

std::string stored_client_identifier(const std::optional<std::string>& state_home,
                                     const std::optional<std::string>& home) {
  const fs::path folder = state_folder(state_home, home);
  const fs::path path = folder / "client-identifier";
  if (auto identifier = read_identifier(path)) {
    return *std::move(identifier);
  }
  make_folder(folder);
  store_if_absent(path, random_identifier() + "\n");
  if (auto identifier = read_identifier(path)) {
    return *std::move(identifier);
  }
  throw unwritable(path, "it is a link to a file that does not exist");
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
