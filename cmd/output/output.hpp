// SPDX-License-Identifier: MIT
//
// The output formats of a result: table, json, tsv, env, the bare value, one field. A command fills
// a Result for all of them; only options decide which one is printed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cmd/console.hpp"
#include "cmd/options/options.hpp"
#include "cmd/output/columns.hpp"
#include "src/text/json.hpp"

namespace plex::cmd {

enum class Format { table, json, tsv, env, bare, field };

/// The output format that the user wants.
struct OutputChoice {
  Format format = Format::table;
  /// For Format::field.
  std::string field;
};

/// Throws Error(usage) if `-q`, `--field` and `-o` contradict each other.
OutputChoice choose_output(const OutputOptions& options);

/// A block of a table.
struct Block {
  enum class Kind {
    /// Two columns, name and value.
    fields,
    /// The first row names the columns.
    list,
  };
  Kind kind = Kind::fields;
  std::vector<Row> rows;
};

/// A result, for every output format.
struct Result {
  /// Printed one after the other, separated by an empty line. Without a block, `bare` is printed.
  std::vector<Block> table;
  /// The JSON document; must be set.
  std::shared_ptr<const Json> json;
  /// Rows of TSV; if `tsv_from_json`, the members of the JSON document are the rows.
  std::vector<std::vector<std::string>> tsv;
  bool tsv_from_json = true;
  /// Variables and values of `-o env`, which fails if a value is absent. After a token follow the
  /// variables that could stand in its way, with empty values, which count as unset.
  std::vector<std::pair<std::string, std::optional<std::string>>> env;
  /// What `-q` prints, one line each.
  std::vector<std::string> bare;
  /// Whether an empty `bare` is a result.
  bool may_be_empty = false;
  /// The next step if `--field` names nothing.
  std::string field_hint = "-o json shows the available fields";
};

/// Prints the format that was chosen. Throws Error: field_missing if the value asked for is absent,
/// unexpected for a value that an env line cannot hold, write_failed.
void print(const Result& result, const OutputChoice& choice, Console& console);

}  // namespace plex::cmd
