// SPDX-License-Identifier: MIT
#include "cmd/process.hpp"

#include <fcntl.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace plex::cmd {

void sanitize_standard_fds() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(fd, F_GETFD) == -1) {
      // This is the lowest free descriptor: all below it are open by now.
      const int opened = ::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
      if (opened != fd) {
        std::abort();
      }
    }
  }
}

void deny_memory_access() {
#ifdef NDEBUG
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

std::vector<std::string> take_arguments(int count, char** words) {
  std::vector<std::string> arguments;
  bool hide = false;
  for (int at = 1; at < count; ++at) {
    arguments.emplace_back(words[at]);
    hide = hide || words[at][0] == '-';
    if (hide) {
      ::explicit_bzero(words[at], std::strlen(words[at]));
    }
  }
  return arguments;
}

Environment take_environment(char** variables) {
  Environment environment;
  for (char** entry = variables; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos) {
      environment.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
  }
  ::unsetenv("SSLKEYLOGFILE");
  return environment;
}

}  // namespace plex::cmd
