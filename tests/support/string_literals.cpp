// SPDX-License-Identifier: MIT
#include "tests/support/string_literals.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <utility>

namespace plex::test {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view source) : rest_(source) {}

  std::vector<std::string> literals() {
    while (!rest_.empty()) {
      step();
    }
    return std::move(literals_);
  }

 private:
  void step() {
    if (rest_.starts_with("//") || rest_.starts_with("#include")) {
      skip(rest_.find('\n'));
    } else if (rest_.starts_with("/*")) {
      skip(rest_.find("*/") + 2);
    } else if (rest_.front() == '"') {
      const std::string value = take_quoted('"');
      if (joins_) {
        literals_.back() += value;
      } else {
        literals_.push_back(value);
      }
      joins_ = true;
    } else if (rest_.front() == '\'' && !in_word_) {
      take_quoted('\'');
      joins_ = false;
    } else {
      const auto c = static_cast<unsigned char>(rest_.front());
      joins_ = joins_ && std::isspace(c) != 0;
      // A ' within a number separates digits.
      in_word_ = std::isalnum(c) != 0 || (in_word_ && c == '\'');
      skip(1);
    }
  }

  std::string take_quoted(char quote) {
    std::string value;
    skip(1);
    while (!rest_.empty() && rest_.front() != quote) {
      const bool escaped = rest_.front() == '\\';
      skip(escaped ? 1 : 0);
      const char c = rest_.front();
      value += !escaped ? c : c == 'n' ? '\n' : c == 't' ? '\t' : c;
      skip(1);
    }
    skip(1);
    in_word_ = false;
    return value;
  }

  void skip(std::size_t count) { rest_.remove_prefix(std::min(count, rest_.size())); }

  std::string_view rest_;
  std::vector<std::string> literals_;
  /// Whether only white space and comments came since the last literal.
  bool joins_ = false;
  bool in_word_ = false;
};

}  // namespace

std::vector<std::string> string_literals(std::string_view source) {
  return Scanner(source).literals();
}

}  // namespace plex::test
