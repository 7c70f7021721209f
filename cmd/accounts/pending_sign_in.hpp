// SPDX-License-Identifier: MIT
//
// A sign-in by code that one run began and another is to finish: the file `pending-sign-in.json` of
// the state directory. There is one at a time. Asking plex.tv whether somebody has approved the
// code, and judging whether it has expired, are left to the commands.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "cmd/accounts/account_list.hpp"
#include "cmd/context.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

struct PendingSignIn {
  /// The base URL of plex.tv, as BaseUrl::text() writes it.
  std::string plex_tv;
  /// With the client identifier it is as good as the token, once somebody has approved the code.
  Secret pin_id;
  /// What a person types or confirms to approve the sign-in.
  Secret code;
  /// The code is known to plex.tv under this identifier alone.
  std::string client_identifier;
  std::chrono::sys_seconds expires_at;
  /// Where the token is to be kept.
  KeptIn kept_in = KeptIn::file;
  /// What a person opens to approve the sign-in; it may contain the code.
  std::string url;
};

/// Parses what format_pending_sign_in writes. Throws Error(store_unreadable) as parse_account_list.
PendingSignIn parse_pending_sign_in(std::string_view text);

/// One JSON document and a line end.
Secret format_pending_sign_in(const PendingSignIn& pending);

/// The sign-in that was begun, if there is one. From then on the console hides its pin id and code.
/// Throws Error(store_unreadable), and leaves the file as it is.
std::optional<PendingSignIn> read_pending_sign_in(Context& context);

/// Keeps the sign-in in place of one that was begun before. Throws Error: store_busy,
/// store_unavailable as change_accounts.
void write_pending_sign_in(const PendingSignIn& pending, Context& context);

/// Forgets the sign-in, unless another has taken its place. Throws as read_pending_sign_in and
/// write_pending_sign_in.
void remove_pending_sign_in(const PendingSignIn& pending, Context& context);

}  // namespace plex::cmd
