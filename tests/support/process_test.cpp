// SPDX-License-Identifier: MIT
//
// That programs are started with the streams, signals and environment that a test asks for, and
// that their end is reported as a shell reports it. /bin/sh stands in for the program.
#include "tests/support/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include <doctest/doctest.h>

#include "tests/support/file_descriptor.hpp"
#include "tests/support/temporary_directory.hpp"

namespace plex::test {
namespace {

using namespace std::chrono_literals;

ProcessOptions shell(std::string script) {
  ProcessOptions options;
  options.program = "/bin/sh";
  options.arguments = {"-c", std::move(script)};
  options.environment = {{"PATH", "/usr/bin:/bin"}};
  return options;
}

/// Whether a program that need not be a child of this one ends within seconds.
bool ends_soon(pid_t pid) {
  const FileDescriptor program(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  if (!program.is_open()) {
    return errno == ESRCH;
  }
  pollfd end{program.get(), POLLIN, 0};
  return ::poll(&end, 1, 5000) == 1;
}

}  // namespace

TEST_CASE("a process result holds both streams and the exit code") {
  const ProcessResult result = run_process(shell("echo out; echo err >&2; exit 7"));
  CHECK(result.status == 7);
  CHECK(result.out == "out\n");
  CHECK(result.err == "err\n");
  CHECK_FALSE(result.timed_out);
}

TEST_CASE("a process that a signal ended has status 128 and the number") {
  CHECK(run_process(shell("kill -TERM $$")).status == 128 + SIGTERM);
}

TEST_CASE("a process sees the given environment and nothing else") {
  ProcessOptions options;
  options.program = "/usr/bin/env";
  options.environment = {{"A", "1"}, {"EMPTY", ""}};
  CHECK(run_process(options).out == "A=1\nEMPTY=\n");
}

TEST_CASE("a process reads text that is larger than a pipe while it writes as much") {
  ProcessOptions options = shell("cat");
  const std::string text(1'000'000, 't');
  options.input = FromText{text};
  const ProcessResult result = run_process(options);
  CHECK(result.out == text);
  CHECK(result.status == 0);
}

TEST_CASE("text that a process does not read does no harm") {
  ProcessOptions options = shell("exec <&-; echo done");
  options.input = FromText{std::string(1'000'000, 't')};
  CHECK(run_process(options).out == "done\n");
}

TEST_CASE("each standard stream of a process can be closed") {
  const std::string probe = "for i in 0 1 2; do [ -e /proc/self/fd/$i ] || n=$n$i; done; exit 1$n";
  ProcessOptions options = shell(probe);
  options.input = Closed{};
  CHECK(run_process(options).status == 10);
  options.input = DevNull{};
  options.out = Closed{};
  CHECK(run_process(options).status == 11);
  options.out = Captured{};
  options.err = Closed{};
  CHECK(run_process(options).status == 12);
}

TEST_CASE("a process inherits only the three standard descriptors") {
  const FileDescriptor null = open_file("/dev/null", O_RDONLY);
  const FileDescriptor careless(::fcntl(null.get(), F_DUPFD, 100));
  REQUIRE(careless.is_open());
  const std::string number = std::to_string(careless.get());
  CHECK(run_process(shell("[ -e /proc/$$/fd/" + number + " ]")).status == 1);
}

TEST_CASE("a process can be started without any argument, not even its name") {
  ProcessOptions options = shell("");
  options.empty_argv = true;
  options.input = FromText{"wc -c </proc/$$/cmdline"};
  // One empty string, or nothing at all before Linux 5.18.
  const std::string size = run_process(options).out;
  CHECK((size == "1\n" || size == "0\n"));
}

TEST_CASE("a process writes to a full disk, to a file and to nobody") {
  ProcessOptions options = shell("echo x; echo $? >&2");
  options.out = ToFile{"/dev/full"};
  CHECK(run_process(options).err.find("1\n") != std::string::npos);

  const TemporaryDirectory directory;
  options.out = ToFile{directory.path() / "out"};
  CHECK(run_process(options).err == "0\n");
  CHECK(directory.read_file("out") == "x\n");

  options = shell("exec cat /dev/zero");
  options.out = BrokenPipe{};
  CHECK(run_process(options).status == 128 + SIGPIPE);
  options.ignore_sigpipe = true;
  CHECK(run_process(options).status == 1);
}

TEST_CASE("a process starts in the given directory with the given mask") {
  const TemporaryDirectory directory;
  ProcessOptions options = shell("pwd -P; umask; : > made");
  options.working_directory = directory.path();
  options.umask = 0027;
  const std::string place = std::filesystem::canonical(directory.path());
  CHECK(run_process(options).out == place + "\n0027\n");
  CHECK((std::filesystem::status(directory.path() / "made").permissions() ==
         static_cast<std::filesystem::perms>(0640)));
}

TEST_CASE("a process reads a file as its input") {
  const TemporaryDirectory directory;
  ProcessOptions options = shell("cat");
  options.input = FromFile{directory.write_file("in/file", "from a file")};
  CHECK(run_process(options).out == "from a file");
}

TEST_CASE("a process is killed at its limit together with what it started") {
  ProcessOptions options = shell("sleep 60 & echo $!; sleep 60; echo never");
  options.limit = 200ms;
  const ProcessResult result = run_process(options);
  CHECK(result.timed_out);
  CHECK(result.status == 128 + SIGKILL);
  CHECK(result.out.find("never") == std::string::npos);
  CHECK(result.took >= 200ms);
  CHECK(result.took < 5s);
  CHECK(ends_soon(std::stoi(result.out)));
}

TEST_CASE("a process that leaves a child behind is not waited for longer than itself") {
  const ProcessResult result = run_process(shell("sleep 60 & echo gone"));
  CHECK(result.out == "gone\n");
  CHECK(result.took < 5s);
}

TEST_CASE("a running process receives signals") {
  Process process(shell("exec sleep 60"));
  process.signal(SIGINT);
  const ProcessResult result = process.wait();
  CHECK(result.status == 128 + SIGINT);
  CHECK_FALSE(result.timed_out);
}

TEST_CASE("a program that cannot be started is an error of its own and not an exit code") {
  const TemporaryDirectory directory;
  ProcessOptions options;
  options.program = directory.path() / "missing";
  CHECK_THROWS_AS(Process{options}, std::system_error);
  options = shell(":");
  options.working_directory = directory.path() / "missing";
  CHECK_THROWS_AS(Process{options}, std::system_error);
}

TEST_CASE("a temporary directory is removed even when its permissions were taken away") {
  std::filesystem::path path;
  {
    const TemporaryDirectory directory;
    path = directory.path();
    directory.write_file("locked/file", "x", 0400);
    CHECK((std::filesystem::status(path / "locked/file").permissions() ==
           std::filesystem::perms::owner_read));
    std::filesystem::permissions(path / "locked", std::filesystem::perms::none);
  }
  CHECK_FALSE(std::filesystem::exists(path));
}

}  // namespace plex::test
