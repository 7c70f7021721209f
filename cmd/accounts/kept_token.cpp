// SPDX-License-Identifier: MIT
#include "cmd/accounts/kept_token.hpp"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "cmd/accounts/account_store.hpp"
#include "src/error.hpp"
#include "src/plex/token.hpp"

namespace plex::cmd {
namespace {

/// Removes the token of an account from the keyring, which must not hide what has been done.
void remove_from_keyring(const KeptAccount& account, Context& context) {
  try {
    context.keyring.remove(account.key.uuid);
  } catch (const Error& error) {
    context.console.warn(fmt::format("the token of {} is still in the keyring: {}",
                                     display_name(account), error.message));
  }
}

}  // namespace

const std::string& display_name(const KeptAccount& account) {
  for (const std::string* name : {&account.username, &account.title, &account.email}) {
    if (!name->empty()) {
      return *name;
    }
  }
  return account.key.uuid;
}

Secret read_kept_token(const KeptAccount& account, Context& context) {
  if (account.kept_in == KeptIn::file) {
    return account.token.clone();
  }
  std::optional<Secret> token = context.keyring.find(account.key.uuid);
  if (!token || !is_token(token->reveal())) {
    throw Error(ErrorCode::store_unreadable,
                fmt::format("the keyring has no token for {}", display_name(account)),
                "sign in again with 'plex auth login'");
  }
  context.console.learn(token->reveal());
  return *std::move(token);
}

void keep_sign_in(KeptAccount account, const Secret& token, Context& context) {
  const bool in_keyring = account.kept_in == KeptIn::keyring;
  if (in_keyring) {
    context.keyring.store(account.key.uuid, token);
  } else {
    account.token = token.clone();
  }
  bool left_keyring = false;
  change_accounts(context, [&](AccountList& list) {
    const KeptAccount* before = find_account(list, account.key);
    left_keyring = before != nullptr && before->kept_in == KeptIn::keyring && !in_keyring;
    put_account(list, copy_of(account));
    list.active = account.key;
  });
  if (left_keyring) {
    remove_from_keyring(account, context);
  }
}

Forgotten forget_sign_in(const KeptAccount& account, Context& context) {
  Forgotten result;
  change_accounts(context, [&](AccountList& list) {
    const bool was_active = list.active == account.key;
    result.removed = remove_if_same(list, account);
    if (result.removed && was_active && list.accounts.size() == 1) {
      list.active = list.accounts.front().key;
      result.now_active = display_name(list.accounts.front());
    }
  });
  if (result.removed && account.kept_in == KeptIn::keyring) {
    remove_from_keyring(account, context);
  }
  return result;
}

}  // namespace plex::cmd
