// SPDX-License-Identifier: MIT
//
// Typed members of JSON objects, the second half of src/text/json.hpp.
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "src/error.hpp"
#include "src/text/json.hpp"
#include "tests/support/error_of.hpp"

namespace plex::test {
namespace {

using namespace std::string_view_literals;

constexpr std::int64_t least_of_all = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most_of_all = std::numeric_limits<std::int64_t>::max();

/// An object whose member `x` is `value`.
Json holding(std::string_view value) {
  return parse_json("{\"w\":0,\"x\":" + std::string(value) + ",\"y\":0}");
}

std::optional<std::int64_t> integer(std::string_view value, std::int64_t least = least_of_all,
                                    std::int64_t most = most_of_all) {
  return optional_integer(holding(value), "x", "a.b.", least, most);
}

template <class Action>
void check_wrong_type(const char* what, Action action) {
  const Error error = error_of(action);
  CHECK(error.code == ErrorCode::unexpected);
  CHECK(error.message == "the response's a.b.x is " + std::string(what));
}

}  // namespace

TEST_CASE("a member that is missing or null is absent") {
  for (const Json& object : {Json::object(), holding("null"), parse_json("{\"X\":1,\"xx\":2}")}) {
    CAPTURE(object.dump());
    CHECK(find_member(object, "x") == nullptr);
    CHECK(optional_string(object, "x", "a.b.") == std::nullopt);
    CHECK(optional_flag(object, "x", "a.b.") == std::nullopt);
    CHECK(optional_integer(object, "x", "a.b.", 0, 9) == std::nullopt);
  }
}

TEST_CASE("a member is found in place whatever its type") {
  for (const std::string_view value : {"0"sv, "false"sv, "\"\""sv, "[]"sv, "{}"sv, "1.5"sv}) {
    CAPTURE(value);
    const Json object = holding(value);
    REQUIRE(find_member(object, "x") != nullptr);
    CHECK(find_member(object, "x") == &object.at("x"));
  }
}

TEST_CASE("a string member is given back whole") {
  CHECK(optional_string(holding("\"\""), "x", "") == "");
  CHECK(optional_string(holding("\"a\\u0000é\""), "x", "") == "a\0é"sv);
}

TEST_CASE("a string member of another type is named with its path") {
  for (const std::string_view value : {"0"sv, "1.5"sv, "true"sv, "[]"sv, "[\"a\"]"sv, "{}"sv}) {
    CAPTURE(value);
    check_wrong_type("not a string", [&] { optional_string(holding(value), "x", "a.b."); });
  }
}

TEST_CASE("a flag is read in each way that servers write it") {
  for (const std::string_view value : {"true"sv, "1"sv, "\"1\""sv, "\"true\""sv}) {
    CAPTURE(value);
    CHECK(optional_flag(holding(value), "x", "") == true);
  }
  for (const std::string_view value : {"false"sv, "0"sv, "\"0\""sv, "\"false\""sv}) {
    CAPTURE(value);
    CHECK(optional_flag(holding(value), "x", "") == false);
  }
}

TEST_CASE("a flag that is neither yes nor no is named with its path") {
  for (const std::string_view value :
       {"2"sv, "-1"sv, "\"\""sv, "\"yes\""sv, "\"TRUE\""sv, "\" 1\""sv, "\"01\""sv, "0.5"sv, "[]"sv,
        "[true]"sv, "{}"sv, "18446744073709551615"sv}) {
    CAPTURE(value);
    check_wrong_type("not a boolean", [&] { optional_flag(holding(value), "x", "a.b."); });
  }
}

TEST_CASE("an integer is read exactly as a number or as digits") {
  CHECK(integer("0") == 0);
  CHECK(integer("-1") == -1);
  CHECK(integer("9007199254740993") == 9007199254740993);
  CHECK(integer("9223372036854775807") == most_of_all);
  CHECK(integer("-9223372036854775808") == least_of_all);
  CHECK(integer("\"32400\"") == 32400);
  CHECK(integer("\"-1\"") == -1);
  CHECK(integer("\"9223372036854775807\"") == most_of_all);
  CHECK(integer("\"007\"") == 7);
}

TEST_CASE("an integer that would be wrapped or rounded is named with its path") {
  for (const std::string_view value : {"9223372036854775808"sv,
                                       "18446744073709551615"sv,
                                       "1.5"sv,
                                       "1.0"sv,
                                       "1e3"sv,
                                       "1e300"sv,
                                       "true"sv,
                                       "false"sv,
                                       "[]"sv,
                                       "[1]"sv,
                                       "{}"sv,
                                       "\"\""sv,
                                       "\" 1\""sv,
                                       "\"1 \""sv,
                                       "\"+1\""sv,
                                       "\"1.0\""sv,
                                       "\"1e3\""sv,
                                       "\"0x10\""sv,
                                       "\"9223372036854775808\""sv,
                                       "\"-9223372036854775809\""sv,
                                       "\"1\\u0000\""sv,
                                       "\"one\""sv,
                                       "\"１\""sv}) {
    CAPTURE(value);
    check_wrong_type("out of range or not a whole number", [&] { integer(value); });
  }
}

TEST_CASE("an integer may be at the edges of its range and not beyond") {
  for (const std::string_view value : {"1"sv, "65535"sv, "\"1\""sv, "\"65535\""sv}) {
    CAPTURE(value);
    CHECK(integer(value, 1, 65535).has_value());
  }
  for (const std::string_view value : {"0"sv, "65536"sv, "-1"sv, "\"0\""sv, "\"65536\""sv}) {
    CAPTURE(value);
    check_wrong_type("out of range or not a whole number", [&] { integer(value, 1, 65535); });
  }
}

}  // namespace plex::test
