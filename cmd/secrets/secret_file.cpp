// SPDX-License-Identifier: MIT
#include "cmd/secrets/secret_file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <limits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cmd/file_descriptor.hpp"
#include "src/error.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

/// One secret being read: its name in messages and where it comes from.
struct Source {
  std::string what;
  std::string name;

  Error unreadable(const std::string& why) const {
    return {ErrorCode::file_unreadable,
            fmt::format("cannot read the {} from {}: {}", what, name, why)};
  }
};

/// Waits until there is something to read, or until the deadline. At a terminal it waits as long as
/// the person takes, and that time does not count.
void wait_for_bytes(int fd, const Source& source, Deadline& deadline) {
  const bool person = ::isatty(fd) == 1;
  const Clock::time_point asked = Clock::now();
  pollfd waiting{fd, POLLIN, 0};
  while (true) {
    const auto left = deadline.remaining(Clock::now());
    const long most = std::numeric_limits<int>::max();
    const int wait = left && !person ? static_cast<int>(std::min<long>(left->count(), most)) : -1;
    const int ready = ::poll(&waiting, 1, wait);
    if (ready > 0) {
      deadline.extend(person ? Clock::now() - asked : Clock::duration::zero());
      return;
    }
    if (ready == 0) {
      throw Error(ErrorCode::timeout,
                  fmt::format("timed out reading the {} from {}", source.what, source.name),
                  "allow more with --timeout SECONDS");
    }
    if (errno != EINTR) {
      throw source.unreadable(std::strerror(errno));
    }
  }
}

Secret read_all(int fd, const Source& source, std::size_t limit, Deadline& deadline) {
  std::vector<char> buffer(limit + 1);
  std::size_t size = 0;
  while (true) {
    wait_for_bytes(fd, source, deadline);
    const ssize_t count = ::read(fd, buffer.data() + size, buffer.size() - size);
    if (count < 0 && errno != EINTR && errno != EAGAIN) {
      throw source.unreadable(std::strerror(errno));
    }
    if (count == 0) {
      break;
    }
    size += count > 0 ? static_cast<std::size_t>(count) : 0;
    if (size > limit) {
      throw source.unreadable(fmt::format("it is larger than {} bytes", limit));
    }
  }
  // The buffer goes whole into the Secret first, so that all of it is wiped.
  const Secret whole(std::move(buffer));
  return Secret(whole.reveal().substr(0, size));
}

}  // namespace

Secret read_secret_file(const std::string& path, const std::string& what, std::size_t limit,
                        Deadline& deadline, Context& context) {
  if (path == "-") {
    return read_all(context.stdin_fd, {what, "standard input"}, limit, deadline);
  }
  const Source source{what, visible_name(path)};
  // Without O_NONBLOCK, opening a pipe that nobody writes to would never return.
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat status {};
  if (!file || ::fstat(file.get(), &status) != 0) {
    throw source.unreadable(std::strerror(errno));
  }
  if (S_ISREG(status.st_mode) && (status.st_mode & 077U) != 0) {
    context.console.trace(fmt::format("* other users can read {}", path));
  }
  return read_all(file.get(), source, limit, deadline);
}

}  // namespace plex::cmd
