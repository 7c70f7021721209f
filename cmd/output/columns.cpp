// SPDX-License-Identifier: MIT
#include "cmd/output/columns.hpp"

#include <algorithm>
#include <cstddef>

#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

/// The text of the cell as it follows `before`, the line so far: after blank cells it could
/// otherwise start a CI command.
std::string shown(const Cell& cell, const std::string& before) {
  const std::string text = visible(cell.text);
  const std::string line =
      guard_line_start(before + (cell.whole ? text : cut_to_width(text, widest_cell)));
  return line.substr(before.size());
}

}  // namespace

std::string layout_columns(const std::vector<Row>& rows, const CellStyle& style) {
  std::vector<std::vector<std::string>> lines;
  std::vector<std::size_t> widths;
  for (const Row& row : rows) {
    std::vector<std::string>& line = lines.emplace_back();
    std::string before;
    for (const Cell& cell : row) {
      const std::size_t column = line.size();
      line.push_back(shown(cell, before));
      before += line.back() + "  ";
      widths.resize(std::max(widths.size(), column + 1));
      widths[column] = std::max(widths[column], display_width(line.back()));
    }
  }
  std::string text;
  for (std::size_t row = 0; row < lines.size(); ++row) {
    std::size_t owed = 0;
    for (std::size_t column = 0; column < lines[row].size(); ++column) {
      const std::string& cell = lines[row][column];
      if (!cell.empty()) {
        text.append(owed, ' ').append(style ? style(row, column, cell) : cell);
        owed = 0;
      }
      owed += widths[column] - display_width(cell) + 2;
    }
    text += '\n';
  }
  return text;
}

}  // namespace plex::cmd
