// SPDX-License-Identifier: MIT
#include "cmd/accounts/new_sign_in.hpp"

#include <chrono>

#include "cmd/accounts/account_store.hpp"
#include "cmd/accounts/timestamp.hpp"
#include "cmd/storage/client_identifier.hpp"
#include "src/error.hpp"

namespace plex::cmd {

std::string new_client_identifier(const std::string& login, Context& context) {
  const AccountList list = read_accounts(context);
  if (!login.empty()) {
    if (const auto found = find_accounts(list, login); found.size() == 1) {
      return found.front()->client_identifier;
    }
  }
  return list.accounts.empty() ? "" : random_identifier();
}

KeptAccount new_sign_in(const auth::AccountSummary& account, const Client& client,
                        SignInMethod method, KeptIn place, const Context& context) {
  if (account.uuid.empty()) {
    throw Error(ErrorCode::unexpected, "the account has no uuid");
  }
  KeptAccount kept;
  kept.key = {client.base.text(), account.uuid};
  kept.id = account.id;
  kept.username = account.username;
  kept.email = account.email;
  kept.title = account.title;
  kept.client_identifier = header_value(client.headers, "X-Plex-Client-Identifier");
  kept.method = method;
  kept.signed_in_at =
      format_timestamp(std::chrono::floor<std::chrono::seconds>(context.tools.wall_clock()));
  kept.kept_in = place;
  return kept;
}

}  // namespace plex::cmd
