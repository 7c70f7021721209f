// SPDX-License-Identifier: MIT
//
// Program fake-plex: the fake Plex of the tests for scripts and demonstrations. It prints where it
// listens, as lines for an environment, and serves until it is told to stop by SIGTERM or SIGINT.

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "tests/support/fake_plex_server.hpp"

namespace {

constexpr const char* usage = "usage: fake-plex [--https] [--ca-file FILE] [--everywhere]\n";

struct Arguments {
  bool https = false;
  std::string ca_file = {};
  bool everywhere = false;
};

std::optional<Arguments> parse(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--https") {
      arguments.https = true;
    } else if (argument == "--everywhere") {
      arguments.everywhere = true;
    } else if (argument == "--ca-file" && i + 1 < argc) {
      arguments.ca_file = argv[++i];
    } else {
      return std::nullopt;
    }
  }
  return arguments;
}

/// Must come before the first thread starts, so that all of them leave the signals to sigwait.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

bool write_file(const std::string& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << content;
  file.close();
  return !file.fail();
}

int serve(const Arguments& arguments) {
  const sigset_t signals = block_stop_signals();
  plex::test::FakePlexOptions options;
  options.https = arguments.https;
  options.everywhere = arguments.everywhere;
  const plex::test::FakePlexServer server(options);
  if (!arguments.ca_file.empty() && !write_file(arguments.ca_file, server.ca_pem())) {
    std::fprintf(stderr, "fake-plex: cannot write %s\n", arguments.ca_file.c_str());
    return EXIT_FAILURE;
  }
  std::printf("PLEX_URL=%s\nPLEX_TV_URL=%s\n", server.server_url().c_str(),
              server.plex_tv_url().c_str());
  if (std::fflush(stdout) != 0) {
    return EXIT_FAILURE;
  }
  int signal = 0;
  sigwait(&signals, &signal);
  return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  const std::optional<Arguments> arguments = parse(argc, argv);
  if (!arguments) {
    std::fputs(usage, stderr);
    return 2;
  }
  try {
    return serve(*arguments);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "fake-plex: %s\n", error.what());
    return EXIT_FAILURE;
  }
}
