// SPDX-License-Identifier: MIT
#include "cmd/options/numbers.hpp"

#include <charconv>
#include <cmath>
#include <system_error>
#include <type_traits>

#include <fmt/format.h>

#include "src/error.hpp"

namespace plex::cmd {
namespace {

template <class Number>
bool parse_whole(std::string_view text, Number& number) {
  if (text.empty() || text.front() < '0' || text.front() > '9') {
    return false;
  }
  const char* end = text.data() + text.size();
  std::from_chars_result result{};
  if constexpr (std::is_floating_point_v<Number>) {
    result = std::from_chars(text.data(), end, number, std::chars_format::fixed);
  } else {
    result = std::from_chars(text.data(), end, number);
  }
  return result.ec == std::errc() && result.ptr == end;
}

}  // namespace

double parse_decimal(std::string_view text, const std::string& source, double least, double most) {
  double number = 0;
  if (!parse_whole(text, number) || number < least || number > most) {
    throw Error(ErrorCode::usage,
                fmt::format("{} must be a number from {} to {}, such as 2.5", source, least, most));
  }
  return number;
}

int parse_count(std::string_view text, const std::string& source, int most) {
  int number = 0;
  if (!parse_whole(text, number) || number > most) {
    throw Error(ErrorCode::usage,
                fmt::format("{} must be a whole number from 0 to {}", source, most));
  }
  return number;
}

Milliseconds parse_seconds(std::string_view text, const std::string& source) {
  constexpr double year = 31'536'000;
  const double seconds = parse_decimal(text, source, 0, year);
  // A time that rounds to nothing must not become "no limit".
  return Milliseconds(std::llround(std::ceil(seconds * 1000)));
}

Milliseconds parse_milliseconds(std::string_view text, const std::string& source) {
  constexpr int day = 86'400'000;
  return Milliseconds(parse_count(text, source, day));
}

}  // namespace plex::cmd
