// SPDX-License-Identifier: MIT
#include "cmd/output/columns.hpp"

#include <chrono>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "src/text/visible.hpp"
#include "tests/support/inert_text.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using namespace cmd;

Row row(const std::vector<std::string>& texts) {
  Row cells;
  for (const std::string& text : texts) {
    cells.push_back({text});
  }
  return cells;
}

std::string layout(const std::vector<std::vector<std::string>>& table) {
  std::vector<Row> rows;
  for (const auto& texts : table) {
    rows.push_back(row(texts));
  }
  return layout_columns(rows);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace

TEST_CASE("columns are as wide as their widest cell and two spaces apart") {
  CHECK(layout({{"NAME", "PORT"}, {"Den", "32400"}, {"Living Room", "1"}}) ==
        "NAME         PORT\n"
        "Den          32400\n"
        "Living Room  1\n");
}

TEST_CASE("rows may differ in length and no line ends in padding") {
  CHECK(layout({{"a", "b", "c"}, {"long"}, {}, {"x", "", ""}, {"", "", "y"}}) ==
        "a     b  c\n"
        "long\n"
        "\n"
        "x\n"
        "         y\n");
  CHECK(layout({}) == "");
}

TEST_CASE("wide and combining and zero-width text and emoji stay aligned") {
  CHECK(layout({{"日本語", "|"},
                {"e\u0301", "|"},
                {"\U0001F600x", "|"},
                {"a\u200Bb", "|"},
                {"123456", "|"},
                {"", "|"}}) ==
        "日本語  |\n"
        "e\u0301       |\n"
        "\U0001F600x     |\n"
        "a\u200Bb      |\n"
        "123456  |\n"
        "        |\n");
}

TEST_CASE("dangerous names are shown and stay aligned") {
  CHECK(layout({{"\x1B[31mred", "|"},
                {"\xC2\x9Bx", "|"},
                {"a\nb\rc", "|"},
                {"\u202Eevil", "|"},
                {"\xFF", "|"},
                {"::stop-commands::x", "|"},
                {"##vso[task]", "|"}}) ==
        "\\x1B[31mred            |\n"
        "\\x9Bx                  |\n"
        "a\\x0Ab\\x0Dc            |\n"
        "\\u202Eevil             |\n"
        "\\xFF                   |\n"
        "\\x3A:stop-commands::x  |\n"
        "\\x23#vso[task]         |\n");
}

TEST_CASE("blank cells do not let a later cell start a line with a command") {
  CHECK(layout({{"", "::x"}}) == "  \\x3A:x\n");
  CHECK(layout({{"   ", "", "::x"}, {"a", "b", "::x"}}) ==
        "        \\x3A:x\n"
        "a    b  ::x\n");
  CHECK(layout({{"\u00A0", "::x"}}) == "\u00A0  \\x3A:x\n");
  CHECK(layout({{"\u200B", "::x"}}) == "\u200B  \\x3A:x\n");
  CHECK(layout({{"  ::x"}}) == "  \\x3A:x\n");
  CHECK(layout({{":", ":x"}}) == ":  :x\n");
}

TEST_CASE("a name of 1 MiB is cut to the widest cell and the next column follows") {
  for (const std::string_view piece : {"a", "漢", "e\u0301", "\x1B"}) {
    const std::string name = repeat(piece, 1'048'576 / piece.size());
    const std::vector<std::string> lines = lines_of(layout({{name, "|"}, {"b", "|"}}));
    INFO("pieces of " << visible(piece));
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].ends_with("…" + repeat(" ", lines[0].size() - lines[0].find("…") - 4) + "|"));
    CHECK(display_width(lines[0]) == display_width(lines[1]));
    CHECK(display_width(lines[0]) <= widest_cell + 3);
    CHECK(display_width(lines[0]) >= widest_cell + 2);
  }
}

TEST_CASE("a cell of the widest width is shown whole and one column more is cut") {
  const std::string widest(widest_cell, 'a');
  CHECK(layout({{widest}}) == widest + "\n");
  CHECK(layout({{widest + "a"}}) == std::string(widest_cell - 1, 'a') + "…\n");
}

TEST_CASE("a name of 1 MiB without width does not move the next column") {
  const std::string name = repeat("\u0301", 524'288);
  const std::vector<std::string> lines = lines_of(layout({{name, "|"}, {"b", "|"}}));
  REQUIRE(lines.size() == 2);
  CHECK(display_width(lines[0]) == 4);
  CHECK(lines[0].ends_with("   |"));
  CHECK(lines[1] == "b  |");
}

TEST_CASE("a whole cell is never cut but made visible and guarded like any other") {
  const std::string token(5000, 't');
  CHECK(layout_columns({{{token, true}, {"x"}}}) == token + "  x\n");
  CHECK(layout_columns({{{"::\x1B", true}}}) == "\\x3A:\\x1B\n");
}

TEST_CASE("a style is put around cells and does not move columns") {
  const CellStyle style = [](std::size_t at_row, std::size_t column, const std::string& text) {
    return "<" + std::to_string(at_row) + "." + std::to_string(column) + " " + text + ">";
  };
  CHECK(layout_columns({row({"a", "bb", "c"}), row({"long", "", "d"})}, style) ==
        "<0.0 a>     <0.1 bb>  <0.2 c>\n"
        "<1.0 long>      <1.2 d>\n");
}

TEST_CASE("a table of random cells has one inert line per row") {
  std::mt19937 random(20240504);
  for (int round = 0; round < 3000; ++round) {
    std::vector<Row> rows(1 + random() % 4);
    for (Row& cells : rows) {
      for (std::size_t count = random() % 4; count > 0; --count) {
        cells.push_back({random_mixture(random, random() % 6), random() % 2 == 0});
      }
    }
    const std::string text = layout_columns(rows);
    INFO("round " << round << ":\n" << visible(text));
    const std::vector<std::string> lines = lines_of(text);
    REQUIRE(lines.size() == rows.size());
    for (const std::string& line : lines) {
      CAPTURE(line);
      REQUIRE(danger_in_line(line) == "");
    }
  }
}

TEST_CASE("a thousand rows of long names are laid out without delay") {
  const std::vector<Row> rows(1000, row({std::string(500, 'x'), "", repeat("漢", 300)}));
  const auto start = std::chrono::steady_clock::now();
  CHECK(lines_of(layout_columns(rows)).size() == 1000);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
}

}  // namespace plex::test
