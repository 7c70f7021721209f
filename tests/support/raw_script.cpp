// SPDX-License-Identifier: MIT
#include "tests/support/raw_script.hpp"

#include <strings.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "tests/support/raw_connection.hpp"

namespace plex::test {
namespace {

std::size_t content_length(std::string_view head) {
  constexpr std::string_view name = "\r\ncontent-length:";
  for (std::size_t at = head.find("\r\n"); at != head.npos; at = head.find("\r\n", at + 1)) {
    std::string_view line = head.substr(at);
    if (line.size() >= name.size() && ::strncasecmp(line.data(), name.data(), name.size()) == 0) {
      line.remove_prefix(name.size());
      line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
      std::size_t length = 0;
      std::from_chars(line.data(), line.data() + line.size(), length);
      return length;
    }
  }
  return 0;
}

/// How many of `bytes` are the first request, 0 while it is incomplete.
std::size_t request_size(std::string_view bytes) {
  constexpr std::string_view blank_line = "\r\n\r\n";
  const std::size_t end = bytes.find(blank_line);
  if (end == bytes.npos) {
    return 0;
  }
  const std::size_t head = end + blank_line.size();
  const std::size_t body = content_length(bytes.substr(0, head));
  return body <= bytes.size() - head ? head + body : 0;
}

std::string repeated_to_64_kib(const std::string& bytes) {
  std::string block = bytes;
  while (block.size() < 65536) {
    block += bytes;
  }
  return block;
}

/// Runs the steps of one script. Each operator() says whether the script goes on.
class ScriptRunner {
 public:
  ScriptRunner(RawConnection& connection, const std::function<void(std::string)>& remember)
      : connection_(connection), remember_(remember) {}

  bool operator()(const Send& step) { return connection_.write(step.bytes); }

  bool operator()(const SendSlowly& step) {
    bool first = true;
    return std::all_of(step.bytes.begin(), step.bytes.end(), [&](const char& byte) {
      const bool waited = std::exchange(first, false) || connection_.pause(step.between);
      return waited && connection_.write(std::string_view(&byte, 1));
    });
  }

  bool operator()(const SendForever& step) {
    const std::string block = repeated_to_64_kib(step.bytes);
    while (connection_.write(block)) {
    }
    return false;
  }

  bool operator()(const Stall&) {
    connection_.wait_for_hang_up();
    return true;
  }

  bool operator()(const Reset&) {
    connection_.reset();
    closed_ = true;
    return false;
  }

  bool operator()(const Close& step) {
    connection_.close(step.close_notify);
    closed_ = true;
    return false;
  }

  bool operator()(const ReadRequest&) {
    std::size_t size = request_size(unread_);
    while (size == 0 && connection_.read(unread_)) {
      size = request_size(unread_);
    }
    const bool whole = size > 0;
    if (!unread_.empty()) {
      remember_(unread_.substr(0, whole ? size : unread_.size()));
    }
    unread_.erase(0, whole ? size : unread_.size());
    return whole;
  }

  bool operator()(const Call& step) {
    step.function();
    return true;
  }

  bool closed() const { return closed_; }

 private:
  RawConnection& connection_;
  const std::function<void(std::string)>& remember_;
  std::string unread_;
  bool closed_ = false;
};

}  // namespace

Script says(const std::string& bytes) { return {ReadRequest{}, Send{bytes}, Close{}}; }

void check_script(const Script& script) {
  for (const Step& step : script) {
    const auto* forever = std::get_if<SendForever>(&step);
    if (forever != nullptr && forever->bytes.empty()) {
      throw std::invalid_argument("SendForever needs bytes");
    }
  }
}

void run_script(const Script& script, RawConnection& connection,
                const std::function<void(std::string)>& remember) {
  ScriptRunner runner(connection, remember);
  static_cast<void>(std::all_of(script.begin(), script.end(),
                                [&](const Step& step) { return std::visit(runner, step); }));
  if (!runner.closed()) {
    connection.close(true);
  }
}

}  // namespace plex::test
