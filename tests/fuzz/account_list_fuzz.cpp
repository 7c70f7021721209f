// SPDX-License-Identifier: MIT
//
// The list of kept sign-ins. Whatever comes, it is read, or refused as unreadable; what was read
// can be written, and is then read as the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "cmd/accounts/account_list.hpp"
#include "src/error.hpp"
#include "src/plex/token.hpp"

namespace {

using plex::cmd::AccountList;
using plex::cmd::KeptAccount;

void expect(bool holds) {
  if (!holds) {
    std::abort();
  }
}

std::optional<AccountList> parse(std::string_view text) {
  try {
    return plex::cmd::parse_account_list(text);
  } catch (const plex::Error& error) {
    expect(error.code == plex::ErrorCode::store_unreadable);
    return std::nullopt;
  }
}

bool same_members(const std::shared_ptr<const plex::Json>& one,
                  const std::shared_ptr<const plex::Json>& other) {
  return one == nullptr || other == nullptr ? one == other : *one == *other;
}

bool same_account(const KeptAccount& one, const KeptAccount& other) {
  return one.key == other.key && one.id == other.id && one.username == other.username &&
         one.email == other.email && one.title == other.title &&
         one.client_identifier == other.client_identifier && one.method == other.method &&
         one.signed_in_at == other.signed_in_at && one.kept_in == other.kept_in &&
         one.token.reveal() == other.token.reveal() && same_members(one.other, other.other);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto list = parse({reinterpret_cast<const char*>(bytes), size});
  if (!list) {
    return 0;
  }
  const plex::Secret text = plex::cmd::format_account_list(*list);
  if (text.reveal().size() > plex::cmd::max_account_list_bytes) {
    return 0;  // escapes may make it longer
  }
  const auto again = parse(text.reveal());
  expect(again && again->accounts.size() == list->accounts.size() &&
         again->active == list->active && again->store == list->store &&
         same_members(again->other, list->other));
  for (std::size_t at = 0; at < list->accounts.size(); ++at) {
    const KeptAccount& account = list->accounts[at];
    expect(same_account(account, again->accounts[at]));
    expect(account.kept_in == plex::cmd::KeptIn::keyring ? account.token.empty()
                                                         : plex::is_token(account.token.reveal()));
  }
  expect(plex::cmd::format_account_list(*again).reveal() == text.reveal());
  return 0;
}
