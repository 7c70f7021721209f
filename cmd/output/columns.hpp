// SPDX-License-Identifier: MIT
//
// Lays cells out in aligned columns by their width on a terminal. Knows nothing of what the cells
// mean; colour is put on by the caller's style function.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace plex::cmd {

/// One cell of a table.
struct Cell {
  /// Any text; it is made visible, and cut when it is very wide.
  std::string text;
  /// For a value that must be whole to be of use, such as a token: never cut.
  bool whole = false;
};

using Row = std::vector<Cell>;

/// The widest that a cell is shown, in terminal columns.
inline constexpr std::size_t widest_cell = 120;

/// Puts a style around a padded-out cell's text; gets row and column, both from 0.
using CellStyle =
    std::function<std::string(std::size_t row, std::size_t column, const std::string& text)>;

/// One line a row, each with a newline; two spaces between columns, none at the end of a line. Rows
/// may differ in length. No line can start a CI command.
std::string layout_columns(const std::vector<Row>& rows, const CellStyle& style = {});

}  // namespace plex::cmd
