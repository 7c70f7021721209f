// SPDX-License-Identifier: MIT
#include "cmd/storage/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "cmd/storage/private_file.hpp"

namespace plex::cmd {
namespace {

/// Between two attempts: long enough to cost nothing, short enough for nobody to notice. Processes
/// that began together drift apart.
Milliseconds pause_between_attempts(const RetryTools& tools) {
  return Milliseconds(50 + std::lround(50 * tools.jitter()));
}

}  // namespace

FileLock::FileLock(const std::filesystem::path& path)
    : path_(path),
      file_(::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK,
                   S_IRUSR | S_IWUSR)) {
  if (!file_) {
    throw FileError(path_, std::strerror(errno));
  }
  ::fchmod(file_.get(), S_IRUSR | S_IWUSR);  // as the umask may have taken rights away
}

bool FileLock::acquire(Milliseconds limit, const RetryTools& tools) const {
  const Deadline deadline(tools.now() + limit);
  while (::flock(file_.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == ENOLCK || errno == EOPNOTSUPP) {
      return true;
    }
    if (errno != EWOULDBLOCK) {
      throw FileError(path_, std::strerror(errno));
    }
    const Milliseconds left = *deadline.remaining(tools.now());
    if (left <= Milliseconds(0)) {
      return false;
    }
    tools.sleep(std::min(left, pause_between_attempts(tools)));
  }
  return true;
}

}  // namespace plex::cmd
