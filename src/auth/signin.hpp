// SPDX-License-Identifier: MIT
//
// POST {plex-tv}/users/signin: a token for a user name and a password.
#pragma once

#include <string>

#include "src/plex/client.hpp"
#include "src/secret.hpp"
#include "src/text/json.hpp"

namespace plex::auth {

struct Credentials {
  /// E-mail address or user name.
  std::string login;
  Secret password;
  /// Of two-factor authentication; empty where none was given.
  Secret verification_code;
  /// Asks plex.tv to keep the token for longer.
  bool remember_me = false;
};

/// Signs in with one request, which is never repeated once a byte of it was sent: each counts as
/// another try. Returns the account, whole, whose `authToken` is the new token. Throws as
/// Client::request; verification_code_required where an account with two-factor authentication
/// needs a code, unexpected where the response has no usable token.
Json sign_in(const Client& client, const Credentials& credentials);

}  // namespace plex::auth
