// SPDX-License-Identifier: MIT
//
// The account object of plex.tv: which of its members are secrets, and what a person wants to see
// of it. whoami and signin both answer with one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "src/secret.hpp"
#include "src/text/json.hpp"

namespace plex::auth {

/// What a table shows of an account. Absent where plex.tv sent nothing or null; a managed user has
/// an empty username and e-mail.
struct AccountSummary {
  std::string username;
  std::string title;
  std::string email;
  std::string uuid;
  std::optional<std::int64_t> id;
  std::string country;
  std::optional<bool> home;
  std::optional<bool> restricted;
  std::optional<bool> two_factor;
  std::optional<std::int64_t> joined_at;
  std::optional<bool> subscription_active;
  std::string subscription_plan;
};

/// Reads what it needs and checks its types. Throws Error(unexpected) that names the member, also
/// where `account` is not an object or tells nothing about who it is.
AccountSummary summarize(const Json& account);

/// The name to call the account by: username, else title, else e-mail.
const std::string& display_name(const AccountSummary& account);

/// The account's `authToken`. Throws Error(unexpected) where it is missing or not a valid token, or
/// where `account` is not an object.
Secret auth_token(const Json& account);

/// Throws Error(unexpected) where the account has an `authToken` other than null, or a `token` or
/// `secret` other than null and "" within `services`, that is not a valid token.
void check_tokens(const Json& account);

/// Takes `authToken`, `pin`, and `token` and `secret` of each of `services` out of `account`.
void remove_secrets(Json& account);

}  // namespace plex::auth
