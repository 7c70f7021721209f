// SPDX-License-Identifier: MIT
#include "cmd/storage/private_file.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "cmd/file_descriptor.hpp"

namespace plex::cmd {
namespace {

namespace fs = std::filesystem;

/// What errno says of `path`.
FileError system_error(const fs::path& path) { return {path, std::strerror(errno)}; }

bool is_absolute(const std::optional<std::string>& path) {
  return path && fs::path(*path).is_absolute();
}

/// Whether `path` is `directory` or lies in it, judged by the names alone.
bool is_within(const fs::path& path, const fs::path& directory) {
  const auto rest =
      std::mismatch(directory.begin(), directory.end(), path.begin(), path.end()).first;
  return rest == directory.end() || rest->empty();  // a slash at the end is one more, empty name
}

/// Makes one directory, and returns 0 or the error number.
int make_directory(const fs::path& directory) {
  if (::mkdir(directory.c_str(), S_IRWXU) != 0) {
    return errno;
  }
  ::chmod(directory.c_str(), S_IRWXU);  // as the umask may have taken rights away
  return 0;
}

void make_directories(const fs::path& directory, const fs::path& root) {
  int reason = make_directory(directory);
  if (reason == ENOENT) {
    const fs::path parent = directory.parent_path();
    if (is_within(root, parent)) {
      throw FileError(root, std::strerror(reason));
    }
    make_directories(parent, root);
    reason = make_directory(directory);
  }
  if (reason != 0 && reason != EEXIST) {
    throw FileError(directory, std::strerror(reason));
  }
}

/// Holds back all signals that can be held back.
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

/// A new file of mode 0600 beside `target` that holds `text` and is on the disk. Its temporary name
/// is removed on destruction; before that the file can be given the name of the target.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& target)
      : target_(target),
        name_(target.string() + ".XXXXXX"),
        file_(::mkostemp(name_.data(), O_CLOEXEC)) {
    if (!file_) {
      throw system_error(target_);
    }
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (!name_.empty()) {
      ::unlink(name_.c_str());
    }
  }

  const std::string& name() const { return name_; }

  void write(std::string_view text) {
    while (!text.empty()) {
      const ssize_t count = ::write(file_.get(), text.data(), text.size());
      if (count < 0) {
        throw system_error(target_);
      }
      text.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::fchmod(file_.get(), S_IRUSR | S_IWUSR) != 0 || ::fsync(file_.get()) != 0) {
      throw system_error(target_);
    }
  }

  /// Gives it the name of the target, which from then on is this file.
  void replace_target() {
    if (::rename(name_.c_str(), target_.c_str()) != 0) {
      throw system_error(target_);
    }
    name_.clear();
  }

 private:
  fs::path target_;
  std::string name_;
  FileDescriptor file_;
};

/// Makes a new name in the directory survive a power failure, where the file system can do that.
void sync_directory(const fs::path& directory) noexcept {
  const FileDescriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened) {
    ::fsync(opened.get());
  }
}

}  // namespace

std::optional<StateDirectory> find_state_directory(const std::optional<std::string>& state_home,
                                                   const std::optional<std::string>& home) {
  if (is_absolute(state_home)) {
    const fs::path path = fs::path(*state_home) / "plex";
    const fs::path state = path.parent_path();  // without a slash at the end
    if (is_absolute(home) && is_within(state, *home)) {
      return StateDirectory{path, *home};
    }
    const bool holds_home = is_absolute(home) && is_within(*home, state);
    return StateDirectory{path, holds_home ? state : state.parent_path()};
  }
  if (is_absolute(home)) {
    return StateDirectory{fs::path(*home) / ".local" / "state" / "plex", *home};
  }
  return std::nullopt;
}

void make_state_directory(const StateDirectory& directory) {
  make_directories(directory.path, directory.root);
}

std::optional<FileContent> read_private_file(const fs::path& path, std::size_t limit) {
  FileContent content{FileDescriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK))};
  const int file = content.file.get();
  if (!content.file) {
    if (errno == ENOENT) {
      return std::nullopt;
    }
    throw system_error(path);
  }
  content.text.resize(limit);
  std::size_t size = 0;
  while (size < limit) {
    const ssize_t count = ::read(file, content.text.data() + size, limit - size);
    if (count < 0) {
      throw system_error(path);
    }
    if (count == 0) {
      break;
    }
    size += static_cast<std::size_t>(count);
  }
  content.text.resize(size);
  struct stat status {};
  content.open_to_others = ::fstat(file, &status) == 0 && (status.st_mode & 077U) != 0;
  return content;
}

void restrict_to_owner(const FileContent& content) noexcept {
  ::fchmod(content.file.get(), S_IRUSR | S_IWUSR);
}

void store_if_absent(const fs::path& path, std::string_view text) {
  // A signal that ended the program now would leave the temporary file behind.
  const SignalsHeld held;
  TemporaryFile file(path);
  file.write(text);
  if (::link(file.name().c_str(), path.c_str()) != 0 && errno != EEXIST) {
    throw system_error(path);
  }
}

void replace_file(const fs::path& path, std::string_view text) {
  const SignalsHeld held;
  TemporaryFile file(path);
  file.write(text);
  file.replace_target();
  // That this fails cannot be undone, and whoever reads the file sees the new text.
  sync_directory(path.parent_path());
}

}  // namespace plex::cmd
