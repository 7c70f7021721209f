// SPDX-License-Identifier: MIT
#include "src/text/encoding.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "src/text/json.hpp"

namespace plex::test {
namespace {

using namespace std::string_view_literals;

using Pairs = std::vector<std::pair<std::string_view, std::string_view>>;

std::string every_byte() {
  std::string bytes;
  for (unsigned byte = 0; byte < 256; ++byte) {
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

}  // namespace

TEST_CASE("all bytes but the unreserved ones are percent-encoded") {
  for (const char c : every_byte()) {
    const auto byte = static_cast<unsigned>(static_cast<unsigned char>(c));
    CAPTURE(byte);
    constexpr std::string_view unreserved =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    const std::string text(1, c);
    CHECK(percent_encode(text) ==
          (unreserved.find(c) == std::string_view::npos ? fmt::format("%{:02X}", byte) : text));
  }
}

TEST_CASE("the characters that forms act on are percent-encoded as UTF-8 bytes") {
  CHECK(percent_encode("+ & = % \" ' \\ ü 漢") ==
        "%2B%20%26%20%3D%20%25%20%22%20%27%20%5C%20%C3%BC%20%E6%BC%A2");
  CHECK(percent_encode("") == "");
}

TEST_CASE("percent-decoding reads digits of either case and leaves the rest alone") {
  const Pairs cases = {{"", ""},        {"plain", "plain"}, {"%41%6a%6A", "Ajj"}, {"%00", "\0"sv},
                       {"%fF", "\xFF"}, {"a+b", "a+b"},     {"%", "%"},           {"%4", "%4"},
                       {"%4g", "%4g"},  {"%g4", "%g4"},     {"% 4", "% 4"},       {"%-1", "%-1"},
                       {"%+1", "%+1"},  {"%0x", "%0x"},     {"%%41", "%A"},       {"%2541", "%41"},
                       {"x%41", "xA"},  {"%41%", "A%"}};
  for (const auto& each : cases) {
    const auto& encoded = each.first;
    const auto& decoded = each.second;
    CAPTURE(encoded);
    CHECK(percent_decode(encoded) == decoded);
  }
}

TEST_CASE("percent-decoding does not read beyond the end of the text") {
  constexpr std::string_view text = "%41";
  CHECK(percent_decode(text.substr(0, 2)) == "%4");
  CHECK(percent_decode(text.substr(0, 1)) == "%");
}

TEST_CASE("what was percent-encoded is decoded to the same bytes") {
  CHECK(percent_decode(percent_encode(every_byte())) == every_byte());
}

TEST_CASE("base64 is written as in the vectors of RFC 4648") {
  const Pairs cases = {{"", ""},
                       {"f", "Zg=="},
                       {"fo", "Zm8="},
                       {"foo", "Zm9v"},
                       {"foob", "Zm9vYg=="},
                       {"fooba", "Zm9vYmE="},
                       {"foobar", "Zm9vYmFy"},
                       {"\0\0\0"sv, "AAAA"},
                       {"\0"sv, "AA=="},
                       {"\xFB\xFF\xBF", "+/+/"},
                       {"\xFF\xFF\xFF", "////"}};
  for (const auto& each : cases) {
    const auto& bytes = each.first;
    const auto& encoded = each.second;
    CAPTURE(encoded);
    CHECK(base64_encode(bytes) == encoded);
  }
}

TEST_CASE("what JSON strings cannot hold is escaped and all else is not") {
  const Pairs cases = {{"", ""},
                       {R"(say "hi" \o/)", R"(say \"hi\" \\o/)"},
                       {"\b\f\n\r\t", R"(\b\f\n\r\t)"},
                       {"\0\x01\x1F"sv, R"(\u0000\u0001\u001f)"},
                       {"\x7Fü漢", "\x7Fü漢"}};
  for (const auto& each : cases) {
    const auto& text = each.first;
    const auto& escaped = each.second;
    CAPTURE(escaped);
    CHECK(json_escape(text) == escaped);
  }
}

TEST_CASE("an escaped text is read from JSON as it was") {
  std::mt19937 random(20240505);
  for (int round = 0; round < 2000; ++round) {
    CAPTURE(round);
    std::string text;
    for (std::size_t count = random() % 20; count > 0; --count) {
      text += static_cast<char>(random() % 128);
    }
    if (text.find('\0') == std::string::npos) {
      REQUIRE(parse_json("\"" + json_escape(text) + "\"") == text);
    }
  }
}

}  // namespace plex::test
