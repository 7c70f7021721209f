// SPDX-License-Identifier: MIT
#include "cmd/accounts/account_store.hpp"

#include "cmd/accounts/stored_file.hpp"
#include "cmd/storage/private_file.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

constexpr StoredFile accounts_file = {
    "accounts.json", "the kept sign-ins", max_account_list_bytes,
    "repair the file, or move it away and sign in again with 'plex auth login'"};

/// Throws FileError for a list that read_accounts would not read.
void check_readable(const Secret& text, const std::filesystem::path& path) {
  try {
    parse_account_list(text.reveal());
  } catch (const Error& error) {
    throw FileError(path, error.message);
  }
}

}  // namespace

AccountList read_accounts(Context& context) {
  AccountList list =
      read_stored(accounts_file, parse_account_list, context).value_or(AccountList());
  for (const KeptAccount& account : list.accounts) {
    context.console.learn(account.token.reveal());
  }
  return list;
}

std::string describe_accounts_file(const Context& context) {
  const auto directory = state_directory_of(context);
  return directory ? visible_name((directory->path / accounts_file.name).string()) : "";
}

void change_accounts(Context& context, const std::function<void(AccountList&)>& change) {
  change_stored_files(context, [&](const std::filesystem::path& directory) {
    AccountList list = read_accounts(context);
    change(list);
    const Secret text = format_account_list(list);
    const std::filesystem::path path = directory / accounts_file.name;
    check_readable(text, path);
    replace_file(path, text.reveal());
  });
}

}  // namespace plex::cmd
