// SPDX-License-Identifier: MIT
//
// POST {plex-tv}/users/signin: a token for a user name and a password.
#pragma once

#include <string>

#include "src/auth/account.hpp"
#include "src/plex/client.hpp"
#include "src/secret.hpp"

namespace plex::auth {

struct Credentials {
  /// E-mail address or user name.
  std::string login;
  Secret password;
  /// For two-factor authentication; empty if there is none.
  Secret verification_code;
  /// Asks plex.tv to keep the token valid for longer.
  bool remember_me = false;
};

/// Signs in with one request, which is never repeated once a byte of it was sent: plex.tv counts
/// every attempt. Throws as Client::request and parse_signed_in_account, except that a 401 is
/// credentials_rejected or, by the code of plex.tv, verification_code_rejected,
/// verification_code_required, email_required or locked_out.
Account sign_in(const Client& client, const Credentials& credentials);

}  // namespace plex::auth
