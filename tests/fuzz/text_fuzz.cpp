// SPDX-License-Identifier: MIT
//
// The text sanitiser: whatever comes, what is shown is one line of UTF-8 that acts on no terminal
// and starts no CI command.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "cmd/output/columns.hpp"
#include "src/text/utf8.hpp"
#include "src/text/visible.hpp"

namespace {

void expect(bool holds) {
  if (!holds) {
    std::abort();
  }
}

bool acts_on_terminals(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void expect_inert(std::string_view line) {
  expect(plex::is_valid_utf8(line));
  expect(line.find("##[") == std::string_view::npos);
  expect(line.find("##vso[") == std::string_view::npos);
  const std::size_t start = line.find_first_not_of(' ');
  expect(start == std::string_view::npos || line.substr(start, 2) != "::");
  while (!line.empty()) {
    const plex::CodePoint next = plex::decode_utf8(line);
    expect(!acts_on_terminals(next.value));
    line.remove_prefix(next.length);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  const std::string line = plex::visible_line(text);
  expect_inert(line);
  const std::string cut = plex::cut_to_width(line, 20);
  expect(plex::display_width(cut) <= 20 || cut == line);
  const std::string table = plex::cmd::layout_columns({{{text}, {text}}, {{"name"}, {text, true}}});
  expect_inert(std::string_view(table).substr(0, table.find('\n')));
  return 0;
}
