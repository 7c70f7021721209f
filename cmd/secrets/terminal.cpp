// SPDX-License-Identifier: MIT
#include "cmd/secrets/terminal.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <utility>
#include <vector>

#include "cmd/file_descriptor.hpp"
#include "src/error.hpp"

namespace plex::cmd {
namespace {

/// The signals that end or stop a program by default, except those of its own faults.
constexpr std::array ending_signals = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT, SIGTSTP,
                                       SIGALRM, SIGUSR1, SIGUSR2, SIGPIPE, SIGVTALRM,
                                       SIGPROF, SIGXCPU, SIGIO,   SIGPWR};
constexpr std::size_t longest_line = 4096;  // what a terminal line of Linux can hold

volatile sig_atomic_t caught_signal = 0;

extern "C" void remember_signal(int number) { caught_signal = number; }

/// During its lifetime the signals that would end or stop the program are only remembered, and they
/// arrive only inside wait(), so that none can come between the check and the wait.
class SignalWatch {
 public:
  SignalWatch() {
    caught_signal = 0;
    sigset_t watched;
    ::sigemptyset(&watched);
    for (const int number : ending_signals) {
      ::sigaddset(&watched, number);
    }
    ::sigprocmask(SIG_BLOCK, &watched, &mask_before_);
    struct sigaction remember {};
    remember.sa_handler = remember_signal;
    for (std::size_t at = 0; at < ending_signals.size(); ++at) {
      ::sigaction(ending_signals[at], nullptr, &before_[at]);
      if (before_[at].sa_handler != SIG_IGN) {
        ::sigaction(ending_signals[at], &remember, nullptr);
      }
    }
  }
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;
  ~SignalWatch() {
    for (std::size_t at = 0; at < ending_signals.size(); ++at) {
      ::sigaction(ending_signals[at], &before_[at], nullptr);
    }
    ::sigprocmask(SIG_SETMASK, &mask_before_, nullptr);
  }

  /// Waits until `fd` has something to read; false if a watched signal came first.
  bool wait(int fd) const {
    pollfd waiting{fd, POLLIN, 0};
    while (caught_signal == 0) {
      if (::ppoll(&waiting, 1, nullptr, &mask_before_) > 0) {
        return true;
      }
      if (errno != EINTR) {
        return true;  // the read that follows reports what is wrong
      }
    }
    return false;
  }

 private:
  sigset_t mask_before_{};
  std::array<struct sigaction, ending_signals.size()> before_{};
};

/// Turns the echo off, if asked to, and on again on destruction. Each time, what was typed before
/// and not read is discarded.
class EchoGuard {
 public:
  EchoGuard(int tty, Echo echo) : tty_(tty) {
    changed_ = echo == Echo::off && ::tcgetattr(tty, &before_) == 0;
    if (changed_) {
      termios silent = before_;
      silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
      silent.c_lflag |= ECHONL;
      ::tcsetattr(tty, TCSAFLUSH, &silent);
    }
  }
  EchoGuard(const EchoGuard&) = delete;
  EchoGuard& operator=(const EchoGuard&) = delete;
  ~EchoGuard() {
    if (changed_) {
      ::tcsetattr(tty_, TCSAFLUSH, &before_);
    }
  }

 private:
  int tty_;
  bool changed_ = false;
  termios before_{};
};

void write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(fd, text.data(), text.size());
    if (count <= 0) {
      return;
    }
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

struct Line {
  std::vector<char> bytes;
  bool cancelled = false;
};

/// Reads up to a line end. Returns what there is when a signal arrives.
Line read_line(int tty, const SignalWatch& watch) {
  Line line{std::vector<char>(longest_line), false};
  std::size_t size = 0;
  while (size < line.bytes.size() && watch.wait(tty)) {
    const ssize_t count = ::read(tty, line.bytes.data() + size, line.bytes.size() - size);
    if (count <= 0) {
      line.cancelled = true;
      break;
    }
    size += static_cast<std::size_t>(count);
    if (line.bytes[size - 1] == '\n') {
      --size;
      break;
    }
  }
  line.bytes.resize(size);
  return line;
}

}  // namespace

std::optional<Secret> prompt_on_terminal(std::string_view question, Echo echo) {
  const FileDescriptor tty(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
  if (!tty) {
    throw Error(ErrorCode::usage, "there is no terminal to prompt on");
  }
  while (true) {
    Line line;
    {
      const SignalWatch watch;
      const EchoGuard guard(tty.get(), echo);
      write_all(tty.get(), question);
      line = read_line(tty.get(), watch);
    }
    Secret answer(std::move(line.bytes));
    if (const int number = caught_signal; number != 0) {
      write_all(tty.get(), "\n");
      static_cast<void>(
          ::raise(number));  // ends the program, or stops it until it is continued: then ask again
      continue;
    }
    if (line.cancelled) {
      write_all(tty.get(), "\n");
      return std::nullopt;
    }
    return answer;
  }
}

}  // namespace plex::cmd
