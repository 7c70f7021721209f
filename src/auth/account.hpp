// SPDX-License-Identifier: MIT
//
// The account object of plex.tv, which whoami and signin both return: what a person wants to see of
// it, and which of its members are secrets. It is parsed once; no other code interprets its JSON.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "src/secret.hpp"
#include "src/text/json.hpp"

namespace plex::auth {

/// What a table shows of an account. A member is absent if plex.tv sent nothing or null; a managed
/// user has an empty username and e-mail.
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

/// A secret of an account besides its token.
struct AccountSecret {
  /// `pin`, or the identifier of a service with ` token` or ` secret`.
  std::string name;
  Secret value;
};

struct Account {
  /// The object as plex.tv sent it, less the secrets that were not kept. Never null.
  std::shared_ptr<const Json> json;
  AccountSummary summary;
  /// What is wrong with a member that `summary` needs: then `summary` is empty. Only
  /// parse_signed_in_account lets that pass.
  std::optional<std::string> summary_problem;
  /// `authToken`; empty if it was not kept or plex.tv sent none.
  Secret token;
  /// The other secrets that were kept; those of `services` only if that is a list.
  std::vector<AccountSecret> secrets;
};

/// What happens to the secrets of an account: `authToken`, `pin`, and `token` and `secret` anywhere
/// in `services`.
enum class AccountSecrets {
  /// They are taken out, whatever they are.
  removed,
  /// They are kept. All but the `pin` must be valid tokens, null, or empty in `services`.
  kept,
};

/// Parses an account. Throws Error(unexpected) that names the member if the summary needs one that
/// has another type, or a secret that is kept is not valid; also if `json` is not an object or does
/// not say whose account it is.
Account parse_account(Json json, AccountSecrets secrets);

/// Parses the account that signing in returns: keeps its `authToken`, as the last member, and
/// removes the other secrets. The new token must not be lost because of another member, so a
/// summary that cannot be read is left empty. Throws Error(unexpected) if `json` is not an object,
/// or the `authToken` is missing or not a valid token.
Account parse_signed_in_account(Json json);

/// The name to call the account by: username, else title, else e-mail.
const std::string& display_name(const AccountSummary& account);

}  // namespace plex::auth
