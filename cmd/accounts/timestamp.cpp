// SPDX-License-Identifier: MIT
#include "cmd/accounts/timestamp.hpp"

#include <cstddef>

#include <fmt/format.h>

namespace plex::cmd {
namespace {

/// The number that `count` digits at `at` are. The digits must have been checked.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  int number = 0;
  for (const char digit : text.substr(at, count)) {
    number = number * 10 + (digit - '0');
  }
  return number;
}

bool has_form(std::string_view text, std::string_view form) {
  if (text.size() != form.size()) {
    return false;
  }
  for (std::size_t at = 0; at < form.size(); ++at) {
    const bool digit = text[at] >= '0' && text[at] <= '9';
    if (form[at] == '0' ? !digit : text[at] != form[at]) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::string format_timestamp(std::chrono::sys_seconds moment) {
  // Not gmtime(3), which reads the time zone's file first.
  const auto midnight = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day day(midnight);
  const std::chrono::hh_mm_ss time(moment - midnight);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::optional<std::chrono::sys_seconds> parse_timestamp(std::string_view text) {
  if (!has_form(text, "0000-00-00T00:00:00Z")) {
    return std::nullopt;
  }
  const std::chrono::year_month_day day(
      std::chrono::year(digits_at(text, 0, 4)),
      std::chrono::month(static_cast<unsigned>(digits_at(text, 5, 2))),
      std::chrono::day(static_cast<unsigned>(digits_at(text, 8, 2))));
  const int hour = digits_at(text, 11, 2);
  const int minute = digits_at(text, 14, 2);
  const int second = digits_at(text, 17, 2);
  if (!day.ok() || hour > 23 || minute > 59 || second > 59) {
    return std::nullopt;
  }
  return std::chrono::sys_days(day) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second);
}

}  // namespace plex::cmd
