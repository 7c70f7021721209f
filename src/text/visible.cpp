// SPDX-License-Identifier: MIT
#include "src/text/visible.hpp"

#include <clocale>
#include <cwchar>
#include <iterator>

#include <fmt/format.h>

#include "src/text/utf8.hpp"

namespace plex {
namespace {

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

bool is_bidi_or_separator(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

/// The white space that CI systems trim from the start of a line, and characters without a width.
bool is_blank(char32_t c) {
  return c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200D) || c == 0x202F ||
         c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

/// `##`, letters, `[`: the log commands of Azure Pipelines, TeamCity and older GitHub runners,
/// which act anywhere in a line.
bool starts_hash_command(std::string_view text) {
  if (text.substr(0, 2) != "##") {
    return false;
  }
  std::size_t at = 2;
  while (at < text.size() &&
         ((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= 'A' && text[at] <= 'Z'))) {
    ++at;
  }
  return at < text.size() && text[at] == '[';
}

/// By glibc's table of character widths, in a locale of its own: this program never sets one, so
/// that its output does not depend on the user's.
int code_point_width(char32_t c) {
  static const locale_t utf8 = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (utf8 == nullptr) {
    return 1;
  }
  const locale_t before = ::uselocale(utf8);
  const int width = ::wcwidth(static_cast<wchar_t>(c));
  ::uselocale(before);
  return width < 0 ? 1 : width;
}

std::size_t width_of(const CodePoint& c) {
  return c.value < 0x80 ? 1 : static_cast<std::size_t>(code_point_width(c.value));
}

}  // namespace

std::string visible(std::string_view outside) {
  std::string result;
  result.reserve(outside.size());
  auto out = std::back_inserter(result);
  while (!outside.empty()) {
    const CodePoint next = decode_utf8(outside);
    if (!next.valid || is_control(next.value)) {
      fmt::format_to(out, "\\x{:02X}", static_cast<unsigned>(next.value));
    } else if (is_bidi_or_separator(next.value)) {
      fmt::format_to(out, "\\u{:04X}", static_cast<unsigned>(next.value));
    } else if (starts_hash_command(outside)) {
      result += "\\x23";
    } else {
      result.append(outside, 0, next.length);
    }
    outside.remove_prefix(next.length);
  }
  return result;
}

std::string guard_line_start(std::string line) {
  std::size_t at = 0;
  while (at < line.size()) {
    const CodePoint next = decode_utf8(std::string_view(line).substr(at));
    if (!is_blank(next.value)) {
      break;
    }
    at += next.length;
  }
  if (line.compare(at, 2, "::") == 0) {
    line.replace(at, 1, "\\x3A");
  }
  return line;
}

std::string visible_line(std::string_view outside) { return guard_line_start(visible(outside)); }

std::size_t display_width(std::string_view visible_text) {
  std::size_t width = 0;
  while (!visible_text.empty()) {
    const CodePoint next = decode_utf8(visible_text);
    width += width_of(next);
    visible_text.remove_prefix(next.length);
  }
  return width;
}

std::string cut_to_width(std::string_view visible_text, std::size_t columns) {
  std::size_t width = 0;
  std::size_t fits = 0;
  for (std::size_t at = 0; at < visible_text.size();) {
    const CodePoint next = decode_utf8(visible_text.substr(at));
    width += width_of(next);
    if (width > columns) {
      return std::string(visible_text.substr(0, fits)) + "…";
    }
    at += next.length;
    if (width < columns) {
      fits = at;
    }
  }
  return std::string(visible_text);
}

std::string visible_name(std::string_view name) {
  constexpr std::size_t widest = 200;
  return cut_to_width(visible(name), widest);
}

std::string escape_json_controls(std::string_view json) {
  std::string result;
  result.reserve(json.size());
  while (!json.empty()) {
    const CodePoint next = decode_utf8(json);
    if (next.value >= 0x7F && (is_control(next.value) || is_bidi_or_separator(next.value))) {
      fmt::format_to(std::back_inserter(result), "\\u{:04x}", static_cast<unsigned>(next.value));
    } else {
      result.append(json, 0, next.length);
    }
    json.remove_prefix(next.length);
  }
  return result;
}

}  // namespace plex
