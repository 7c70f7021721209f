// SPDX-License-Identifier: MIT
#include "cmd/output/output.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cmd/options/env.hpp"
#include "src/error.hpp"
#include "src/text/json.hpp"
#include "src/text/utf8.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

/// Longer than any path to a member.
constexpr std::size_t max_field_bytes = 1024;

/// A JSON value as a cell or a bare value: strings as they are, anything else as JSON.
std::string raw_value(const Json& value) {
  return value.is_string() ? value.get<std::string>() : format_json(value);
}

/// The member of `container` that one step of a path names, or nullptr.
const Json* step(const Json& container, const std::string& name) {
  if (container.is_object()) {
    return find_member(container, name);
  }
  std::size_t index = 0;
  const char* end = name.data() + name.size();
  const auto [last, error] = std::from_chars(name.data(), end, index);
  const bool found = container.is_array() && error == std::errc() && last == end &&
                     index < container.size() && !container[index].is_null();
  return found ? &container[index] : nullptr;
}

std::string field_text(const Result& result, const std::string& path) {
  const Json* value = result.json.get();
  for (std::size_t at = 0; value != nullptr && at <= path.size();) {
    const std::size_t dot = std::min(path.find('.', at), path.size());
    value = step(*value, path.substr(at, dot - at));
    at = dot + 1;
  }
  if (value == nullptr) {
    throw Error(ErrorCode::field_missing, fmt::format("the result has no field {}", visible(path)),
                result.field_hint);
  }
  return raw_value(*value) + "\n";
}

std::string bare_text(const Result& result) {
  std::string text;
  for (const std::string& value : result.bare) {
    text += visible_line(value) + "\n";
  }
  if (text.empty() && !result.may_be_empty) {
    throw Error(ErrorCode::field_missing, "the result has no value to print");
  }
  return text;
}

/// Tab, newline and backslash as `\t`, `\n` and `\\`; other control characters as in visible().
std::string tsv_cell(const std::string& text) {
  std::string cell;
  std::string plain;
  const auto flush = [&] {
    cell += visible(plain);
    plain.clear();
  };
  for (const char c : text) {
    if (c == '\t' || c == '\n' || c == '\\') {
      flush();
      cell += c == '\t' ? "\\t" : c == '\n' ? "\\n" : "\\\\";
    } else {
      plain += c;
    }
  }
  flush();
  return cell;
}

std::string tsv_text(const Result& result) {
  std::vector<std::vector<std::string>> rows = result.tsv;
  if (result.tsv_from_json) {
    for (const auto& member : result.json->items()) {
      rows.push_back({member.key(), raw_value(member.value())});
    }
  }
  std::string text;
  for (const std::vector<std::string>& row : rows) {
    std::string line;
    for (const std::string& value : row) {
      line += (line.empty() && &value == &row.front() ? "" : "\t") + tsv_cell(value);
    }
    text += guard_line_start(line) + "\n";
  }
  return text;
}

bool fits_env(const std::string& value) {
  constexpr std::string_view allowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./:@%+,=-";
  return value.find_first_not_of(allowed) == std::string::npos;
}

std::string env_text(const Result& result) {
  std::string text;
  for (const auto& [name, value] : result.env) {
    if (!value) {
      throw Error(ErrorCode::field_missing, fmt::format("the result has no value for {}", name));
    }
    if (!fits_env(*value)) {
      throw Error(
          ErrorCode::unexpected,
          fmt::format("the value for {} contains a character that an env line cannot hold", name),
          "use -o json");
    }
    text += fmt::format("{}={}\n", name, *value);
  }
  if (!result.env.empty() && result.env.front().first == env::token) {
    text += fmt::format("{}=\n{}=\n", env::token_file, env::account);
  }
  return text;
}

std::string table_text(const Result& result, bool color) {
  std::string text;
  for (const Block& block : result.table) {
    const auto style = [&](std::size_t row, std::size_t column, const std::string& cell) {
      const bool heading = block.kind == Block::Kind::list ? row == 0 : column == 0;
      return bold(color && heading, cell);
    };
    text += (text.empty() ? "" : "\n") + layout_columns(block.rows, style);
  }
  return text;
}

Format parse_format(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, Format>, 4> known = {{{"table", Format::table},
                                                                         {"json", Format::json},
                                                                         {"tsv", Format::tsv},
                                                                         {"env", Format::env}}};
  return std::find_if(known.begin(), known.end() - 1,
                      [&](const auto& each) { return each.first == name; })
      ->second;
}

}  // namespace

OutputChoice choose_output(const OutputOptions& options) {
  const bool format = options.format || options.json;
  if (int{format} + int{options.quiet} + int{options.field.has_value()} > 1) {
    throw Error(ErrorCode::usage, "-q, --field and -o cannot be used together");
  }
  if (options.json && options.format && *options.format != "json") {
    throw Error(ErrorCode::usage, "--json and -o cannot be used together");
  }
  if (options.field) {
    if (options.field->size() > max_field_bytes || !is_valid_utf8(*options.field)) {
      throw Error(ErrorCode::usage,
                  "--field must be a path of names and numbers separated by dots");
    }
    return {Format::field, *options.field};
  }
  if (options.quiet) {
    return {Format::bare, {}};
  }
  return {options.json ? Format::json : parse_format(options.format.value_or("table")), {}};
}

void print(const Result& result, const OutputChoice& choice, Console& console) {
  switch (choice.format) {
    case Format::table:
      return console.print(result.table.empty() ? bare_text(result)
                                                : table_text(result, console.colors().out));
    case Format::json: return console.print(format_json(*result.json) + "\n");
    case Format::tsv: return console.print(tsv_text(result));
    case Format::env: return console.print(env_text(result));
    case Format::bare: return console.print(bare_text(result));
    case Format::field: return console.print(field_text(result, choice.field));
  }
}

}  // namespace plex::cmd
