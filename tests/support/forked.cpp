// SPDX-License-Identifier: MIT
#include "tests/support/forked.hpp"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <exception>

namespace plex::test {
namespace {

constexpr uid_t nobody_user = 65534;

std::string result_of(const std::function<std::string()>& work) {
  try {
    return work();
  } catch (const std::exception& error) {
    return std::string("exception: ") + error.what();
  }
}

[[noreturn]] void run_and_exit(const std::function<std::string()>& work, int write_end) {
  const std::string text = result_of(work);
  const bool told =
      ::write(write_end, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  ::_exit(told ? 0 : 1);
}

void act_on_system_call(long number, std::uint32_t action) {
  std::array<sock_filter, 4> filter = {{
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(number), 0, 1),
      BPF_STMT(BPF_RET | BPF_K, action),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  }};
  const sock_fprog program = {filter.size(), filter.data()};
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
    throw_errno("seccomp");
  }
}

}  // namespace

Forked::Forked(const std::function<std::string()>& work) {
  Pipe pipe = make_pipe();
  pid_ = ::fork();
  if (pid_ < 0) {
    throw_errno("fork");
  }
  if (pid_ == 0) {
    run_and_exit(work, pipe.write_end.get());
  }
  said_ = std::move(pipe.read_end);
}

Forked::~Forked() {
  if (!end_) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
}

bool Forked::running() {
  int status = 0;
  if (!end_ && ::waitpid(pid_, &status, WNOHANG) == pid_) {
    end_ = status;
  }
  return !end_;
}

ForkedResult Forked::wait() {
  ForkedResult result;
  // Ends when the copy ends, as nobody else has the other end.
  while (read_available(said_, result.said)) {
  }
  int status = end_.value_or(0);
  if (!end_ && ::waitpid(pid_, &status, 0) != pid_) {
    throw_errno("waitpid");
  }
  end_ = status;
  result.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return result;
}

ForkedResult run_forked(const std::function<std::string()>& work) { return Forked(work).wait(); }

void limit_file_size(std::size_t bytes) {
  const rlimit limit = {bytes, bytes};
  if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) {
    throw_errno("setrlimit");
  }
}

void fail_system_call(long number, int error) {
  act_on_system_call(number, SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(error));
}

void end_at_system_call(long number) { act_on_system_call(number, SECCOMP_RET_KILL_PROCESS); }

void become_nobody() {
  if (::geteuid() == 0 && (::setresgid(nobody_user, nobody_user, nobody_user) != 0 ||
                           ::setresuid(nobody_user, nobody_user, nobody_user) != 0)) {
    throw_errno("setresuid");
  }
}

}  // namespace plex::test
