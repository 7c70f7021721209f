// SPDX-License-Identifier: MIT
//
// The client identifier when processes meet: first runs at the same time, runs that are killed,
// other users, umasks and a full disk. The states of its file are in the test of the same name in
// tests/storage/.
#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <iterator>
#include <list>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/file_descriptor.hpp"
#include "tests/support/plex_process.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* name = "plex/client-identifier";

ProcessOptions with_state(const FakePlex& server, const fs::path& state, const Words& arguments) {
  Variables variables = variables_for(server);
  variables.erase("PLEX_CLIENT_ID");
  variables["XDG_STATE_HOME"] = state;
  return plex_process(arguments, variables);
}

std::set<std::string> sent_identifiers(const FakePlex& server) {
  std::set<std::string> identifiers;
  for (const RecordedRequest& request : server.requests()) {
    identifiers.insert(request.header("X-Plex-Client-Identifier"));
  }
  return identifiers;
}

/// The names in the directory of the identifier.
std::set<std::string> files_of(const TemporaryDirectory& home) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(home.path() / "plex")) {
    names.insert(entry.path().filename());
  }
  return names;
}

/// Kills the program as soon as it has made any file beside the identifier.
void kill_while_writing(const FakePlex& server, const TemporaryDirectory& home) {
  const FileDescriptor events(::inotify_init1(IN_CLOEXEC));
  REQUIRE(::inotify_add_watch(events.get(), (home.path() / "plex").c_str(), IN_CREATE) >= 0);
  Process process(with_state(server, home.path(), {"auth", "whoami"}));
  pollfd created{events.get(), POLLIN, 0};
  REQUIRE(::poll(&created, 1, 5000) == 1);
  process.signal(SIGKILL);
  static_cast<void>(process.wait());
}

/// The same program, started by a shell script that ends with: exec "$0" "$@".
ProcessOptions by_shell(const std::string& script, ProcessOptions options) {
  options.arguments = joined({"-c", script, options.program}, options.arguments);
  options.program = "/bin/sh";
  return options;
}

void check_that_it_cannot_be_stored(const FakePlex& server, const ProcessOptions& run_of_signin,
                                    const ProcessOptions& run_of_whoami) {
  const ProcessResult refused = run_process(run_of_signin);
  CHECK(refused.status == 3);
  CHECK(refused.out == "");
  CHECK(refused.err.find("plex: error: cannot read or store the client identifier in ") == 0);
  CHECK(refused.err.find("\nhint: pass one with --client-id ID or PLEX_CLIENT_ID\n") !=
        std::string::npos);
  CHECK(server.requests().empty());
  const ProcessResult other = run_process(run_of_whoami);
  CHECK(other.status == 0);
  CHECK(other.out == "dana\n");
  CHECK(other.err == "");
}

}  // namespace

TEST_CASE("twenty first runs at once end with one identifier") {
  const FakePlex server;
  const TemporaryDirectory home;
  const std::string gate = home.path() / "gate";
  REQUIRE(::mkfifo(gate.c_str(), 0600) == 0);
  std::list<Process> runs;
  ProcessOptions first_run = with_state(server, home.path() / "deep/state", {"auth", "whoami"});
  first_run.environment["HOME"] = home.path();
  for (int i = 0; i < 20; ++i) {
    // Each stands at the gate until somebody opens it for writing.
    runs.emplace_back(by_shell(": <" + gate + "; exec \"$0\" \"$@\"", first_run));
  }
  const FileDescriptor opened = open_file(gate, O_RDWR);
  for (Process& run : runs) {
    CAPTURE(run.pid());
    CHECK(run.wait().status == 0);
  }
  CHECK(server.requests().size() == 20);
  const std::set<std::string> identifiers = sent_identifiers(server);
  REQUIRE(identifiers.size() == 1);
  CHECK(home.read_file("deep/state/plex/client-identifier") == *identifiers.begin() + "\n");
  CHECK(std::distance(fs::directory_iterator(home.path() / "deep/state/plex"), {}) == 1);
}

TEST_CASE("a run that is killed while writing leaves a whole identifier or none") {
  const FakePlex server;
  for (int i = 0; i < 20; ++i) {
    CAPTURE(i);
    const TemporaryDirectory home;
    fs::create_directory(home.path() / "plex");
    kill_while_writing(server, home);
    std::string left;
    if (files_of(home).count("client-identifier") == 1) {
      left = home.read_file(name);
      CHECK(left.size() == 37);
    }
    const ProcessResult next =
        run_process(with_state(server, home.path(), {"auth", "signin", "-q"}));
    CHECK(next.status == 0);
    const std::string now = home.read_file(name);
    CHECK((left.empty() || left == now));
    CHECK(now == server.requests().back().header("X-Plex-Client-Identifier") + "\n");
  }
}

TEST_CASE("the file and its directory are private under any umask") {
  const FakePlex server;
  for (const mode_t mask : {0000U, 0022U, 0077U, 0777U}) {
    CAPTURE(mask);
    const TemporaryDirectory home;
    ProcessOptions options = with_state(server, home.path(), {"auth", "signin", "-q"});
    options.umask = mask;
    CHECK(run_process(options).status == 0);
    CHECK(mode_of(home.path() / name) == 0600);
    CHECK(mode_of(home.path() / "plex") == 0700);
  }
}

TEST_CASE("parent directories that had to be made are private too under any umask") {
  const FakePlex server;
  for (const mode_t mask : {0000U, 0077U, 0777U}) {
    CAPTURE(mask);
    const TemporaryDirectory home;
    ProcessOptions options = with_state(server, home.path(), {"auth", "signin", "-q"});
    options.environment.erase("XDG_STATE_HOME");
    options.environment["HOME"] = home.path();
    options.umask = mask;
    CHECK(run_process(options).status == 0);
    CHECK(mode_of(home.path() / ".local") == 0700);
    CHECK(mode_of(home.path() / ".local/state") == 0700);
    CHECK(mode_of(home.path() / ".local/state/plex") == 0700);
  }
}

TEST_CASE("signin reports a directory that cannot be written and the others go on") {
  for (const bool has_directory : {false, true}) {
    CAPTURE(has_directory);
    const FakePlex server;
    const TemporaryDirectory home;
    if (has_directory) {
      fs::create_directory(home.path() / "plex");
      fs::permissions(home.path() / "plex", static_cast<fs::perms>(0555));
    }
    fs::permissions(home.path(), static_cast<fs::perms>(0555));
    check_that_it_cannot_be_stored(
        server, without_privileges(with_state(server, home.path(), {"auth", "signin"})),
        without_privileges(with_state(server, home.path(), {"auth", "whoami", "-q"})));
    CHECK(fs::exists(home.path() / "plex") == has_directory);
  }
}

TEST_CASE("signin reports an identifier that cannot be read and the others go on") {
  const FakePlex server;
  const TemporaryDirectory home;
  home.write_file(name, "someone-elses-identifier\n", 0000);
  fs::permissions(home.path(), static_cast<fs::perms>(0755));
  check_that_it_cannot_be_stored(
      server, without_privileges(with_state(server, home.path(), {"auth", "signin"})),
      without_privileges(with_state(server, home.path(), {"auth", "whoami", "-q"})));
}

TEST_CASE("signin reports a state directory that is not a directory and the others go on") {
  const TemporaryDirectory home;
  const std::string file = home.write_file("file", "");
  for (const std::string& state : {file, std::string("/dev/null"), std::string("/proc/self/fd")}) {
    CAPTURE(state);
    const FakePlex server;
    check_that_it_cannot_be_stored(server, with_state(server, state, {"auth", "signin"}),
                                   with_state(server, state, {"auth", "whoami", "-q"}));
  }
}

TEST_CASE("a disk that is full while the identifier is written leaves nothing behind") {
  const FakePlex server;
  const TemporaryDirectory home;
  const auto on_full_disk = [&](const Words& arguments) {
    return by_shell("trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"",
                    with_state(server, home.path(), arguments));
  };
  check_that_it_cannot_be_stored(server, on_full_disk({"auth", "signin"}),
                                 on_full_disk({"auth", "whoami", "-q"}));
  CHECK(files_of(home).empty());
}

TEST_CASE("a signal while the identifier is written ends the program and leaves nothing behind") {
  const FakePlex server;
  for (const std::string command : {"signin", "whoami"}) {
    CAPTURE(command);
    const TemporaryDirectory home;
    // The kernel sends the signal in the middle of the write.
    const ProcessResult result = run_process(by_shell(
        "ulimit -f 0; exec \"$0\" \"$@\"", with_state(server, home.path(), {"auth", command})));
    CHECK(result.status == 128 + SIGXFSZ);
    CHECK(result.out == "");
    CHECK(result.err == "");
    CHECK(files_of(home).empty());
  }
  CHECK(server.requests().empty());
}

TEST_CASE("without a home directory signin exits 3 and the others go on") {
  const FakePlex server;
  ProcessOptions options = with_state(server, "", {"auth", "signin"});
  const ProcessResult refused = run_process(options);
  CHECK(refused.status == 3);
  CHECK(refused.err ==
        "plex: error: nowhere to store the client identifier: neither XDG_STATE_HOME nor HOME is "
        "an absolute path\nhint: pass one with --client-id ID or PLEX_CLIENT_ID\n");
  CHECK(server.requests().empty());
  options.arguments = {"auth", "whoami", "-q"};
  CHECK(run_process(options).out == "dana\n");
}

}  // namespace plex::test
