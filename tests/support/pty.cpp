// SPDX-License-Identifier: MIT
#include "tests/support/pty.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <utility>

#include "tests/support/child.hpp"
#include "tests/support/file_descriptor.hpp"

namespace plex::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds typing_limit{5000};
/// No event tells that the settings of a terminal changed, so they are looked at this often.
constexpr milliseconds echo_interval{2};

struct Terminal {
  FileDescriptor master;
  FileDescriptor slave;
};

Terminal open_terminal() {
  Terminal terminal;
  terminal.master = FileDescriptor(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
  std::array<char, 128> name{};
  if (!terminal.master.is_open() || ::grantpt(terminal.master.get()) != 0 ||
      ::unlockpt(terminal.master.get()) != 0 ||
      ::ptsname_r(terminal.master.get(), name.data(), name.size()) != 0) {
    throw_errno("posix_openpt");
  }
  terminal.slave = open_file(name.data(), O_RDWR | O_NOCTTY);
  const winsize size{24, 80, 0, 0};
  if (::ioctl(terminal.master.get(), TIOCSWINSZ, &size) != 0) {
    throw_errno("TIOCSWINSZ");
  }
  set_non_blocking(terminal.master);
  return terminal;
}

Pipe open_stream(PtyStream kind, const FileDescriptor& slave) {
  switch (kind) {
    case PtyStream::pipe: return make_pipe();
    case PtyStream::dev_null: {
      return {open_file("/dev/null", O_RDONLY), open_file("/dev/null", O_WRONLY)};
    }
    case PtyStream::terminal: break;
  }
  FileDescriptor copy(::fcntl(slave.get(), F_DUPFD_CLOEXEC, 0));
  FileDescriptor other(::fcntl(slave.get(), F_DUPFD_CLOEXEC, 0));
  if (!copy.is_open() || !other.is_open()) {
    throw_errno("fcntl");
  }
  return {std::move(copy), std::move(other)};
}

void fill(FileDescriptor& pipe, std::string_view text) {
  set_non_blocking(pipe);
  if (!text.empty() &&
      ::write(pipe.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
    throw std::invalid_argument("the piped input does not fit into a pipe");
  }
  pipe.reset();
}

}  // namespace

struct Pty::State {
  explicit State(const PtyOptions& options) : terminal(open_terminal()) {
    Pipe in = open_stream(options.in, terminal.slave);
    Pipe out = open_stream(options.out, terminal.slave);
    Pipe err = open_stream(options.err, terminal.slave);
    if (options.in == PtyStream::pipe) {
      fill(in.write_end, options.piped_input);
    }
    ChildOptions plan;
    plan.program = options.program;
    plan.arguments = options.arguments;
    plan.environment = options.environment;
    plan.standard = {in.read_end.get(), out.write_end.get(), err.write_end.get()};
    plan.controlling_terminal = terminal.slave.get();
    child.emplace(plan);
    if (options.out == PtyStream::pipe) {
      set_non_blocking(out.read_end);
      out_pipe = std::move(out.read_end);
    }
    if (options.err == PtyStream::pipe) {
      set_non_blocking(err.read_end);
      err_pipe = std::move(err.read_end);
    }
  }

  /// Takes in what is there now.
  void gather() {
    if (shows_more) {
      shows_more = read_available(terminal.master, screen);
    }
    if (out_pipe.is_open() && !read_available(out_pipe, out_text)) {
      out_pipe.reset();
    }
    if (err_pipe.is_open() && !read_available(err_pipe, err_text)) {
      err_pipe.reset();
    }
  }

  /// Waits for something to happen and takes it in. False when the deadline passed instead.
  bool pump(steady_clock::time_point deadline) {
    std::array<pollfd, 4> ready{{{shows_more ? terminal.master.get() : -1, POLLIN, 0},
                                 {end ? -1 : child->exit_descriptor(), POLLIN, 0},
                                 {out_pipe.get(), POLLIN, 0},
                                 {err_pipe.get(), POLLIN, 0}}};
    const int count = ::poll(ready.data(), ready.size(), poll_timeout(deadline));
    if (count > 0 && ready[1].revents != 0) {
      end = child->reap();
      // With the last slave closed the kernel delivers all that was written, then reports the
      // end: what is still under way in its buffers is not missed.
      terminal.slave.reset();
    }
    gather();
    return count != 0;
  }

  bool finished() const { return end && !shows_more; }

  Terminal terminal;
  FileDescriptor out_pipe;
  FileDescriptor err_pipe;
  std::string screen;
  std::string out_text;
  std::string err_text;
  std::size_t returned = 0;
  bool shows_more = true;
  std::optional<int> end;
  std::optional<Child> child;
};

Pty::Pty(const PtyOptions& options) : state_(std::make_unique<State>(options)) {}

Pty::~Pty() = default;

std::string Pty::read_until(std::string_view expected, milliseconds limit) {
  const auto deadline = steady_clock::now() + limit;
  for (bool in_time = true;;) {
    const std::size_t at = state_->screen.find(expected, state_->returned);
    if (at != std::string::npos) {
      const std::size_t from = std::exchange(state_->returned, at + expected.size());
      return state_->screen.substr(from, state_->returned - from);
    }
    if (!in_time || state_->finished()) {
      throw std::runtime_error("waited for \"" + std::string(expected) + "\" but the terminal " +
                               (in_time ? "ended" : "stood still") + " after \"" +
                               state_->screen.substr(state_->returned) + "\"");
    }
    in_time = state_->pump(deadline) && steady_clock::now() < deadline;
  }
}

void Pty::type(std::string_view text) {
  const int master = state_->terminal.master.get();
  const auto deadline = steady_clock::now() + typing_limit;
  while (!text.empty()) {
    const ssize_t count = ::write(master, text.data(), text.size());
    if (count > 0) {
      text.remove_prefix(static_cast<std::size_t>(count));
      continue;
    }
    if (count < 0 && errno != EAGAIN && errno != EINTR) {
      throw_errno("typing");
    }
    // The program may be stuck on a full screen buffer, so that is read meanwhile.
    state_->gather();
    pollfd ready{master, POLLIN | POLLOUT, 0};
    if (::poll(&ready, 1, poll_timeout(deadline)) == 0) {
      throw std::runtime_error("the terminal takes no more typing");
    }
  }
}

bool Pty::echo_is_on() const {
  termios settings{};
  if (::tcgetattr(state_->terminal.master.get(), &settings) != 0) {
    throw_errno("tcgetattr");
  }
  return (settings.c_lflag & ECHO) != 0;
}

bool Pty::wait_for_echo(bool on, milliseconds limit) {
  const auto deadline = steady_clock::now() + limit;
  while (echo_is_on() != on) {
    const auto now = steady_clock::now();
    if (now >= deadline) {
      return false;
    }
    state_->pump(std::min(deadline, now + echo_interval));
  }
  return true;
}

pid_t Pty::pid() const { return state_->child->pid(); }

void Pty::signal(int number) const { state_->child->signal(number); }

int Pty::wait(milliseconds limit) {
  const auto deadline = steady_clock::now() + limit;
  while (!state_->finished()) {
    const bool happened = state_->pump(deadline);
    if (!happened || steady_clock::now() >= deadline) {
      break;
    }
  }
  if (!state_->end) {
    throw std::runtime_error("the program did not end; the terminal shows \"" + state_->screen +
                             "\"");
  }
  return *state_->end;
}

std::string Pty::all_output() {
  state_->gather();
  return state_->screen;
}

std::string Pty::piped_out() {
  state_->gather();
  return state_->out_text;
}

std::string Pty::piped_err() {
  state_->gather();
  return state_->err_text;
}

}  // namespace plex::test
