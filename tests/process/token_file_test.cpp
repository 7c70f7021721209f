// SPDX-License-Identifier: MIT
//
// Tokens and passwords from odd files, the kernel's own endless, empty and silent ones included:
// reading stops at a limit and at the deadline. What the bytes may be is in
// tests/plex/token_test.cpp.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/file_descriptor.hpp"
#include "tests/support/plex_process.hpp"
#include "tests/support/programs.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using namespace std::chrono_literals;

/// A command that needs a secret from `file` and has all else.
ProcessOptions wants(const std::string& what, const std::string& file) {
  const bool token = what == "token";
  const Words words = {"--" + what + "-file", file, "--timeout", "0.3"};
  return plex_process(joined(token ? whoami : signin, words),
                      {{"PLEX_CLIENT_ID", "test-client"},
                       {"PLEX_USERNAME", "dana"},
                       {"PLEX_TV_URL", "http://127.0.0.1:1"}});
}

struct BadFile {
  std::string path;
  std::string token_problem;
  std::string password_problem;
};

std::string unreadable(const std::string& what, const std::string& file, const std::string& why) {
  return "plex: error: cannot read the " + what + " from " + file + ": " + why + "\n";
}

FileDescriptor make_fifo_with_writer(const std::string& path) {
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  return open_file(path, O_RDWR);
}

}  // namespace

TEST_CASE("reading a secret stops at its limit and at what is not a file") {
  const TemporaryDirectory home;
  const std::string huge = home.write_file("huge", "");
  std::filesystem::resize_file(huge, 1U << 30U);
  const std::string long_token = "it is larger than 16448 bytes";
  const std::string long_password = "it is larger than 4098 bytes";
  const std::string missing = home.path() / "missing";
  for (const BadFile& file :
       {BadFile{"/dev/zero", long_token, long_password}, BadFile{huge, long_token, long_password},
        BadFile{home.path(), "Is a directory", "Is a directory"},
        BadFile{missing, "No such file or directory", "No such file or directory"},
        BadFile{huge + "/x", "Not a directory", "Not a directory"}}) {
    CAPTURE(file.path);
    const ProcessResult token = run_process(wants("token", file.path));
    CHECK(token.status == 3);
    CHECK(token.err == unreadable("token", file.path, file.token_problem));
    CHECK(token.took < 2s);
    const ProcessResult password = run_process(wants("password", file.path));
    CHECK(password.status == 3);
    CHECK(password.err == unreadable("password", file.path, file.password_problem));
  }
}

TEST_CASE("an explicit source that is empty exits 3") {
  const TemporaryDirectory home;
  for (const std::string content : {"", "\n", "\r\n"}) {
    CAPTURE(content);
    const std::string file = home.write_file("empty", content);
    CHECK(run_process(wants("token", file)).status == 3);
    CHECK(run_process(wants("password", file)).status == 3);
  }
  CHECK(run_process(wants("token", "/dev/null")).status == 3);
}

TEST_CASE("a pipe without a writer times out at the deadline") {
  const TemporaryDirectory home;
  const std::string fifo = home.path() / "fifo";
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  for (const std::string what : {"token", "password"}) {
    CAPTURE(what);
    const ProcessResult result = run_process(wants(what, fifo));
    CHECK(result.status == 7);
    CHECK(result.took >= 300ms);
    CHECK(result.err == "plex: error: timed out reading the " + what + " from " + fifo +
                            "\nhint: allow more with --timeout SECONDS\n");
  }
}

TEST_CASE("a pipe whose writer says nothing or half a token times out at the deadline") {
  const TemporaryDirectory home;
  const std::string fifo = home.path() / "fifo";
  const FileDescriptor writer = make_fifo_with_writer(fifo);
  CHECK(run_process(wants("token", fifo)).status == 7);
  REQUIRE(::write(writer.get(), "half", 4) == 4);
  ProcessOptions options = wants("token", "-");
  options.input = FromFile{fifo};
  const ProcessResult result = run_process(options);
  CHECK(result.status == 7);
  CHECK(result.err ==
        "plex: error: timed out reading the token from standard input\nhint: allow more with "
        "--timeout SECONDS\n");
}

TEST_CASE("a secret from a standard input that is closed exits 3") {
  for (const std::string what : {"token", "password"}) {
    CAPTURE(what);
    ProcessOptions options = wants(what, "-");
    options.input = Closed{};
    const ProcessResult result = run_process(options);
    CHECK(result.status == 3);
    CHECK(result.err == unreadable(what, "standard input", "Bad file descriptor"));
  }
}

TEST_CASE("a token is read from any descriptor that a shell passes as a file") {
  const FakePlex server;
  const TemporaryDirectory home;
  home.write_file("token", line(dana_token), 0644);
  std::filesystem::permissions(home.path(), static_cast<std::filesystem::perms>(0755));
  const bool both = ::geteuid() == 0;
  for (const std::string script :
       {"exec 9<token; exec \"$0\" auth whoami -q --token-file /dev/fd/9",
        "exec \"$0\" auth whoami -q --token-file /dev/stdin <token",
        "cat token | \"$0\" auth whoami -q --token-file /dev/stdin",
        "cat token | \"$0\" auth whoami -q --token-file -",
        "cat token | PLEX_TOKEN_FILE=/proc/self/fd/0 \"$0\" auth whoami -q"}) {
    CAPTURE(script);
    ProcessOptions options;
    options.program = "/bin/sh";
    options.arguments = {"-c", script, plex_program()};
    options.environment = {{"PATH", "/usr/bin:/bin"},
                           {"PLEX_TV_URL", server.plex_tv_url()},
                           {"PLEX_CLIENT_ID", "test-client"}};
    options.working_directory = home.path();
    CHECK(run_process(options).out == "dana\n");
    if (both) {
      const ProcessResult result = run_process(without_privileges(options));
      CHECK(result.out == "dana\n");
      CHECK(result.err == "");
    }
  }
}

}  // namespace plex::test
