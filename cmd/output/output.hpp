// SPDX-License-Identifier: MIT
//
// The forms of a result: table, json, tsv, env, the bare value, one field. A command fills a Result
// with all of them; which one is printed depends on options alone.
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

/// Which form the user wants.
struct OutputChoice {
  Format format = Format::table;
  /// For Format::field.
  std::string field;
};

/// Checks that `-q`, `--field` and `-o` do not contradict, and that the command has the form.
/// Throws Error(usage).
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

/// A result in every form.
struct Result {
  /// Shown one below the other with an empty line between.
  std::vector<Block> table;
  /// The JSON document; must be set.
  std::shared_ptr<const Json> json;
  /// Rows of TSV; where there are none, the members of the JSON document are the rows.
  std::vector<std::vector<std::string>> tsv;
  bool tsv_from_json = true;
  /// Variables and values of the env form; a value that is absent cannot be written so.
  std::vector<std::pair<std::string, std::optional<std::string>>> env;
  /// What `-q` prints, one line each.
  std::vector<std::string> bare;
  /// The next step where `--field` names nothing.
  std::string field_hint = "-o json shows the available fields";
};

/// Prints the form that was chosen. Throws Error: field_missing where the value asked for is
/// absent, unexpected for a value that the env form cannot hold, write_failed.
void print(const Result& result, const OutputChoice& choice, Console& console);

}  // namespace plex::cmd
