// SPDX-License-Identifier: MIT
#include "cmd/accounts/account_list.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cmd/accounts/stored_json.hpp"
#include "src/error.hpp"
#include "src/plex/token.hpp"
#include "src/text/ascii.hpp"

namespace plex::cmd {
namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, 3> method_names = {"code", "password", "token"};

constexpr std::array<std::string_view, 5> list_members = {"version", "active", "activePlexTv",
                                                          "store", "accounts"};
constexpr std::array<std::string_view, 11> account_members = {
    "uuid",   "id",         "username", "email", "title", "plexTv", "clientIdentifier",
    "method", "signedInAt", "store",    "token"};

template <class Names>
std::shared_ptr<const Json> other_members(const Json& object, const Names& known) {
  Json others = Json::object();
  for (const auto& [name, value] : object.items()) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      others[name] = value;
    }
  }
  return others.empty() ? nullptr : std::make_shared<const Json>(std::move(others));
}

void add_members(Json& object, const std::shared_ptr<const Json>& others) {
  if (others != nullptr) {
    object.update(*others);
  }
}

Secret parse_kept_token(const Json& entry, KeptIn kept_in, const std::string& path) {
  if (kept_in == KeptIn::keyring) {
    if (entry.contains("token")) {
      throw_unreadable(fmt::format("{}token is there although a keyring keeps it", path));
    }
    return {};
  }
  std::string token = required_text(entry, "token", path);
  Secret secret{std::string_view(token)};
  wipe(token);
  if (!is_token(secret.reveal())) {
    throw_unreadable(path + "token is not a valid token");
  }
  return secret;
}

KeptAccount parse_account(const Json& entry, const std::string& path) {
  KeptAccount account;
  account.key = {required_url(entry, "plexTv", path), required_word(entry, "uuid", path)};
  account.id = optional_number(entry, "id", path);
  account.username = optional_text(entry, "username", path);
  account.email = optional_text(entry, "email", path);
  account.title = optional_text(entry, "title", path);
  account.client_identifier = required_text(entry, "clientIdentifier", path);
  account.method = static_cast<SignInMethod>(required_choice(entry, "method", path, method_names));
  account.signed_in_at = required_moment(entry, "signedInAt", path);
  account.kept_in = static_cast<KeptIn>(required_choice(entry, "store", path, kept_in_names));
  account.token = parse_kept_token(entry, account.kept_in, path);
  account.other = other_members(entry, account_members);
  return account;
}

std::vector<KeptAccount> parse_accounts(const Json& document) {
  const Json* entries = find_member(document, "accounts");
  if (entries == nullptr || !entries->is_array()) {
    throw_unreadable(entries == nullptr ? "accounts is missing" : "accounts is not a list");
  }
  if (entries->size() > max_accounts) {
    throw_unreadable(fmt::format("accounts has more than {} entries", max_accounts));
  }
  std::vector<KeptAccount> accounts;
  for (const Json& entry : *entries) {
    const std::string path = fmt::format("accounts[{}]", accounts.size());
    if (!entry.is_object()) {
      throw_unreadable(path + " is not an object");
    }
    KeptAccount account = parse_account(entry, path + ".");
    const auto same = std::find_if(accounts.begin(), accounts.end(),
                                   [&](const auto& earlier) { return earlier.key == account.key; });
    if (same != accounts.end()) {
      throw_unreadable(
          fmt::format("{} is the same account as accounts[{}]", path, same - accounts.begin()));
    }
    accounts.push_back(std::move(account));
  }
  return accounts;
}

/// Whether the uuid alone does not tell which account it is.
bool shares_uuid(const AccountList& list, const AccountKey& key) {
  const auto& accounts = list.accounts;
  return std::count_if(accounts.begin(), accounts.end(), [&](const KeptAccount& account) {
           return account.key.uuid == key.uuid;
         }) > 1;
}

std::optional<AccountKey> parse_active(const Json& document, const AccountList& list) {
  const bool has_url = find_member(document, "activePlexTv") != nullptr;
  const std::string plex_tv = has_url ? required_url(document, "activePlexTv", "") : "";
  if (find_member(document, "active") == nullptr) {
    return std::nullopt;
  }
  const std::string uuid = required_text(document, "active", "");
  std::optional<AccountKey> active;
  for (const KeptAccount& account : list.accounts) {
    if (account.key.uuid == uuid && (!has_url || account.key.plex_tv == plex_tv)) {
      if (active) {
        throw_unreadable("active is the uuid of several accounts");
      }
      active = account.key;
    }
  }
  if (!active) {
    throw_unreadable("active is not the uuid of an account");
  }
  return active;
}

Json format_account(const KeptAccount& account) {
  Json entry = Json::object();
  entry["uuid"] = account.key.uuid;
  if (account.id) {
    entry["id"] = *account.id;
  }
  entry["username"] = account.username;
  entry["email"] = account.email;
  entry["title"] = account.title;
  entry["plexTv"] = account.key.plex_tv;
  entry["clientIdentifier"] = account.client_identifier;
  entry["method"] = name_of(account.method);
  entry["signedInAt"] = account.signed_in_at;
  entry["store"] = name_of(account.kept_in);
  if (account.kept_in == KeptIn::file) {
    entry["token"] = account.token.reveal();
  }
  add_members(entry, account.other);
  return entry;
}

std::vector<KeptAccount>::iterator place_of(AccountList& list, const AccountKey& key) {
  return std::find_if(list.accounts.begin(), list.accounts.end(),
                      [&](const KeptAccount& account) { return account.key == key; });
}

bool is_same_sign_in(const KeptAccount& one, const KeptAccount& other) {
  return one.kept_in == other.kept_in && one.token.reveal() == other.token.reveal() &&
         (one.kept_in == KeptIn::file || (one.signed_in_at == other.signed_in_at &&
                                          one.client_identifier == other.client_identifier));
}

}  // namespace

std::string_view name_of(KeptIn kept_in) noexcept {
  return kept_in_names[static_cast<std::size_t>(kept_in)];
}

std::string_view name_of(SignInMethod method) noexcept {
  return method_names[static_cast<std::size_t>(method)];
}

AccountList parse_account_list(std::string_view text) {
  const StoredDocument document(text, max_account_list_bytes);
  AccountList list;
  list.accounts = parse_accounts(document.json());
  list.active = parse_active(document.json(), list);
  if (find_member(document.json(), "store") != nullptr) {
    list.store = static_cast<KeptIn>(required_choice(document.json(), "store", "", kept_in_names));
  }
  list.other = other_members(document.json(), list_members);
  return list;
}

Secret format_account_list(const AccountList& list) {
  StoredDocument document;
  Json& json = document.json();
  if (list.active) {
    json["active"] = list.active->uuid;
    if (shares_uuid(list, *list.active)) {
      json["activePlexTv"] = list.active->plex_tv;
    }
  }
  if (list.store) {
    json["store"] = name_of(*list.store);
  }
  Json& accounts = json["accounts"] = Json::array();
  for (const KeptAccount& account : list.accounts) {
    accounts.push_back(format_account(account));
  }
  add_members(json, list.other);
  return document.format();
}

std::vector<const KeptAccount*> find_accounts(const AccountList& list, std::string_view name) {
  std::vector<const KeptAccount*> found;
  for (const KeptAccount& account : list.accounts) {
    // A managed user has neither user name nor e-mail address.
    const bool named = !name.empty() && (account.username == name || account.key.uuid == name ||
                                         (account.id && std::to_string(*account.id) == name) ||
                                         ascii_lower(account.email) == ascii_lower(name));
    if (named) {
      found.push_back(&account);
    }
  }
  return found;
}

const KeptAccount* find_account(const AccountList& list, const AccountKey& key) {
  const auto found = std::find_if(list.accounts.begin(), list.accounts.end(),
                                  [&](const KeptAccount& account) { return account.key == key; });
  return found == list.accounts.end() ? nullptr : &*found;
}

const KeptAccount* active_account(const AccountList& list) {
  return list.active ? find_account(list, *list.active) : nullptr;
}

KeptAccount copy_of(const KeptAccount& account) {
  return {.key = account.key,
          .id = account.id,
          .username = account.username,
          .email = account.email,
          .title = account.title,
          .client_identifier = account.client_identifier,
          .method = account.method,
          .signed_in_at = account.signed_in_at,
          .kept_in = account.kept_in,
          .token = account.token.clone(),
          .other = account.other};
}

void put_account(AccountList& list, KeptAccount account) {
  const auto place = place_of(list, account.key);
  if (place != list.accounts.end()) {
    if (account.other == nullptr) {
      account.other = place->other;
    }
    *place = std::move(account);
    return;
  }
  if (list.accounts.size() >= max_accounts) {
    throw Error(ErrorCode::store_unavailable,
                fmt::format("{} accounts are signed in, and no more can be", max_accounts),
                "sign out of one with 'plex auth logout'");
  }
  list.accounts.push_back(std::move(account));
}

bool remove_account(AccountList& list, const AccountKey& key) {
  const auto place = place_of(list, key);
  if (place == list.accounts.end()) {
    return false;
  }
  if (list.active == place->key) {
    list.active.reset();
  }
  list.accounts.erase(place);
  return true;
}

bool remove_if_same(AccountList& list, const KeptAccount& seen) {
  const KeptAccount* now = find_account(list, seen.key);
  return now != nullptr && is_same_sign_in(*now, seen) && remove_account(list, seen.key);
}

}  // namespace plex::cmd
