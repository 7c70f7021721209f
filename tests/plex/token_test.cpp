// SPDX-License-Identifier: MIT
#include "src/plex/token.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "src/advice.hpp"
#include "src/text/ascii.hpp"
#include "tests/support/error_of.hpp"

namespace plex::test {
namespace {

using namespace std::string_view_literals;

using Notes = std::vector<std::string>;

const std::string quotes_note = "ignored the quotes around the token from --token";
const std::string prefix_note = "ignored the 'X-Plex-Token=' before the token from --token";

std::string token_in(std::string_view text) {
  return std::string(parse_token_text(text, "--token").token.reveal());
}

Notes notes_on(std::string_view text) { return parse_token_text(text, "--token").notes; }

Error refusal_of(std::string_view text) {
  return error_of([&] { parse_token_text(text, "--token"); });
}

void check_bad_byte(std::string_view text, std::size_t offset) {
  CAPTURE(text);
  const Error error = refusal_of(text);
  CHECK(error.code == ErrorCode::usage);
  CHECK(error.message ==
        fmt::format("the token from --token contains an invalid byte at offset {}", offset));
  CHECK(error.advice == Advice::check_token_characters);
}

}  // namespace

TEST_CASE("one line end after a token is left out without a note") {
  for (const std::string_view end : {""sv, "\n"sv, "\r\n"sv}) {
    CAPTURE(end);
    const std::string text = "abc-DEF_123" + std::string(end);
    CHECK(token_in(text) == "abc-DEF_123");
    CHECK(notes_on(text).empty());
  }
}

TEST_CASE("any other white space or line end around a token is refused at its offset") {
  check_bad_byte("abc\r", 3);
  check_bad_byte("abc\n\n", 3);
  check_bad_byte("abc\r\n\r\n", 3);
  check_bad_byte("abc\n\r", 3);
  check_bad_byte("abc \n", 3);
  check_bad_byte("abc\t", 3);
  check_bad_byte("\nabc", 0);
  check_bad_byte(" abc", 0);
  check_bad_byte(
      "\xEF\xBB\xBF"
      "abc",
      0);
}

TEST_CASE("the first of several bad bytes is named") {
  check_bad_byte("ab\0cd"sv, 2);
  check_bad_byte("ab\ncd\n", 2);
  check_bad_byte("a\r\nX-Evil: 1\n", 1);
  check_bad_byte("abc\xC3\xBC", 3);
  check_bad_byte("abc\x7F ", 3);
}

TEST_CASE("each byte is accepted or refused alike at the first and middle and last place") {
  for (unsigned byte = 0; byte < 256; ++byte) {
    CAPTURE(byte);
    const std::string one(1, static_cast<char>(byte));
    const bool good = byte >= 0x21 && byte <= 0x7E;
    const std::vector<std::pair<std::string, std::size_t>> texts = {
        {one + "abcd", 0}, {"ab" + one + "cd", 2}, {"abcd" + one, 4}};
    for (const auto& each : texts) {
      const auto& text = each.first;
      const auto& offset = each.second;
      CAPTURE(offset);
      CHECK(first_unprintable(text) == (good ? std::nullopt : std::optional(offset)));
      CHECK(is_token(text) == good);
      if (good) {
        CHECK(token_in(text) == text);
      } else if (one == "\n" && offset == 4) {
        CHECK(token_in(text) == "abcd");
      } else {
        check_bad_byte(text, offset);
      }
    }
  }
}

TEST_CASE("the offset counts from the start of the text even after what is left out") {
  check_bad_byte("\"ab cd\"\n", 3);
  check_bad_byte("X-Plex-Token=ab cd", 15);
  check_bad_byte("'X-Plex-Token=\x01'", 14);
}

TEST_CASE("quotes and the name of the parameter are left out with a note") {
  const std::vector<std::pair<std::string_view, Notes>> cases = {
      {"\"abc\"", {quotes_note}},
      {"'abc'", {quotes_note}},
      {"\"abc\"\r\n", {quotes_note}},
      {"X-Plex-Token=abc", {prefix_note}},
      {"X-Plex-Token=abc\n", {prefix_note}},
      {"\"X-Plex-Token=abc\"", {prefix_note, quotes_note}},
      {"X-Plex-Token=\"abc\"", {prefix_note, quotes_note}}};
  for (const auto& each : cases) {
    const auto& text = each.first;
    const auto& notes = each.second;
    CAPTURE(text);
    CHECK(token_in(text) == "abc");
    CHECK(notes_on(text) == notes);
  }
}

TEST_CASE("what only resembles quotes or the name of the parameter is part of the token") {
  for (const std::string_view text : {"\"abc"sv, "abc\""sv, "\"abc'"sv, "\""sv, "'"sv, "a\"b\"c"sv,
                                      "x-plex-token=abc"sv, "abcX-Plex-Token="sv}) {
    CAPTURE(text);
    CHECK(token_in(text) == text);
    CHECK(notes_on(text).empty());
  }
}

TEST_CASE("a claim token is named as one") {
  for (const std::string_view text : {"claim-abc123"sv, "claim-abc123\n"sv, "'claim-abc123'"sv,
                                      "X-Plex-Token=claim-abc123"sv, "claim-"sv}) {
    CAPTURE(text);
    const Error error = refusal_of(text);
    CHECK(error.code == ErrorCode::usage);
    CHECK(error.message ==
          "--token contains a claim token, which can only be used to set up a new server");
    CHECK(error.advice == Advice::get_account_token);
  }
  CHECK(token_in("claims-abc") == "claims-abc");
}

TEST_CASE("a text of which nothing is left is an empty source") {
  for (const std::string_view text :
       {""sv, "\n"sv, "\r\n"sv, "\"\""sv, "''\n"sv, "X-Plex-Token="sv, "\"X-Plex-Token=\"\n"sv}) {
    CAPTURE(text);
    const Error error = refusal_of(text);
    CHECK(error.code == ErrorCode::token_source_empty);
    CHECK(error.message == "the token from --token is empty");
  }
}

TEST_CASE("a token has at most 16 KiB") {
  const std::string largest(max_token_bytes, 'a');
  CHECK(max_token_bytes == 16384);
  CHECK(token_in(largest) == largest);
  CHECK(token_in("'" + largest + "'\r\n") == largest);
  CHECK(is_token(largest));
  CHECK_FALSE(is_token(largest + "a"));
  CHECK_FALSE(is_token(""));
  const Error error = refusal_of(largest + "a");
  CHECK(error.code == ErrorCode::usage);
  CHECK(error.message == "the token from --token is longer than 16384 bytes");
}

TEST_CASE("messages about a token name its source and never hold the token") {
  for (const std::string_view text :
       {"hunter2 x"sv, "claim-hunter2"sv, "\"hunter2\" "sv, "hunter2\n\n"sv}) {
    CAPTURE(text);
    const Error error = error_of([&] { parse_token_text(text, "/run/secrets/plex"); });
    CHECK(error.message.find("/run/secrets/plex") != std::string::npos);
    CHECK((error.message + error.hint).find("hunter2") == std::string::npos);
  }
  for (const std::string& note : notes_on("'X-Plex-Token=hunter2'")) {
    CAPTURE(note);
    CHECK(note.find("hunter2") == std::string::npos);
  }
}

TEST_CASE("a JSON Web Token is told from an opaque token") {
  CHECK(looks_like_jwt("eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"));
  for (const std::string_view token :
       {""sv, "eyJ"sv, "eyJhbGciOiJFZERTQSJ9"sv, "eyJhbGci.eyJzdWIi"sv, "eyJhbGci.a.b.c"sv,
        "xyz.eyJzdWIi.c2ln"sv, "aB3-xYz_kLmNoPqRsTuV"sv, "transient-0a1b.2c.3d"sv}) {
    CAPTURE(token);
    CHECK_FALSE(looks_like_jwt(token));
  }
}

}  // namespace plex::test
