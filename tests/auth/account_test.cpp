// SPDX-License-Identifier: MIT
#include "src/auth/account.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "src/error.hpp"
#include "tests/support/error_of.hpp"

namespace plex::test {
namespace {

using namespace std::string_view_literals;
using auth::Account;
using auth::AccountSecrets;
using auth::AccountSummary;
using auth::parse_account;
using auth::parse_signed_in_account;

AccountSummary summary_of(std::string_view account) {
  return parse_account(parse_json(account), AccountSecrets::removed).summary;
}

void check_unexpected(std::string_view account, std::string_view message,
                      AccountSecrets secrets = AccountSecrets::removed) {
  CAPTURE(account);
  const Error error = error_of([&] { parse_account(parse_json(account), secrets); });
  CHECK(error.code == ErrorCode::unexpected);
  CHECK(error.message == message);
}

/// What the module leaves of an account when it removes the secrets.
std::string left_of(std::string_view account) {
  return format_json(*parse_account(parse_json(account), AccountSecrets::removed).json);
}

/// `{"uuid":"u",MEMBER}`.
std::string with(std::string_view member) { return "{\"uuid\":\"u\"," + std::string(member) + "}"; }

}  // namespace

TEST_CASE("a whole account is summarized") {
  const AccountSummary summary = summary_of(
      R"({"id":12345678,"uuid":"0123abcd","username":"tv-fan","title":"TV Fan",)"
      R"("email":"tv@fan.example","country":"DE","home":true,"restricted":false,)"
      R"("twoFactorEnabled":true,"joinedAt":1311022800,"authToken":"token-value",)"
      R"("subscription":{"active":true,"status":"Active","plan":"lifetime"},"new":[1]})");
  CHECK(summary.id == 12345678);
  CHECK(summary.uuid == "0123abcd");
  CHECK(summary.username == "tv-fan");
  CHECK(summary.title == "TV Fan");
  CHECK(summary.email == "tv@fan.example");
  CHECK(summary.country == "DE");
  CHECK(summary.home == true);
  CHECK(summary.restricted == false);
  CHECK(summary.two_factor == true);
  CHECK(summary.joined_at == 1311022800);
  CHECK(summary.subscription_active == true);
  CHECK(summary.subscription_plan == "lifetime");
}

TEST_CASE("members that are missing or null are absent") {
  for (const std::string_view account :
       {R"({"id":1})"sv,
        R"({"id":1,"uuid":null,"username":null,"title":null,"email":null,"country":null,)"
        R"("home":null,"restricted":null,"twoFactorEnabled":null,"joinedAt":null,)"
        R"("subscription":null,"roles":null,"services":null})"sv}) {
    CAPTURE(account);
    const AccountSummary summary = summary_of(account);
    CHECK(summary.id == 1);
    CHECK(summary.uuid + summary.username + summary.title + summary.email + summary.country == "");
    CHECK_FALSE(summary.home.has_value());
    CHECK_FALSE(summary.restricted.has_value());
    CHECK_FALSE(summary.two_factor.has_value());
    CHECK_FALSE(summary.joined_at.has_value());
    CHECK_FALSE(summary.subscription_active.has_value());
    CHECK(summary.subscription_plan == "");
  }
}

TEST_CASE("an empty or partly null subscription is fine") {
  for (const std::string_view subscription : {"{}"sv, R"({"active":null,"plan":null})"sv}) {
    CAPTURE(subscription);
    const AccountSummary summary =
        summary_of(with("\"subscription\":" + std::string(subscription)));
    CHECK_FALSE(summary.subscription_active.has_value());
    CHECK(summary.subscription_plan == "");
  }
}

TEST_CASE("what is not an object is not an account") {
  for (const std::string_view answer :
       {"null"sv, "true"sv, "[]"sv, "[{\"id\":1}]"sv, "\"x\""sv, "1"sv}) {
    check_unexpected(answer, "the response is not an account");
  }
}

TEST_CASE("a response that does not say whose account it is is refused") {
  for (const std::string_view answer :
       {"{}"sv, R"({"user":{"id":1}})"sv, R"({"username":"","title":"","email":"","uuid":""})"sv,
        R"({"authToken":"token-value"})"sv, R"({"country":"DE","home":true})"sv}) {
    check_unexpected(answer, "the response does not say whose account it is");
  }
  for (const std::string_view answer :
       {R"({"id":0})"sv, R"({"uuid":"u"})"sv, R"({"username":"n"})"sv, R"({"title":"t"})"sv,
        R"({"email":"e"})"sv}) {
    CAPTURE(answer);
    CHECK_NOTHROW(summary_of(answer));
  }
}

TEST_CASE("a member of the wrong type is named with its path") {
  for (const std::string_view name : {"username"sv, "title"sv, "email"sv, "uuid"sv, "country"sv}) {
    for (const std::string_view value : {"1"sv, "true"sv, "[]"sv, "{}"sv}) {
      check_unexpected("{\"id\":1,\"" + std::string(name) + "\":" + std::string(value) + "}",
                       "the response's " + std::string(name) + " is not a string");
    }
  }
  for (const std::string_view name : {"home"sv, "restricted"sv, "twoFactorEnabled"sv}) {
    for (const std::string_view value : {"2"sv, "\"yes\""sv, "[]"sv, "{}"sv}) {
      check_unexpected(with("\"" + std::string(name) + "\":" + std::string(value)),
                       "the response's " + std::string(name) + " is not a boolean");
    }
  }
  for (const std::string_view value : {"1"sv, "true"sv, "\"\""sv, "[]"sv}) {
    check_unexpected(with("\"subscription\":" + std::string(value)),
                     "the response's subscription is not an object");
  }
  check_unexpected(with(R"("subscription":{"active":[]})"),
                   "the response's subscription.active is not a boolean");
  check_unexpected(with(R"("subscription":{"plan":7})"),
                   "the response's subscription.plan is not a string");
}

TEST_CASE("account numbers are exact or refused") {
  for (const std::string_view name : {"id"sv, "joinedAt"sv}) {
    const std::string start = "\"" + std::string(name) + "\":";
    for (const std::string_view value :
         {"-1"sv, "9223372036854775808"sv, "1.5"sv, "true"sv, "[]"sv}) {
      check_unexpected(
          with(start + std::string(value)),
          "the response's " + std::string(name) + " is out of range or not a whole number");
    }
    check_unexpected(with(start + "\"123\""),
                     "the response's " + std::string(name) + " is not a number");
  }
  CHECK(summary_of(R"({"id":9007199254740993})").id == 9007199254740993);
  CHECK(summary_of(R"({"id":9223372036854775807})").id == 9223372036854775807);
}

TEST_CASE("an account is called by its username or else title or else e-mail") {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {R"({"username":"n","title":"t","email":"e"})", "n"},
      {R"({"username":"","title":"t","email":"e"})", "t"},
      {R"({"title":"","email":"e"})", "e"},
      {R"({"username":null,"title":null,"email":"e"})", "e"},
      {R"({"username":"","title":"Kid","email":""})", "Kid"},
      {R"({"id":1})", ""}};
  for (const auto& each : cases) {
    const auto& account = each.first;
    const auto& name = each.second;
    CAPTURE(account);
    CHECK(auth::display_name(summary_of(account)) == name);
  }
}

TEST_CASE("only a valid authToken is given back") {
  const auto signed_in = [](const std::string& account) {
    return parse_signed_in_account(parse_json(account)).token;
  };
  const auto kept = [](const std::string& account) {
    return parse_account(parse_json(account), AccountSecrets::kept).token;
  };
  CHECK(signed_in(R"({"authToken":"token-value"})").reveal() == "token-value");
  CHECK(kept(with(R"("authToken":"token-value")")).reveal() == "token-value");
  const std::string message = "the response's authToken is missing or not a valid token";
  const std::string long_token(1'048'576, 't');
  for (const std::string& value :
       {std::string(R"("")"), std::string(R"("two words")"), std::string(R"("token\nX-Evil: 1")"),
        std::string(R"("token\u001b[31m")"), std::string(R"("token\u0000")"),
        std::string(R"("tokén")"), "\"" + long_token + "\""}) {
    CAPTURE(value.substr(0, 80));
    const std::string member = "\"authToken\":" + value;
    const Error error = error_of([&] { signed_in("{" + member + "}"); });
    CHECK(error.code == ErrorCode::unexpected);
    CHECK(error.message == message);
    check_unexpected(with(member), message, AccountSecrets::kept);
  }
  for (const std::string account : {R"({"authToken":null})", "{}"}) {
    CAPTURE(account);
    const Error error = error_of([&] { signed_in(account); });
    CHECK(error.code == ErrorCode::unexpected);
    CHECK(error.message == message);
  }
  CHECK(kept(with(R"("authToken":null)")).empty());
  CHECK(kept(with(R"("pin":null)")).empty());
  CHECK(error_of([&] { signed_in(R"({"authToken":7})"); }).message ==
        "the response's authToken is not a string");
  check_unexpected(with(R"("authToken":7)"), "the response's authToken is not a string",
                   AccountSecrets::kept);
}

TEST_CASE("an account without its secrets has none in any member") {
  const Account account = parse_account(
      parse_json(R"({"id":1,"authToken":"s","pin":"s","services":[{"token":"s","secret":"s"}]})"),
      AccountSecrets::removed);
  CHECK(account.token.empty());
  CHECK(account.secrets.empty());
  CHECK(format_json(*account.json) == R"({"id":1,"services":[{}]})");
}

TEST_CASE("an account that keeps its secrets stays as it came and names each of them") {
  const std::string text =
      R"({"authToken":"token-value","id":1,"pin":"1 2","services":[{"identifier":"a","token":"t",)"
      R"("secret":"s"},{"secret":""},{"identifier":"b","token":null},5]})";
  const Account account = parse_account(parse_json(text), AccountSecrets::kept);
  CHECK(format_json(*account.json) == text);
  std::string names_and_values;
  for (const auth::AccountSecret& secret : account.secrets) {
    names_and_values += secret.name + "=" + std::string(secret.value.reveal()) + "\n";
  }
  CHECK(names_and_values == "pin=1 2\na token=t\na secret=s\nservice secret=\n");
}

TEST_CASE("a secret that is kept and is not a token is named with its path") {
  const auto check = [](const std::string& member, const std::string& message) {
    check_unexpected(with(member), message, AccountSecrets::kept);
    CHECK(left_of(with(member)).find("s p") == std::string::npos);
  };
  for (const std::string name : {"token", "secret"}) {
    for (const std::string& services :
         {"[{\"" + name + "\":\"s p\"}]", "{\"" + name + "\":\"s p\"}",
          "{\"x\":{\"" + name + "\":\"s p\"}}", "[[{\"" + name + "\":\"s p\"}]]"}) {
      check("\"services\":" + services,
            "the response's services." + name + " is not a valid token");
    }
    check("\"services\":[{\"" + name + "\":5}]",
          "the response's services." + name + " is not a string");
  }
  check(R"("pin":5)", "the response's pin is not a string");
}

TEST_CASE("an account that was signed in to keeps its token last and no other secret") {
  const Account account = parse_signed_in_account(
      parse_json(R"({"id":1,"authToken":"token-value","pin":"s","services":[{"token":"s"}]})"));
  CHECK(format_json(*account.json) == R"({"id":1,"services":[{}],"authToken":"token-value"})");
  CHECK(account.token.reveal() == "token-value");
  CHECK(account.secrets.empty());
  CHECK(account.summary.id == 1);
  CHECK_FALSE(account.summary_problem);
}

TEST_CASE("the token of an account is not lost because another member cannot be read") {
  struct Row {
    std::string members;
    std::string problem;
  };
  for (const Row& row :
       {Row{R"("uuid":"u","country":5,)", "the response's country is not a string"},
        Row{R"("uuid":"u","joinedAt":"2014",)", "the response's joinedAt is not a number"},
        Row{R"("uuid":"u","subscription":[],)", "the response's subscription is not an object"},
        Row{"", "the response does not say whose account it is"}}) {
    CAPTURE(row.members);
    const std::string text = "{" + row.members + R"("authToken":"token-value"})";
    CAPTURE(text);
    const Account account = parse_signed_in_account(parse_json(text));
    CHECK(account.summary_problem == row.problem);
    CHECK(account.summary.uuid.empty());
    CHECK(account.token.reveal() == "token-value");
    CHECK(format_json(*account.json) == text);
  }
  const Account odd_secrets = parse_signed_in_account(parse_json(
      R"({"id":1,"pin":5,"services":[{"identifier":7,"token":7}],"authToken":"token-value"})"));
  CHECK(odd_secrets.token.reveal() == "token-value");
  CHECK_FALSE(odd_secrets.summary_problem);
}

TEST_CASE("signing in returns an object") {
  const Error error = error_of([] { parse_signed_in_account(parse_json("[]")); });
  CHECK(error.code == ErrorCode::unexpected);
  CHECK(error.message == "the response is not an account");
}

TEST_CASE("the secrets of an account are removed and all else stays in its order") {
  CHECK(
      left_of(
          R"({"z":1,"authToken":"s","pin":"s","services":[{"identifier":"a","token":"s",)"
          R"("secret":"s","status":"on"},{"secret":null},{}],"token":"kept","a":{"pin":1},"id":1})") ==
      R"({"z":1,"services":[{"identifier":"a","status":"on"},{},{}],"token":"kept","a":{"pin":1},"id":1})");
  CHECK(left_of(R"({"id":1,"authToken":{"x":1},"pin":[1]})") == R"({"id":1})");
  CHECK(left_of(R"({"id":1})") == R"({"id":1})");
}

TEST_CASE("services that are not a list of objects hold no secret") {
  for (const std::string_view services :
       {"null"sv, "[]"sv, "{}"sv, "\"x\""sv, "1"sv, "[1,null,\"x\",[]]"sv}) {
    CAPTURE(services);
    const std::string account = with("\"services\":" + std::string(services));
    CHECK(left_of(account) == account);
  }
}

TEST_CASE("the secrets of services are removed whatever shape services have") {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {R"({"identifier":"a","token":"s","secret":"s"})", R"({"identifier":"a"})"},
      {R"({"service":[{"token":"s","x":1}]})", R"({"service":[{"x":1}]})"},
      {R"({"a":{"secret":"s","x":1}})", R"({"a":{"x":1}})"},
      {R"([[{"token":"s","x":1}]])", R"([[{"x":1}]])"}};
  for (const auto& each : cases) {
    const auto& services = each.first;
    const auto& left = each.second;
    CAPTURE(services);
    CHECK(left_of(with("\"services\":" + std::string(services))) ==
          with("\"services\":" + std::string(left)));
  }
}

}  // namespace plex::test
