// SPDX-License-Identifier: MIT
#include "src/text/utf8.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace plex::test {
namespace {

using namespace std::string_view_literals;

struct Case {
  std::string_view bytes;
  char32_t value;
  std::size_t length;
};

/// The bit pattern of RFC 3629 section 3, for any number and length, right or wrong.
std::string encode(char32_t value, std::size_t length) {
  std::string bytes;
  for (std::size_t i = 1; i < length; ++i) {
    bytes.insert(bytes.begin(), static_cast<char>(0x80U | (value & 0x3FU)));
    value >>= 6U;
  }
  const unsigned mark = length == 1 ? 0 : 0xF00U >> length;
  bytes.insert(bytes.begin(), static_cast<char>((mark & 0xFFU) | value));
  return bytes;
}

std::size_t shortest(char32_t value) {
  return value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
}

}  // namespace

TEST_CASE("a code point is read at the edges of each length") {
  const std::vector<Case> cases = {{"\0"sv, 0, 1},
                                   {"A", 'A', 1},
                                   {"\x7F", 0x7F, 1},
                                   {"\xC2\x80", 0x80, 2},
                                   {"\xDF\xBF", 0x7FF, 2},
                                   {"\xE0\xA0\x80", 0x800, 3},
                                   {"\xED\x9F\xBF", 0xD7FF, 3},
                                   {"\xEE\x80\x80", 0xE000, 3},
                                   {"\xEF\xBF\xBF", 0xFFFF, 3},
                                   {"\xF0\x90\x80\x80", 0x10000, 4},
                                   {"\xF4\x8F\xBF\xBF", 0x10FFFF, 4}};
  for (const Case& each : cases) {
    CAPTURE(static_cast<unsigned>(each.value));
    for (const std::string_view behind : {""sv, "\x80"sv, "z"sv}) {
      CAPTURE(behind);
      const std::string text = std::string(each.bytes) + std::string(behind);
      const CodePoint read = decode_utf8(text);
      CHECK(read.valid);
      CHECK(read.value == each.value);
      CHECK(read.length == each.length);
    }
  }
}

TEST_CASE("a byte that does not begin a code point is read alone and called invalid") {
  for (const std::string_view text : {"\x80"sv,
                                      "\xBF"sv,
                                      "\xC0\x80"sv,
                                      "\xC1\xBF"sv,
                                      "\xC2"sv,
                                      "\xC2z"sv,
                                      "\xC2\xC2\x80"sv,
                                      "\xE0\x9F\xBF"sv,
                                      "\xE2\x82"sv,
                                      "\xE2z\x80"sv,
                                      "\xE2\x82z"sv,
                                      "\xED\xA0\x80"sv,
                                      "\xED\xBF\xBF"sv,
                                      "\xF0\x8F\xBF\xBF"sv,
                                      "\xF0\x9F\x98"sv,
                                      "\xF0\x9F\x98z"sv,
                                      "\xF4\x90\x80\x80"sv,
                                      "\xF5\x80\x80\x80"sv,
                                      "\xF8\x88\x80\x80\x80"sv,
                                      "\xFE"sv,
                                      "\xFF"sv}) {
    CAPTURE(static_cast<unsigned>(static_cast<unsigned char>(text[0])));
    CAPTURE(text.size());
    const CodePoint read = decode_utf8(text);
    CHECK_FALSE(read.valid);
    CHECK(read.value == static_cast<unsigned char>(text[0]));
    CHECK(read.length == 1);
    CHECK_FALSE(is_valid_utf8(text));
  }
}

TEST_CASE("all code points but the surrogates are read back from their encoding") {
  for (char32_t value = 0; value <= 0x10FFFF; ++value) {
    const std::string bytes = encode(value, shortest(value));
    const CodePoint read = decode_utf8(bytes);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (read.valid == surrogate || (read.valid && read.value != value) ||
        read.length != (surrogate ? 1 : bytes.size())) {
      FAIL("wrong at " << static_cast<unsigned>(value));
    }
  }
}

TEST_CASE("no code point is read from more bytes than it needs") {
  for (std::size_t length = 2; length <= 4; ++length) {
    const char32_t end = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
    for (char32_t value = 0; value < end; ++value) {
      if (decode_utf8(encode(value, length)).valid) {
        FAIL("overlong " << static_cast<unsigned>(value) << " in " << length << " bytes");
      }
    }
  }
}

TEST_CASE("a text is valid UTF-8 only as a whole") {
  for (const std::string_view text : {""sv, "plain"sv, "\0"sv, "é漢\U0001F600"sv}) {
    CAPTURE(text);
    CHECK(is_valid_utf8(text));
    CHECK_FALSE(is_valid_utf8(std::string(text) + "\xFF"));
    CHECK_FALSE(is_valid_utf8("\xC3" + std::string(text)));
  }
  const std::string_view text = "\U0001F600";
  for (std::size_t cut = 1; cut < text.size(); ++cut) {
    CAPTURE(cut);
    CHECK_FALSE(decode_utf8(text.substr(0, cut)).valid);
    CHECK_FALSE(is_valid_utf8(text.substr(0, cut)));
    CHECK_FALSE(is_valid_utf8(text.substr(cut)));
  }
}

}  // namespace plex::test
