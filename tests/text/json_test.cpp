// SPDX-License-Identifier: MIT
//
// Which documents are read, and how they are written. Typed members are in json_member_test.cpp.
#include "src/text/json.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "src/error.hpp"
#include "src/text/visible.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/inert_text.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using namespace std::string_view_literals;

const std::string good_body =
    R"({"id":12345678,"uuid":"0123456789abcdef","username":"tv-fan","title":"Müller \"M\"",)"
    R"("email":"","authToken":"token-value","home":true,"joinedAt":1311022800,"thumb":null,)"
    R"("profile":{"autoSelectAudio":true,"ratio":-1.5e3},"services":[{"identifier":"x",)"
    R"("token":"s\u00e9cret\ud83d\ude00"}],"roles":[],"subscription":{"active":false}})";

ErrorCode code_of(std::string_view text) {
  return error_of([&] { parse_json(text); }).code;
}

std::string message_of(std::string_view text) {
  return error_of([&] { parse_json(text); }).message;
}

std::string nested_arrays(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

}  // namespace

TEST_CASE("every kind of JSON value is a document") {
  const std::vector<std::pair<std::string_view, Json>> cases = {{"null", nullptr},
                                                                {"true", true},
                                                                {"[]", Json::array()},
                                                                {"{}", Json::object()},
                                                                {"\"x\"", "x"},
                                                                {" \t\r\n 1 \t\r\n ", 1},
                                                                {"-7", -7},
                                                                {"\"\"", ""}};
  for (const auto& each : cases) {
    const auto& text = each.first;
    const auto& value = each.second;
    CAPTURE(text);
    CHECK(parse_json(text) == value);
  }
}

TEST_CASE("text that is not a JSON document is malformed") {
  for (const std::string_view text :
       {""sv, " "sv, "\r\n\t"sv, "nul"sv, "True"sv, "x"sv, "<html>"sv, "'x'"sv, "{a:1}"sv, "[1,]"sv,
        "{\"a\":1,}"sv, "[1 2]"sv, "{\"a\"}"sv, "{1:2}"sv, "// x\n1"sv, "/* x */ 1"sv, "]"sv}) {
    CAPTURE(text);
    CHECK(code_of(text) == ErrorCode::malformed);
  }
}

TEST_CASE("a good body that is cut at any byte is malformed") {
  CHECK(parse_json(good_body).at("username") == "tv-fan");
  for (std::size_t cut = 0; cut < good_body.size(); ++cut) {
    CAPTURE(cut);
    CHECK(code_of(std::string_view(good_body).substr(0, cut)) == ErrorCode::malformed);
  }
}

TEST_CASE("anything after the document is malformed") {
  for (const std::string_view rest :
       {"x"sv, "{}"sv, "}"sv, "]"sv, ","sv, " null"sv, "\n{}\n"sv, "\0"sv, "\0junk"sv,
        "\xEF\xBB\xBF"sv, "\x1B"sv, "\xA0"sv, "\xFF"sv}) {
    CAPTURE(rest);
    CHECK(code_of(good_body + std::string(rest)) == ErrorCode::malformed);
  }
  CHECK(parse_json(good_body + " \r\n\t") == parse_json(good_body));
}

TEST_CASE("a NUL byte is malformed wherever it stands") {
  CHECK(code_of("\0{}"sv) == ErrorCode::malformed);
  CHECK(code_of("{\0}"sv) == ErrorCode::malformed);
  CHECK(code_of("\"a\0b\""sv) == ErrorCode::malformed);
}

TEST_CASE("one byte order mark before the document is skipped") {
  CHECK(parse_json("\xEF\xBB\xBF" + good_body) == parse_json(good_body));
  for (const std::string_view text :
       {"\xEF\xBB\xBF"sv, "\xEF\xBB{}"sv, "\xEF\xBB\xBF\xEF\xBB\xBF{}"sv, " \xEF\xBB\xBF{}"sv,
        "\xFF\xFE{\0}\0"sv}) {
    CAPTURE(text);
    CHECK(code_of(text) == ErrorCode::malformed);
  }
}

TEST_CASE("strings that are not Unicode are malformed") {
  for (const std::string_view inside :
       {"\xFF"sv, "\x80"sv, "\xC3"sv, "\xC0\x80"sv, "\xED\xA0\x80"sv, "\xF4\x90\x80\x80"sv,
        R"(\ud800)"sv, R"(\udc00)"sv, R"(\ud800x)"sv, R"(\ud800\u0041)"sv, R"(\udc00\ud800)"sv,
        R"(\ud800\ud800)"sv, R"(\u12)"sv, R"(\u00g0)"sv, R"(\x41)"sv, R"(\)"sv, "\n"sv, "\t"sv,
        "\x1B"sv}) {
    CAPTURE(inside);
    CHECK(code_of("\"" + std::string(inside) + "\"") == ErrorCode::malformed);
    CHECK(code_of("{\"" + std::string(inside) + "\":1}") == ErrorCode::malformed);
  }
}

TEST_CASE("a message calls the document what the caller calls it") {
  const auto message = [](std::string_view text) {
    return error_of([&] { parse_json(text, "the file"); }).message;
  };
  CHECK(message("{") == "the file is not valid JSON (at byte 2)");
  CHECK(message("\0"sv) == "the file contains a NUL byte");
  CHECK(message(R"({"a":1,"a":1})") == "the file contains an object with a duplicate name");
}

TEST_CASE("an escaped NUL in a string is kept and shown visibly") {
  const Json value = parse_json(R"({"title":"a\u0000b\u001b"})");
  CHECK(value.at("title") == "a\0b\x1B"sv);
  CHECK(visible(value.at("title").get<std::string>()) == "a\\x00b\\x1B");
  CHECK(format_json(value) == R"({"title":"a\u0000b\u001b"})");
}

TEST_CASE("an object with a duplicate name is malformed at any depth") {
  for (const std::string_view text :
       {R"({"authToken":"a","authToken":"a"})"sv, R"({"a":1,"b":2,"c":3,"a":4})"sv,
        R"([{"x":{"token":"a","token":null}}])"sv, R"({"a":{},"a":[]})"sv, R"({"":1,"":2})"sv,
        R"({"token":"a","\u0074oken":"b"})"sv}) {
    CAPTURE(text);
    CHECK(code_of(text) == ErrorCode::malformed);
    CHECK(message_of(text) == "the response contains an object with a duplicate name");
  }
  CHECK(parse_json(R"({"a":{"a":1},"b":[{"a":1},{"a":2}],"A":3})").size() == 3);
}

TEST_CASE("a depth of 64 is read and of 65 is not") {
  CHECK(max_json_depth == 64);
  CHECK(format_json(parse_json(nested_arrays(64))) == nested_arrays(64));
  const std::string objects = repeat("{\"a\":", 64) + "1" + std::string(64, '}');
  CHECK(format_json(parse_json(objects)) == objects);
  CHECK(parse_json("[" + repeat("[],", 1000) + "1]").size() == 1001);
  for (const std::string& text :
       {nested_arrays(65), "{\"a\":" + objects + "}", "[" + objects + "]"}) {
    CAPTURE(text.substr(0, 20));
    CHECK(code_of(text) == ErrorCode::malformed);
    CHECK(message_of(text) == "the response contains values nested more than 64 deep");
  }
}

TEST_CASE("a depth of millions is refused at once") {
  for (const std::size_t depth : {100'000U, 10'000'000U}) {
    CAPTURE(depth);
    for (const std::string& text : {nested_arrays(depth), std::string(depth, '['),
                                    repeat("{\"a\":", depth), repeat("[{\"a\":", depth / 2)}) {
      CAPTURE(text.size());
      const auto start = std::chrono::steady_clock::now();
      CHECK(code_of(text) == ErrorCode::malformed);
      CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));
    }
  }
}

TEST_CASE("a document of more than 100000 values is too large") {
  // The list itself is a value as well.
  const std::string most = "[" + repeat("1,", max_json_values - 2) + "1]";
  CHECK(parse_json(most).size() == max_json_values - 1);
  CHECK(code_of("[" + most + "]") == ErrorCode::too_large);
  CHECK(code_of("[1," + most.substr(1)) == ErrorCode::too_large);
  CHECK(message_of("[" + repeat("{},", max_json_values) + "1]") ==
        "the response contains more than 100000 values");
  CHECK(code_of(repeat("[", 10) + repeat("\"\",", 200'000)) == ErrorCode::too_large);
}

TEST_CASE("an object of many members is read without delay") {
  std::string text = "{\"first\":0";
  for (int member = 0; member < 90'000; ++member) {
    text += ",\"m" + std::to_string(member) + "\":1";
  }
  const auto start = std::chrono::steady_clock::now();
  CHECK(parse_json(text + "}").size() == 90'001);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
}

TEST_CASE("numbers are given back exactly") {
  for (const std::string_view number :
       {"0"sv, "-1"sv, "9007199254740993"sv, "9223372036854775807"sv, "9223372036854775808"sv,
        "18446744073709551615"sv, "-9223372036854775808"sv, "1.5"sv, "-0.25"sv, "1e+300"sv}) {
    CAPTURE(number);
    CHECK(format_json(parse_json(number)) == number);
  }
  CHECK(parse_json("9007199254740993") != parse_json("9007199254740992"));
}

TEST_CASE("numbers that cannot be given back exactly are malformed") {
  for (const std::string_view number :
       {"18446744073709551616"sv, "-9223372036854775809"sv, "1e999"sv, "-1e999"sv, "1e"sv, "1."sv,
        ".5"sv, "01"sv, "+1"sv, "-"sv, "--1"sv, "0x10"sv, "NaN"sv, "Infinity"sv, "1_000"sv,
        "1,5"sv}) {
    CAPTURE(number);
    CHECK(code_of(number) == ErrorCode::malformed);
    CHECK(code_of("{\"id\":" + std::string(number) + "}") == ErrorCode::malformed);
  }
  CHECK(code_of(std::string(1'048'576, '9')) == ErrorCode::malformed);
}

TEST_CASE("messages about a bad document never quote it") {
  CHECK(message_of("{\"authToken\":\"hunter2\" x") ==
        "the response is not valid JSON (at byte 24)");
  CHECK(message_of("hunter2") == "the response is not valid JSON (at byte 1)");
  CHECK(message_of("") == "the response is not valid JSON (at byte 1)");
  CHECK(message_of("\"hunter2\0\""sv) == "the response contains a NUL byte");
  CHECK(message_of("18446744073709551616") ==
        "the response contains an integer of more than 64 bits");
}

TEST_CASE("a document is written as one inert line that means the same") {
  const std::string title = "a\x1B\x7F\u0085\u202E\u2028\u2066\n\t\"\\ é漢\U0001F600";
  const Json value = {{"title", title}, {"list", {1, nullptr, true, "::x"}}};
  const std::string text = format_json(value);
  CHECK(
      text ==
      R"({"title":"a\u001b\u007f\u0085\u202e\u2028\u2066\n\t\"\\ é漢😀","list":[1,null,true,"::x"]})");
  CHECK(danger_in_line(text) == "");
  CHECK(parse_json(text) == value);
}

TEST_CASE("members are written in the order that they came in") {
  const std::string text = R"({"z":1,"a":{"y":[],"b":null},"M":"é"})";
  CHECK(format_json(parse_json(text)) == text);
}

}  // namespace plex::test
