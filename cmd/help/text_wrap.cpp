// SPDX-License-Identifier: MIT
#include "cmd/help/text_wrap.hpp"

#include <algorithm>

namespace plex::cmd {
namespace {

constexpr std::size_t page_width = 80;

}  // namespace

std::string wrap(const std::string& text, std::size_t column) {
  std::string wrapped;
  std::size_t used = column;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (used > column && used + 1 + word.size() > page_width) {
      wrapped += "\n" + std::string(column, ' ');
      used = column;
    } else if (used > column) {
      wrapped += ' ';
      ++used;
    }
    wrapped += word;
    used += word.size();
    at = end + 1;
  }
  return wrapped;
}

std::string entry_text(const std::string& name, const std::string& help, std::size_t column) {
  std::string text = "  " + name;
  if (text.size() + 2 > column) {
    text += "\n" + std::string(column, ' ');
  } else {
    text.append(column - text.size(), ' ');
  }
  return text + wrap(help, column) + "\n";
}

}  // namespace plex::cmd
