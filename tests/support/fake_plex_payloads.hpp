// SPDX-License-Identifier: MIT
//
// The accounts of the fake Plex as JSON, in the full shape that plex.tv sends: every field, with
// its nulls, its missing fields, its secrets, and two invented fields. Every value
// is invented. Which request gets which account is decided in fake_plex_tv_routes.
#pragma once

#include <string>
#include <string_view>

#include "tests/support/fake_plex_credentials.hpp"

namespace plex::test {

// The accounts as `GET /api/v2/user` shows them, on one line.

std::string dana_account();   ///< paying, home admin, `pin`, services with and without secrets
std::string frida_account();  ///< free, no `roles`, an `id` that a double cannot hold
std::string robin_account();  ///< `twoFactorEnabled` is true
std::string emil_account();   ///< `emailOnlyAuth` is true
std::string kid_account();    ///< managed: `username` and `email` are "", `title` is not

/// The same account as signing in shows it: with `subscriptions`, `pastSubscriptions` and `trials`.
std::string signed_in(std::string_view account);

/// `account` without the secrets in it: what `plex auth whoami -o json` shows.
std::string without_secrets(std::string_view account);

/// A server's response that hands out `token`.
std::string transient_token_json(std::string_view token);
std::string transient_token_xml(std::string_view token);

/// An error of plex.tv, in either form. `status` is repeated in the body.
std::string errors_json(int status, int code, std::string_view message);
std::string errors_xml(int status, int code, std::string_view message);

}  // namespace plex::test
