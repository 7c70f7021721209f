// SPDX-License-Identifier: MIT
//
// Lays out cells in columns that are aligned by their width on a terminal. Does not know what the
// cells mean; the caller's style function adds colour.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace plex::cmd {

/// One cell of a table.
struct Cell {
  /// Any text; it is made visible, and cut if it is wider than `widest_cell`.
  std::string text;
  /// Never cut: for a value that is of use only as a whole, such as a token.
  bool whole = false;
};

using Row = std::vector<Cell>;

/// What stands for an absent value in a table.
inline constexpr const char* absent = "-";

/// The width at which a cell is cut, in terminal columns.
inline constexpr std::size_t widest_cell = 120;

/// Puts a style around the text of a cell; gets row and column, both from 0.
using CellStyle =
    std::function<std::string(std::size_t row, std::size_t column, const std::string& text)>;

/// One line per row, each with a newline; two spaces between columns, none at the end of a line.
/// Rows may differ in length. No line can start a CI command.
std::string layout_columns(const std::vector<Row>& rows, const CellStyle& style = {});

}  // namespace plex::cmd
