// SPDX-License-Identifier: MIT
#include "cmd/browser.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sstream>

namespace plex::cmd {
namespace {

/// Runs in a child: becomes the program, in a grandchild that nobody has to wait for.
[[noreturn]] void become(char* const* arguments) {
  if (::setsid() < 0 || ::fork() != 0) {
    ::_exit(0);
  }
  const int nothing = ::open("/dev/null", O_RDWR);
  for (int stream = 0; stream <= STDERR_FILENO; ++stream) {
    ::dup2(nothing, stream);
  }
  ::close_range(STDERR_FILENO + 1, ~0U, 0);
  ::execvp(arguments[0], arguments);
  ::_exit(127);
}

}  // namespace

std::vector<std::string> find_browser(const Context& context) {
  if (const auto chosen = context.variable("BROWSER")) {
    std::istringstream words(chosen->substr(0, chosen->find(':')));
    std::vector<std::string> command;
    for (std::string word; words >> word;) {
      if (word != "%s") {
        command.push_back(word);
      }
    }
    return command;
  }
  if (context.variable("DISPLAY") || context.variable("WAYLAND_DISPLAY")) {
    return {"xdg-open"};
  }
  if (context.variable("WSL_DISTRO_NAME")) {
    return {"wslview"};
  }
  return {};
}

void start_browser(std::vector<std::string> command, const std::string& url) {
  command.push_back(url);
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (std::string& word : command) {
    arguments.push_back(word.data());
  }
  arguments.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    become(arguments.data());
  }
  if (child > 0) {
    ::waitpid(child, nullptr, 0);
  }
}

}  // namespace plex::cmd
