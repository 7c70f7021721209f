// SPDX-License-Identifier: MIT
//
// Judges whether a line can be shown without acting on a terminal or a CI log. It searches for the
// bytes of what must not be there, and shares no table with the code under test. It also makes
// random texts of dangerous pieces.
#pragma once

#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>

#include "src/text/utf8.hpp"

namespace plex::test {

/// `text` without the white space at its start that trimming functions take away.
inline std::string_view trimmed_start(std::string_view text) {
  constexpr std::array<std::string_view, 27> blanks = {
      " ",      "\t",     "\v",     "\f",     "\r",     "\u0085", "\u00A0", "\u1680", "\u2000",
      "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009",
      "\u200A", "\u200B", "\u2028", "\u2029", "\u202F", "\u205F", "\u2060", "\u3000", "\uFEFF"};
  for (std::size_t i = 0; i < blanks.size(); ++i) {
    if (text.starts_with(blanks[i])) {
      text.remove_prefix(blanks[i].size());
      i = static_cast<std::size_t>(-1);
    }
  }
  return text;
}

/// What is dangerous in `text`; empty if nothing is. A newline is a control byte as well.
inline std::string danger_in_text(std::string_view text) {
  if (!is_valid_utf8(text)) {
    return "invalid UTF-8";
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool c1 = byte == 0xC2 && static_cast<unsigned char>(text[at + 1]) < 0xA0;
    if (byte < 0x20 || byte == 0x7F || c1) {
      return "a control byte";
    }
  }
  constexpr std::array<std::string_view, 14> movers = {
      "\u061C", "\u200E", "\u200F", "\u2028", "\u2029", "\u202A", "\u202B",
      "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"};
  for (const std::string_view mover : movers) {
    if (text.find(mover) != std::string_view::npos) {
      return "a bidi control or line separator";
    }
  }
  constexpr std::array<std::string_view, 4> commands = {"##[", "##vso[", "##VSO[", "##teamcity["};
  for (const std::string_view command : commands) {
    if (text.find(command) != std::string_view::npos) {
      return "a hash command";
    }
  }
  return {};
}

/// As danger_in_text, for a whole line.
inline std::string danger_in_line(std::string_view line) {
  return trimmed_start(line).starts_with("::") ? "a colon command" : danger_in_text(line);
}

/// A text of up to `most` bytes, each of them as likely as any other.
inline std::string random_bytes(std::mt19937& random, std::size_t most) {
  std::string text(random() % (most + 1), '\0');
  for (char& c : text) {
    c = static_cast<char>(random() & 0xFFU);
  }
  return text;
}

/// Up to `most` pieces of what acts on terminals and CI logs, whole and in halves, in any order.
inline std::string random_mixture(std::mt19937& random, std::size_t most) {
  using namespace std::string_view_literals;
  constexpr std::array<std::string_view, 46> pieces = {"\x1B",
                                                       "\x1B[2J",
                                                       "\x1B]8;;",
                                                       "\x07",
                                                       "\r",
                                                       "\n",
                                                       "\t",
                                                       "\b",
                                                       "\x7F",
                                                       "\0"sv,
                                                       "\x9B",
                                                       "\xC2\x9B",
                                                       "\xC2",
                                                       "\u0085",
                                                       "\u202E",
                                                       "\u2066",
                                                       "\u2028",
                                                       "\u2029",
                                                       "\u061C",
                                                       "\u200F",
                                                       "\u200B",
                                                       "\uFEFF",
                                                       "\u00A0",
                                                       "\u3000",
                                                       " ",
                                                       " ",
                                                       ":",
                                                       ":",
                                                       "::",
                                                       "::x::",
                                                       "#",
                                                       "##",
                                                       "##[",
                                                       "##vso[",
                                                       "vso",
                                                       "teamcity",
                                                       "[",
                                                       "]",
                                                       "a",
                                                       "漢",
                                                       "\U0001F600",
                                                       "e\u0301",
                                                       "\xED\xA0\x80",
                                                       "\xC0\xBA",
                                                       "\xF0\x9F\x98",
                                                       "\xFF"};
  std::string text;
  for (std::size_t count = random() % (most + 1); count > 0; --count) {
    text += pieces[random() % pieces.size()];
  }
  return text;
}

}  // namespace plex::test
