// SPDX-License-Identifier: MIT
#include "tests/support/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <optional>
#include <utility>

#include "tests/support/child.hpp"
#include "tests/support/file_descriptor.hpp"

namespace plex::test {
namespace {

/// A stream of the program: its end, and the one that stays here if there is one.
struct Stream {
  FileDescriptor theirs;
  FileDescriptor ours;
};

/// Keeps a write to a pipe without a reader from killing this program.
class SigpipeBlocked {
 public:
  SigpipeBlocked() {
    ::sigemptyset(&pipe_signal_);
    ::sigaddset(&pipe_signal_, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipe_signal_, &before_);
  }
  SigpipeBlocked(const SigpipeBlocked&) = delete;
  SigpipeBlocked& operator=(const SigpipeBlocked&) = delete;
  ~SigpipeBlocked() {
    const timespec at_once{};
    ::sigtimedwait(&pipe_signal_, nullptr, &at_once);
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t pipe_signal_{};
  sigset_t before_{};
};

/// Writes what the pipe takes now and closes it after the last byte, or when nobody reads any
/// longer.
void feed(FileDescriptor& pipe, std::string& text) {
  const SigpipeBlocked blocked;
  while (!text.empty()) {
    const ssize_t count = ::write(pipe.get(), text.data(), text.size());
    if (count >= 0) {
      text.erase(0, static_cast<std::size_t>(count));
    } else if (errno == EAGAIN) {
      return;
    } else if (errno != EINTR) {
      break;
    }
  }
  pipe.reset();
}

struct OpenInput {
  Stream operator()(const DevNull&) const { return {open_file("/dev/null", O_RDONLY), {}}; }
  Stream operator()(const Closed&) const { return {}; }
  Stream operator()(const FromFile& file) const { return {open_file(file.path, O_RDONLY), {}}; }
  Stream operator()(const FromText&) const {
    Pipe pipe = make_pipe();
    set_non_blocking(pipe.write_end);
    return {std::move(pipe.read_end), std::move(pipe.write_end)};
  }
};

struct OpenOutput {
  Stream operator()(const DevNull&) const { return {open_file("/dev/null", O_WRONLY), {}}; }
  Stream operator()(const Closed&) const { return {}; }
  Stream operator()(const BrokenPipe&) const { return {make_pipe().write_end, {}}; }
  Stream operator()(const ToFile& file) const {
    return {open_file(file.path, O_WRONLY | O_CREAT | O_APPEND), {}};
  }
  Stream operator()(const Captured&) const {
    Pipe pipe = make_pipe();
    set_non_blocking(pipe.read_end);
    return {std::move(pipe.write_end), std::move(pipe.read_end)};
  }
};

ChildOptions child_options(const ProcessOptions& options) {
  ChildOptions child;
  child.program = options.program;
  child.arguments = options.arguments;
  child.empty_argv = options.empty_argv;
  child.environment = options.environment;
  child.working_directory = options.working_directory;
  child.ignore_sigpipe = options.ignore_sigpipe;
  child.umask = options.umask;
  return child;
}

void gather(FileDescriptor& pipe, std::string& into) {
  if (pipe.is_open() && !read_available(pipe, into)) {
    pipe.reset();
  }
}

}  // namespace

struct Process::State {
  explicit State(const ProcessOptions& options) : limit(options.limit) {
    Stream input = std::visit(OpenInput{}, options.input);
    Stream output = std::visit(OpenOutput{}, options.out);
    Stream error = std::visit(OpenOutput{}, options.err);
    in = std::move(input.ours);
    out = std::move(output.ours);
    err = std::move(error.ours);
    if (const auto* text = std::get_if<FromText>(&options.input)) {
      unwritten = text->text;
      feed(in, unwritten);
    }
    ChildOptions plan = child_options(options);
    plan.standard = {input.theirs.get(), output.theirs.get(), error.theirs.get()};
    start = std::chrono::steady_clock::now();
    child.emplace(plan);
  }

  /// Moves bytes until the program has ended; false when the limit passed before that.
  bool run_to_end() {
    for (;;) {
      std::array<pollfd, 4> ready{{{child->exit_descriptor(), POLLIN, 0},
                                   {in.get(), POLLOUT, 0},
                                   {out.get(), POLLIN, 0},
                                   {err.get(), POLLIN, 0}}};
      const int count = ::poll(ready.data(), ready.size(), poll_timeout(start + limit));
      if (count < 0 && errno == EINTR) {
        continue;
      }
      if (in.is_open() && ready[1].revents != 0) {
        feed(in, unwritten);
      }
      gather(out, result.out);
      gather(err, result.err);
      if (ready[0].revents != 0) {
        return true;
      }
      if (std::chrono::steady_clock::now() >= start + limit) {
        return false;
      }
    }
  }

  std::chrono::milliseconds limit;
  std::chrono::steady_clock::time_point start;
  FileDescriptor in;
  FileDescriptor out;
  FileDescriptor err;
  std::string unwritten;
  ProcessResult result;
  std::optional<Child> child;
};

Process::Process(const ProcessOptions& options) : state_(std::make_unique<State>(options)) {}

Process::~Process() = default;

pid_t Process::pid() const { return state_->child->pid(); }

void Process::signal(int number) const { state_->child->signal(number); }

ProcessResult Process::wait() {
  ProcessResult& result = state_->result;
  result.timed_out = !state_->run_to_end();
  if (result.timed_out) {
    state_->child->kill();
  }
  result.status = state_->child->reap();
  result.took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - state_->start);
  gather(state_->out, result.out);
  gather(state_->err, result.err);
  return std::move(result);
}

ProcessResult run_process(const ProcessOptions& options) { return Process(options).wait(); }

}  // namespace plex::test
