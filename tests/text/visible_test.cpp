// SPDX-License-Identifier: MIT
#include "src/text/visible.hpp"

#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "src/text/json.hpp"
#include "tests/support/inert_text.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using namespace std::string_view_literals;

using Pairs = std::vector<std::pair<std::string_view, std::string_view>>;

}  // namespace

TEST_CASE("visible leaves ordinary text of any script as it is") {
  for (const std::string_view text :
       {""sv, "Living Room TV"sv, "Müller & Söhne"sv, "日本語"sv, "שלום"sv, "e\u0301"sv,
        "\U0001F468\u200D\U0001F469\u200D\U0001F467"sv, "back\\slash"sv, "a::b"sv, "#1"sv, "#[x]"sv,
        "## heading"sv, "##x"sv, "## [x]"sv, "##1["sv, "##é["sv, "\u00A0"sv, "\U0010FFFF"sv}) {
    CAPTURE(text);
    CHECK(visible(text) == text);
  }
}

TEST_CASE("every control byte is shown by its number") {
  for (unsigned byte = 0; byte < 0x20; ++byte) {
    CAPTURE(byte);
    CHECK(visible("a" + std::string(1, static_cast<char>(byte)) + "b") ==
          fmt::format("a\\x{:02X}b", byte));
  }
  CHECK(visible("\x7F") == "\\x7F");
  for (unsigned c1 = 0x80; c1 < 0xA0; ++c1) {
    CAPTURE(c1);
    CHECK(visible("a\xC2" + std::string(1, static_cast<char>(c1)) + "b") ==
          fmt::format("a\\x{:02X}b", c1));
  }
}

TEST_CASE("terminal sequences are shown as text") {
  CHECK(visible("\x1B]8;;http://x\x07link\x1B]8;;\x07") ==
        "\\x1B]8;;http://x\\x07link\\x1B]8;;\\x07");
  CHECK(visible("\x1B]52;c;AAAA\x1B\\") == "\\x1B]52;c;AAAA\\x1B\\");
  CHECK(visible("\x9B"
                "31mred") == "\\x9B31mred");
  CHECK(visible("real\rfake\b\b") == "real\\x0Dfake\\x08\\x08");
  CHECK(visible("one\ntwo\tthree") == "one\\x0Atwo\\x09three");
  CHECK(visible("nul\0l"sv) == "nul\\x00l");
}

TEST_CASE("bytes that are not UTF-8 are shown one by one") {
  const Pairs cases = {{"\x80", "\\x80"},
                       {"\xC3", "\\xC3"},
                       {"\xC3(", "\\xC3("},
                       {"\xFF\xFE", "\\xFF\\xFE"},
                       {"\xC0\xBA", "\\xC0\\xBA"},
                       {"\xED\xA0\x80", "\\xED\\xA0\\x80"},
                       {"\xF0\x9F\x98", "\\xF0\\x9F\\x98"},
                       {"\xE2\x80", "\\xE2\\x80"},
                       {"\xE2\x80\xC3\xA9", "\\xE2\\x80é"}};
  for (const auto& each : cases) {
    const auto& outside = each.first;
    const auto& shown = each.second;
    CAPTURE(shown);
    CHECK(visible(outside) == shown);
  }
}

TEST_CASE("bidi controls and line separators are shown by their number") {
  const Pairs cases = {{"\u061C", "\\u061C"}, {"\u200E", "\\u200E"}, {"\u200F", "\\u200F"},
                       {"\u2028", "\\u2028"}, {"\u2029", "\\u2029"}, {"\u202A", "\\u202A"},
                       {"\u202B", "\\u202B"}, {"\u202C", "\\u202C"}, {"\u202D", "\\u202D"},
                       {"\u202E", "\\u202E"}, {"\u2066", "\\u2066"}, {"\u2067", "\\u2067"},
                       {"\u2068", "\\u2068"}, {"\u2069", "\\u2069"}, {"a\u202Eb", "a\\u202Eb"}};
  for (const auto& each : cases) {
    const auto& outside = each.first;
    const auto& shown = each.second;
    CAPTURE(shown);
    CHECK(visible(outside) == shown);
  }
}

TEST_CASE("a CI command that begins with two hashes is broken wherever it stands") {
  const Pairs cases = {{"##[error]x", "\\x23#[error]x"},
                       {"##vso[task.setvariable]x", "\\x23#vso[task.setvariable]x"},
                       {"##VsO[x]", "\\x23#VsO[x]"},
                       {"##teamcity[x]", "\\x23#teamcity[x]"},
                       {"text ##[x]", "text \\x23#[x]"},
                       {"###[x]", "#\\x23#[x]"},
                       {"##[##[", "\\x23#[\\x23#["}};
  for (const auto& each : cases) {
    const auto& outside = each.first;
    const auto& shown = each.second;
    CAPTURE(shown);
    CHECK(visible(outside) == shown);
  }
}

TEST_CASE("a line cannot start with a colon command after any white space") {
  const Pairs cases = {{"::stop-commands::x", "\\x3A:stop-commands::x"},
                       {" ::x", " \\x3A:x"},
                       {"   ::x", "   \\x3A:x"},
                       {"\t::x", "\\x09::x"},
                       {"\u00A0::x", "\u00A0\\x3A:x"},
                       {"\u3000\u2003::x", "\u3000\u2003\\x3A:x"},
                       {"\uFEFF\u200B::x", "\uFEFF\u200B\\x3A:x"},
                       {":::x", "\\x3A::x"},
                       {"::", "\\x3A:"},
                       {":x", ":x"},
                       {": :x", ": :x"},
                       {"a ::x", "a ::x"},
                       {"", ""},
                       {"  ", "  "}};
  for (const auto& each : cases) {
    const auto& outside = each.first;
    const auto& shown = each.second;
    CAPTURE(shown);
    CHECK(visible_line(outside) == shown);
  }
}

TEST_CASE("text of random bytes is always shown inert") {
  std::mt19937 random(20240501);
  for (int round = 0; round < 10000; ++round) {
    const std::string outside = random_bytes(random, 40);
    INFO("round " << round << ": " << visible_line(outside));
    REQUIRE(danger_in_text(visible(outside)) == "");
    REQUIRE(danger_in_line(visible_line(outside)) == "");
  }
}

TEST_CASE("text put together from dangerous pieces is always shown inert") {
  std::mt19937 random(20240502);
  for (int round = 0; round < 20000; ++round) {
    const std::string outside = random_mixture(random, 12);
    INFO("round " << round << ": " << visible_line(outside));
    REQUIRE(danger_in_text(visible(outside)) == "");
    REQUIRE(danger_in_line(visible_line(outside)) == "");
  }
}

TEST_CASE("the width of text is counted in terminal columns") {
  const std::vector<std::pair<std::string_view, std::size_t>> cases = {
      {"", 0},       {"abc", 3},        {"Müller", 6},      {"日本語", 6},   {"한글", 4},
      {"ａｂ", 4},   {"e\u0301", 1},    {"\u0301", 0},      {"a\u200Bb", 2}, {"\u200D", 0},
      {"\uFEFF", 0}, {"\U0001F600", 2}, {"\U0001F680x", 3}, {"…", 1},        {"שלום", 4}};
  for (const auto& each : cases) {
    const auto& text = each.first;
    const auto& width = each.second;
    CAPTURE(text);
    CHECK(display_width(text) == width);
  }
}

TEST_CASE("text is cut only when it is too wide and never inside a character") {
  const std::vector<std::pair<std::pair<std::string_view, std::size_t>, std::string_view>> cases = {
      {{"abcde", 5}, "abcde"},
      {{"abcde", 4}, "abc…"},
      {{"abcde", 1}, "…"},
      {{"", 1}, ""},
      {{"日本語", 6}, "日本語"},
      {{"日本語", 5}, "日本…"},
      {{"日本語", 4}, "日…"},
      {{"日本語", 1}, "…"},
      {{"abe\u0301", 3}, "abe\u0301"},
      {{"abe\u0301x", 3}, "ab…"},
      {{"e\u0301xyz", 3}, "e\u0301x…"}};
  for (const auto& each : cases) {
    const auto& given = each.first;
    const auto& shown = each.second;
    CAPTURE(shown);
    CHECK(cut_to_width(given.first, given.second) == shown);
  }
}

TEST_CASE("cut text is inert UTF-8 and no wider than was asked for") {
  std::mt19937 random(20240503);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = visible(random_mixture(random, 20));
    const std::size_t columns = 1 + random() % 20;
    const std::string cut = cut_to_width(text, columns);
    INFO("round " << round << ": " << cut);
    REQUIRE(display_width(cut) <= columns);
    REQUIRE(danger_in_text(cut) == "");
    REQUIRE((cut == text) == (display_width(text) <= columns));
  }
}

TEST_CASE("a text of 1 MiB is shown whole and measured") {
  const std::string wide = repeat("漢", 350'000);
  CHECK(visible(wide) == wide);
  CHECK(display_width(wide) == 700'000);
  CHECK(visible(std::string(1'048'576, '#')) == std::string(1'048'576, '#'));
  CHECK(visible(std::string(1'048'576, '\x1B')) == repeat("\\x1B", 1'048'576));
}

TEST_CASE("a JSON document keeps its meaning when its controls are escaped") {
  const std::string document = "{\"a\":\"x\x7F\u0085\u009B\u202E\u2028\u2066\u200F\u061C é漢\"}";
  CHECK(escape_json_controls(document) ==
        "{\"a\":\"x\\u007f\\u0085\\u009b\\u202e\\u2028\\u2066\\u200f\\u061c é漢\"}");
  CHECK(parse_json(escape_json_controls(document)) == parse_json(document));
  CHECK(escape_json_controls("[1, 2]\n") == "[1, 2]\n");
}

}  // namespace plex::test
