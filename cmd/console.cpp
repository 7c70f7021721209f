// SPDX-License-Identifier: MIT
#include "cmd/console.hpp"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "src/error.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {

void Console::print(std::string_view text) {
  errno = 0;
  out_ << text << std::flush;
  if (!out_) {
    const int reason = errno;
    throw Error(ErrorCode::write_failed,
                fmt::format("the result could not be written to standard output{}{}",
                            reason == 0 ? "" : ": ", reason == 0 ? "" : std::strerror(reason)));
  }
}

void Console::note(std::string_view text) {
  if (!quiet_) {
    write_error(fmt::format("plex: note: {}\n", visible(redact(text))));
  }
}

void Console::warn(std::string_view text) {
  write_error(fmt::format("plex: warning: {}\n", visible(redact(text))));
}

void Console::trace(std::string_view text) {
  if (verbose_) {
    write_error(visible_line(redact(text)) + "\n");
  }
}

void Console::write_error(std::string_view text) {
  err_ << text << std::flush;
  err_.clear();
}

std::string bold(bool on, std::string_view text) {
  return on ? fmt::format("\x1B[1m{}\x1B[0m", text) : std::string(text);
}

std::string bold_red(bool on, std::string_view text) {
  return on ? fmt::format("\x1B[1;31m{}\x1B[0m", text) : std::string(text);
}

}  // namespace plex::cmd
