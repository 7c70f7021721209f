// SPDX-License-Identifier: MIT
#include "cmd/auth/account_result.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cmd/output/columns.hpp"
#include "src/secret.hpp"

namespace plex::cmd {
namespace {

std::string yes_or_no(bool value) { return value ? "yes" : "no"; }

/// A day in UTC; the bare number if it is after the year 9999.
std::string day_of(std::int64_t seconds) {
  constexpr std::int64_t end_of_year_9999 = 253'402'300'799;
  if (seconds > end_of_year_9999) {
    return std::to_string(seconds);
  }
  // Not gmtime(3), which reads the time zone's file first.
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(
      std::chrono::sys_seconds(std::chrono::seconds(seconds))));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::string subscription_of(const auth::AccountSummary& account) {
  const std::string state = *account.subscription_active ? "active" : "inactive";
  return account.subscription_plan.empty()
             ? state
             : fmt::format("{} ({})", state, account.subscription_plan);
}

/// The rows of the table, without those that the account does not fill.
std::vector<Row> account_rows(const auth::AccountSummary& account) {
  std::vector<Row> rows;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) {
      rows.push_back({{name}, {value}});
    }
  };
  add("username", account.username);
  add("title", account.title);
  add("e-mail", account.email);
  add("id", account.id ? std::to_string(*account.id) : "");
  add("uuid", account.uuid);
  add("country", account.country);
  add("joined", account.joined_at ? day_of(*account.joined_at) : "");
  add("Plex Home", account.home ? yes_or_no(*account.home) : "");
  add("managed user", account.restricted ? yes_or_no(*account.restricted) : "");
  add("two-factor", account.two_factor ? yes_or_no(*account.two_factor) : "");
  add("subscription", account.subscription_active ? subscription_of(account) : "");
  return rows;
}

void add_secret_rows(const auth::Account& account, std::vector<Row>& rows) {
  const auto add = [&](const std::string& name, const Secret& value) {
    rows.push_back({{name}, {std::string(value.reveal()), true}});
  };
  if (!account.token.empty()) {
    add("token", account.token);
  }
  for (const auth::AccountSecret& secret : account.secrets) {
    add(secret.name, secret.value);
  }
}

}  // namespace

Result account_result(const auth::Account& account) {
  Result result;
  Block block{Block::Kind::fields, account_rows(account.summary)};
  add_secret_rows(account, block.rows);
  result.table = {std::move(block)};
  result.json = account.json;
  const std::string& name = auth::display_name(account.summary);
  if (!name.empty()) {
    result.bare = {name};
  }
  return result;
}

}  // namespace plex::cmd
