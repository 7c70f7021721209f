// SPDX-License-Identifier: MIT
//
// The program plex: hardens the process, connects streams, terminal, clock and libcurl to a
// Context, and runs.
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <iostream>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#include "cmd/accounts/secret_service.hpp"
#include "cmd/app.hpp"
#include "cmd/browser.hpp"
#include "cmd/console.hpp"
#include "cmd/context.hpp"
#include "cmd/output/error_report.hpp"
#include "cmd/process.hpp"
#include "cmd/secrets/terminal.hpp"
#include "src/deadline.hpp"
#include "src/error.hpp"
#include "src/http/curl_transport.hpp"

namespace {

double random_fraction() {
  std::uint32_t bits = 0;
  if (::getentropy(&bits, sizeof bits) != 0) {
    return 0.5;
  }
  return static_cast<double>(bits) / std::numeric_limits<std::uint32_t>::max();
}

plex::cmd::Context make_context(char** variables) {
  plex::cmd::Context context{plex::cmd::Console(std::cout, std::cerr)};
  context.stdin_fd = STDIN_FILENO;
  context.stdout_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  context.stderr_is_terminal = ::isatty(STDERR_FILENO) == 1;
  context.environment = plex::cmd::take_environment(variables);
  context.terminal.interactive = ::isatty(STDIN_FILENO) == 1 && context.stderr_is_terminal;
  context.terminal.prompt = plex::cmd::prompt_on_terminal;
  context.keyring = plex::cmd::secret_service_keyring();
  context.open_browser = plex::cmd::start_browser;
  context.make_transport = plex::make_curl_transport;
  context.tools.now = plex::Clock::now;
  context.tools.wall_clock = std::chrono::system_clock::now;
  context.tools.sleep = [](plex::Milliseconds time) { std::this_thread::sleep_for(time); };
  context.tools.jitter = random_fraction;
  context.library_versions = plex::curl_versions;
  return context;
}

}  // namespace

int main(int argc, char** argv) {
  plex::cmd::sanitize_standard_fds();
  plex::cmd::deny_memory_access();
  const std::vector<std::string> arguments = plex::cmd::take_arguments(argc, argv);
  plex::cmd::Context context = make_context(environ);
  if (argc == 0) {
    plex::cmd::report_text({plex::ErrorCode::usage, "the argument list is empty"}, context.console);
    return 2;
  }
  const int status = plex::cmd::run(arguments, context);
#ifdef NDEBUG
  // All output is flushed and checked. Skip static destructors: OpenSSL's clean-up costs 5 % of a
  // run and the kernel frees everything anyway.
  ::_exit(status);
#endif
  return status;
}
