// SPDX-License-Identifier: MIT
#include "src/auth/account.hpp"

#include <limits>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "src/error.hpp"
#include "src/plex/token.hpp"

namespace plex::auth {
namespace {

std::string text_of(const Json& object, std::string_view name, std::string_view path = "") {
  return optional_string(object, name, path).value_or("");
}

std::optional<std::int64_t> number_of(const Json& account, std::string_view name) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const Json* member = find_member(account, name);
  // As text it would be another kind of value than the one that plex.tv documents.
  if (member != nullptr && member->is_string()) {
    throw Error(ErrorCode::unexpected, "the response's " + std::string(name) + " is not a number");
  }
  return optional_integer(account, name, "", 0, most);
}

/// Removes `token` and `secret` wherever they stand, whatever shape `services` has.
void remove_service_secrets(Json& value) {
  if (value.is_object()) {
    value.erase("token");
    value.erase("secret");
  }
  if (value.is_structured()) {
    for (Json& item : value) {
      remove_service_secrets(item);
    }
  }
}

void check_service_secrets(const Json& value) {
  for (const char* name : {"token", "secret"}) {
    const std::string secret = value.is_object() ? text_of(value, name, "services.") : "";
    if (!secret.empty() && !is_token(secret)) {
      throw Error(ErrorCode::unexpected,
                  fmt::format("the response's services.{} is not a valid token", name));
    }
  }
  if (value.is_structured()) {
    for (const Json& item : value) {
      check_service_secrets(item);
    }
  }
}

void check_account(const Json& account) {
  if (!account.is_object()) {
    throw Error(ErrorCode::unexpected, "the response is not an account");
  }
}

AccountSummary summarize(const Json& account) {
  AccountSummary summary;
  summary.username = text_of(account, "username");
  summary.title = text_of(account, "title");
  summary.email = text_of(account, "email");
  summary.uuid = text_of(account, "uuid");
  summary.id = number_of(account, "id");
  summary.country = text_of(account, "country");
  summary.home = optional_flag(account, "home", "");
  summary.restricted = optional_flag(account, "restricted", "");
  summary.two_factor = optional_flag(account, "twoFactorEnabled", "");
  summary.joined_at = number_of(account, "joinedAt");
  if (const Json* subscription = find_member(account, "subscription")) {
    if (!subscription->is_object()) {
      throw Error(ErrorCode::unexpected, "the response's subscription is not an object");
    }
    summary.subscription_active = optional_flag(*subscription, "active", "subscription.");
    summary.subscription_plan = text_of(*subscription, "plan", "subscription.");
  }
  if (!summary.id && summary.uuid.empty() && display_name(summary).empty()) {
    throw Error(ErrorCode::unexpected, "the response does not say whose account it is");
  }
  return summary;
}

Secret parse_auth_token(const Json& account) {
  const std::string token = text_of(account, "authToken");
  if (!is_token(token)) {
    throw Error(ErrorCode::unexpected, "the response's authToken is missing or not a valid token");
  }
  return Secret(token);
}

std::vector<AccountSecret> parse_secrets(const Json& account) {
  std::vector<AccountSecret> secrets;
  const auto add = [&](const Json& object, const char* member, const std::string& name) {
    if (const auto value = optional_string(object, member, "")) {
      secrets.push_back({name, Secret(*value)});
    }
  };
  const Json* services = find_member(account, "services");
  if (services != nullptr) {
    check_service_secrets(*services);
  }
  add(account, "pin", "pin");
  if (services == nullptr || !services->is_array()) {
    return secrets;
  }
  for (const Json& service : *services) {
    if (service.is_object()) {
      const std::string name = optional_string(service, "identifier", "").value_or("service");
      add(service, "token", name + " token");
      add(service, "secret", name + " secret");
    }
  }
  return secrets;
}

void remove_secrets(Json& account) {
  account.erase("authToken");
  account.erase("pin");
  const auto services = account.find("services");
  if (services != account.end()) {
    remove_service_secrets(*services);
  }
}

}  // namespace

Account parse_account(Json json, AccountSecrets secrets) {
  check_account(json);
  Account account;
  account.summary = summarize(json);
  if (secrets == AccountSecrets::removed) {
    remove_secrets(json);
  } else {
    if (find_member(json, "authToken") != nullptr) {
      account.token = parse_auth_token(json);
    }
    account.secrets = parse_secrets(json);
  }
  account.json = std::make_shared<const Json>(std::move(json));
  return account;
}

Account parse_signed_in_account(Json json) {
  check_account(json);
  Account account;
  account.token = parse_auth_token(json);
  try {
    account.summary = summarize(json);
  } catch (const Error& error) {
    account.summary_problem = error.message;
  }
  remove_secrets(json);
  json["authToken"] = account.token.reveal();
  account.json = std::make_shared<const Json>(std::move(json));
  return account;
}

const std::string& display_name(const AccountSummary& account) {
  if (!account.username.empty()) {
    return account.username;
  }
  return account.title.empty() ? account.email : account.title;
}

}  // namespace plex::auth
