// SPDX-License-Identifier: MIT
//
// The accounts that are signed in: what is kept of each, the text of the file that keeps them, and
// how one is found, added and removed. Where that file is, and who may change it when, is
// cmd/accounts/account_store.hpp. Tokens that a keyring keeps are not here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/secret.hpp"
#include "src/text/json.hpp"

namespace plex::cmd {

inline constexpr std::size_t max_accounts = 100;
inline constexpr std::size_t max_account_list_bytes = 1024 * 1024;

/// Where the token of an account is kept.
enum class KeptIn { keyring, file };
/// As files and JSON results have it, in the order of the enumerators.
inline constexpr std::array<std::string_view, 2> kept_in_names = {"keyring", "file"};

/// How a person signed in.
enum class SignInMethod { code, password, token };

/// `keyring` or `file`.
std::string_view name_of(KeptIn kept_in) noexcept;
/// `code`, `password` or `token`.
std::string_view name_of(SignInMethod method) noexcept;

/// What tells accounts apart: two plex.tv services may give different accounts the same uuid.
struct AccountKey {
  /// The base URL of plex.tv, as BaseUrl::text() writes it.
  std::string plex_tv;
  std::string uuid;

  bool operator==(const AccountKey&) const = default;
};

/// One account that is signed in.
struct KeptAccount {
  AccountKey key;
  std::optional<std::int64_t> id = {};
  /// These are empty if plex.tv sent none.
  std::string username = {};
  std::string email = {};
  std::string title = {};
  /// Plex binds the token to it: it is sent with the token, in place of this device's own.
  std::string client_identifier;
  SignInMethod method = SignInMethod::code;
  /// As format_timestamp writes it.
  std::string signed_in_at;
  KeptIn kept_in = KeptIn::file;
  /// Empty if a keyring keeps it.
  Secret token = {};
  /// An object of the members that this version does not know; null if there are none.
  std::shared_ptr<const Json> other = {};
};

/// All accounts that are signed in.
struct AccountList {
  /// At most max_accounts, each key once.
  std::vector<KeptAccount> accounts = {};
  /// The account in use, which is one of `accounts`; nothing if none is.
  std::optional<AccountKey> active = {};
  /// The place that was chosen for the token of the last sign-in; nothing before the first one.
  std::optional<KeptIn> store = {};
  /// As in KeptAccount.
  std::shared_ptr<const Json> other = {};
};

/// Parses what format_account_list writes. Throws Error(store_unreadable) for anything that this
/// version would not have written, except for members that it does not know; the message completes
/// "cannot read it: …" and names the member, never its content.
AccountList parse_account_list(std::string_view text);

/// One JSON document and a line end.
Secret format_account_list(const AccountList& list);

/// The accounts whose username, e-mail address (in any case), id or uuid is `name`. They are valid
/// until the list changes.
std::vector<const KeptAccount*> find_accounts(const AccountList& list, std::string_view name);

/// The account with this key, or nullptr. It is valid until the list changes.
const KeptAccount* find_account(const AccountList& list, const AccountKey& key);

/// The account in use, or nullptr. It is valid until the list changes.
const KeptAccount* active_account(const AccountList& list);

/// A copy with the token, made on purpose.
KeptAccount copy_of(const KeptAccount& account);

/// Adds the account as the last one, or puts it in the place of the one with the same key, whose
/// unknown members stay. Throws Error(store_unavailable) if there are max_accounts already.
void put_account(AccountList& list, KeptAccount account);

/// Removes the account with this key and returns whether there was one. If it was in use, no
/// account is in use afterwards.
bool remove_account(AccountList& list, const AccountKey& key);

/// As remove_account, but only if the account is still signed in as it was when `seen` was read: in
/// a file with the same token, in a keyring since the same time with the same client identifier.
bool remove_if_same(AccountList& list, const KeptAccount& seen);

}  // namespace plex::cmd
