// SPDX-License-Identifier: MIT
#include "tests/support/run_plex.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <sstream>
#include <stdexcept>
#include <utility>

#include "cmd/app.hpp"
#include "src/deadline.hpp"
#include "src/http/curl_transport.hpp"
#include "src/http/http.hpp"
#include "tests/support/file_descriptor.hpp"

namespace plex::test {
namespace {

FileDescriptor file_with(const std::string& content) {
  FileDescriptor file(::memfd_create("standard input", MFD_CLOEXEC));
  const bool written =
      ::write(file.get(), content.data(), content.size()) == static_cast<ssize_t>(content.size());
  if (!written || ::lseek(file.get(), 0, SEEK_SET) != 0) {
    throw std::runtime_error("standard input could not be made");
  }
  return file;
}

}  // namespace

cmd::Keyring no_keyring() {
  const auto refuse = []() -> Error {
    return {ErrorCode::store_unavailable, "there is no keyring here"};
  };
  return {.probe = [](Milliseconds) { return cmd::KeyringState::unavailable; },
          .unlock = [refuse]() -> bool { throw refuse(); },
          .find = [refuse](std::string_view) -> std::optional<Secret> { throw refuse(); },
          .store = [refuse](std::string_view, const Secret&) { throw refuse(); },
          .remove = [refuse](std::string_view) { throw refuse(); }};
}

RunResult run_plex(const Words& arguments, const World& world) {
  std::ostringstream out;
  std::ostringstream err;
  RunResult result;
  Clock::duration skipped{0};
  const FileDescriptor input = file_with(world.input);
  cmd::Context context{cmd::Console(out, err)};
  context.stdin_fd = input.get();
  context.stdout_is_terminal = world.stdout_is_terminal;
  context.stderr_is_terminal = world.stderr_is_terminal;
  context.environment.insert(world.environment.begin(), world.environment.end());
  if (world.with_client_id) {
    context.environment.emplace("PLEX_CLIENT_ID", "test-client");
  }
  context.terminal = {static_cast<bool>(world.person), world.person};
  context.make_transport = [&](TransportOptions options) {
    if (world.adjust) {
      world.adjust(options);
    }
    return make_curl_transport(std::move(options));
  };
  context.tools.now = [&] { return Clock::now() + skipped; };
  context.tools.wall_clock = [&] {
    return std::chrono::system_clock::time_point(fixed_now) +
           std::chrono::duration_cast<std::chrono::system_clock::duration>(skipped);
  };
  context.tools.sleep = [&](Milliseconds wait) {
    if (world.on_wait) {
      world.on_wait(wait);
    }
    result.waits.push_back(wait);
    skipped += wait;
  };
  context.tools.jitter = [] { return 1.0; };
  context.keyring = world.keyring;
  context.open_browser = [&](std::vector<std::string> command, const std::string& url) {
    std::string line;
    for (const std::string& word : command) {
      line += word + " ";
    }
    result.opened.push_back(line + url);
  };
  context.library_versions = curl_versions;
  result.status = cmd::run(arguments, context);
  result.out = out.str();
  result.err = err.str();
  return result;
}

}  // namespace plex::test
