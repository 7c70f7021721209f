// SPDX-License-Identifier: MIT
//
// That a signal ends the program at once and by that signal, whatever it waits for on the network,
// and that it leaves no half-made file. Signals at a prompt are in prompt_test.cpp.
#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <string>
#include <thread>

#include <doctest/doctest.h>

#include "tests/support/fake_plex_payloads.hpp"
#include "tests/support/fastest_runs.hpp"
#include "tests/support/file_descriptor.hpp"
#include "tests/support/odd_ports.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/plex_process.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/temporary_directory.hpp"

namespace plex::test {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

/// Each more than once, for FastestRuns.
constexpr std::array signals = {SIGINT, SIGTERM, SIGINT, SIGTERM, SIGINT, SIGTERM};

/// Nothing announces these events, so they are looked for again and again.
bool happens(const std::function<bool()>& event) {
  const auto deadline = steady_clock::now() + patience;
  while (!event()) {
    if (steady_clock::now() > deadline) {
      return false;
    }
    std::this_thread::sleep_for(2ms);
  }
  return true;
}

std::set<std::string> files_below(const TemporaryDirectory& directory) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory.path())) {
    if (!entry.is_directory()) {
      names.insert(std::filesystem::relative(entry.path(), directory.path()));
    }
  }
  return names;
}

/// A first run of whoami, so that there is a file to be made; messages go to the file `messages`.
ProcessOptions first_run(const std::string& url, const TemporaryDirectory& home) {
  ProcessOptions options =
      plex_process({"auth", "whoami", "-v", "--retry-initial-interval", "20000"},
                   {{"PLEX_TV_URL", url},
                    {"PLEX_TOKEN", dana_token},
                    {"HOME", home.path()},
                    {"XDG_STATE_HOME", home.path()},
                    {"TMPDIR", home.path()}});
  options.err = ToFile{home.path() / "messages"};
  return options;
}

/// Whether a run that was started has begun to wait.
using Waits = std::function<bool(const TemporaryDirectory&)>;

/// Sends the signal and waits for the end, which without it would take longer than `patience`.
ProcessResult end_by(int number, Process& process, FastestRuns& runs) {
  const auto sent = steady_clock::now();
  process.signal(number);
  ProcessResult result = process.wait();
  const auto took = steady_clock::now() - sent;
  CHECK(result.status == 128 + number);
  CHECK(took < patience);
  runs.add("signal " + std::to_string(number), took);
  return result;
}

void check_that_a_signal_ends_it(int number, const std::string& url, const Waits& waits,
                                 FastestRuns& runs) {
  CAPTURE(number);
  const TemporaryDirectory home;
  Process process(first_run(url, home));
  REQUIRE(waits(home));
  CHECK(end_by(number, process, runs).out == "");
  CHECK(files_below(home) == std::set<std::string>{"messages", "plex/client-identifier"});
}

void check_that_signals_end_it(const std::string& url, const Waits& waits) {
  FastestRuns runs;
  for (const int number : signals) {
    check_that_a_signal_ends_it(number, url, waits, runs);
  }
  runs.check_at_once();
}

/// As above, against a server of its own for each signal.
void check_that_signals_end_it_during(const Script& script, const std::string& scheme,
                                      const std::function<bool(const RawServer&)>& waits) {
  FastestRuns runs;
  for (const int number : signals) {
    const RawServer server(script);
    const auto waits_there = [&](const TemporaryDirectory&) { return waits(server); };
    check_that_a_signal_ends_it(number, scheme + "://127.0.0.1:" + std::to_string(server.port()),
                                waits_there, runs);
  }
  runs.check_at_once();
}

/// How many connections to this port of 127.0.0.1 wait for their first response.
int pending_connections(int port) {
  std::array<char, 32> address{};
  std::snprintf(address.data(), address.size(), " 0100007F:%04X 02 ", port);
  std::ifstream table("/proc/net/tcp");
  int count = 0;
  for (std::string line; std::getline(table, line);) {
    count += line.find(address.data()) != std::string::npos ? 1 : 0;
  }
  return count;
}

bool told(const TemporaryDirectory& home, const std::string& text) {
  return happens([&] { return home.read_file("messages").find(text) != std::string::npos; });
}

}  // namespace

TEST_CASE("a signal ends the program while it connects") {
  const BlackHole nowhere;
  const int before = pending_connections(nowhere.port());
  check_that_signals_end_it(nowhere.url(), [&](const TemporaryDirectory&) {
    return happens([&] { return pending_connections(nowhere.port()) > before; });
  });
}

TEST_CASE("a signal ends the program during the TLS handshake") {
  check_that_signals_end_it_during({Stall{}}, "https", [](const RawServer& server) {
    return server.wait_for_connections(1, patience);
  });
}

TEST_CASE("a signal ends the program while it waits for a response") {
  check_that_signals_end_it_during({ReadRequest{}, Stall{}}, "http", [](const RawServer& server) {
    return server.wait_for_requests(1, patience);
  });
}

TEST_CASE("a signal ends the program in the middle of a body") {
  const std::string half = ok_json(dana_account()).substr(0, 200);
  check_that_signals_end_it_during(
      {ReadRequest{}, Send{half}, Stall{}}, "http",
      [](const RawServer& server) { return server.wait_for_requests(1, patience); });
}

TEST_CASE("a signal ends the program while it waits as long as the service asked") {
  const RawServer server(Script{
      ReadRequest{},
      Send{"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 20\r\nContent-Length: 0\r\n\r\n"}});
  check_that_signals_end_it(server.url(),
                            [](const TemporaryDirectory& home) { return told(home, "< 503 "); });
}

TEST_CASE("a signal ends the program while it waits to connect again") {
  const RefusedPort refused;
  check_that_signals_end_it(
      refused.url(), [](const TemporaryDirectory& home) { return told(home, "< no response"); });
}

TEST_CASE("a signal ends the program while it waits for a token file") {
  const TemporaryDirectory home;
  const std::string fifo = home.path() / "fifo";
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  FastestRuns runs;
  for (const int number : signals) {
    CAPTURE(number);
    Process process(plex_process({"auth", "whoami", "--token-file", fifo}, {}));
    // Opening for writing succeeds once somebody reads.
    FileDescriptor writer;
    REQUIRE(happens([&] {
      writer = FileDescriptor(::open(fifo.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC));
      return writer.is_open();
    }));
    static_cast<void>(end_by(number, process, runs));
  }
  runs.check_at_once();
}

}  // namespace plex::test
