// SPDX-License-Identifier: MIT
#include "tests/support/child.hpp"

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstddef>
#include <system_error>
#include <utility>
#include <vector>

namespace plex::test {
namespace {

/// Strings laid out as execve() wants them.
class PointerList {
 public:
  explicit PointerList(std::vector<std::string> strings) : strings_(std::move(strings)) {
    for (std::string& string : strings_) {
      pointers_.push_back(string.data());
    }
    pointers_.push_back(nullptr);
  }
  PointerList(const PointerList&) = delete;
  PointerList& operator=(const PointerList&) = delete;
  char* const* data() const { return pointers_.data(); }

 private:
  std::vector<std::string> strings_;
  std::vector<char*> pointers_;
};

std::vector<std::string> argument_strings(const ChildOptions& options) {
  std::vector<std::string> strings;
  if (!options.empty_argv) {
    strings.push_back(options.program);
    strings.insert(strings.end(), options.arguments.begin(), options.arguments.end());
  }
  return strings;
}

std::vector<std::string> environment_strings(const ChildOptions& options) {
  std::vector<std::string> strings;
  for (const auto& [name, value] : options.environment) {
    strings.push_back(name + "=" + value);
  }
  return strings;
}

// From here to exec only async-signal-safe calls are allowed: another thread of the forking program
// may have held any lock.

bool set_standard_descriptors(const std::array<int, 3>& wanted) noexcept {
  std::array<int, 3> high{-1, -1, -1};
  for (std::size_t i = 0; i < high.size(); ++i) {
    // Out of the way first, because a source may itself be one of 0, 1 and 2.
    if (wanted[i] >= 0 && (high[i] = ::fcntl(wanted[i], F_DUPFD_CLOEXEC, 3)) < 0) {
      return false;
    }
  }
  for (std::size_t i = 0; i < high.size(); ++i) {
    const int target = static_cast<int>(i);
    if (high[i] < 0) {
      ::close(target);
    } else if (::dup2(high[i], target) < 0) {
      return false;
    }
  }
  return true;
}

void reset_signals(bool ignore_sigpipe) noexcept {
  for (int number = 1; number < NSIG; ++number) {
    // Fails for those that cannot be changed, which is as it should be.
    ::signal(number, SIG_DFL);
  }
  if (ignore_sigpipe) {
    ::signal(SIGPIPE, SIG_IGN);
  }
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become(const ChildOptions& options, char* const* arguments,
                         char* const* environment, int report) noexcept {
  report = ::fcntl(report, F_DUPFD_CLOEXEC, 3);
  ::setsid();
  const int terminal = options.controlling_terminal;
  const bool ready =
      (terminal < 0 || ::ioctl(terminal, TIOCSCTTY, 0) == 0) &&
      (options.working_directory.empty() || ::chdir(options.working_directory.c_str()) == 0) &&
      set_standard_descriptors(options.standard) &&
      ::close_range(3, UINT_MAX, CLOSE_RANGE_CLOEXEC) == 0;
  if (ready) {
    if (options.umask) {
      ::umask(*options.umask);
    }
    reset_signals(options.ignore_sigpipe);
    ::execve(options.program.c_str(), arguments, environment);
  }
  const int error = errno;
  if (::write(report, &error, sizeof error) < 0) {
    ::_exit(126);
  }
  ::_exit(127);
}

/// The errno that the child reported, 0 when its pipe closed because the program runs.
int reported_error(const FileDescriptor& report) {
  int error = 0;
  ssize_t count = 0;
  do {
    count = ::read(report.get(), &error, sizeof error);
  } while (count < 0 && errno == EINTR);
  return count == sizeof error ? error : 0;
}

void wait_without_reaping(pid_t pid) {
  siginfo_t ignored;
  while (::waitid(P_PID, static_cast<id_t>(pid), &ignored, WEXITED | WNOWAIT) < 0 &&
         errno == EINTR) {
  }
}

}  // namespace

Child::Child(const ChildOptions& options) {
  const PointerList arguments(argument_strings(options));
  const PointerList environment(environment_strings(options));
  Pipe report = make_pipe();
  pid_ = ::fork();
  if (pid_ < 0) {
    throw_errno("fork");
  }
  if (pid_ == 0) {
    become(options, arguments.data(), environment.data(), report.write_end.get());
  }
  report.write_end.reset();
  const int error = reported_error(report.read_end);
  if (error == 0) {
    exit_descriptor_ = FileDescriptor(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
  }
  if (!exit_descriptor_.is_open()) {
    const int reason = error != 0 ? error : errno;
    kill();
    reap();
    throw std::system_error(reason, std::generic_category(), "cannot start " + options.program);
  }
}

Child::~Child() {
  if (!end_) {
    kill();
    reap();
  }
}

void Child::signal(int number) const {
  if (!end_) {
    ::kill(pid_, number);
  }
}

void Child::kill() const {
  if (!end_) {
    ::kill(-pid_, SIGKILL);
  }
}

int Child::reap() {
  if (end_) {
    return *end_;
  }
  // Until it is reaped, its number cannot name another group: what it left behind can still be
  // killed safely.
  wait_without_reaping(pid_);
  kill();
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  end_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return *end_;
}

}  // namespace plex::test
