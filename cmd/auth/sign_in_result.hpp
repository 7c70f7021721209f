// SPDX-License-Identifier: MIT
//
// Sign-ins in every output format, for the commands that add, list, choose and forget them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cmd/accounts/account_list.hpp"
#include "cmd/accounts/pending_sign_in.hpp"
#include "cmd/output/output.hpp"
#include "src/error.hpp"
#include "src/text/json.hpp"

namespace plex::cmd {

/// What is known of a token.
enum class TokenState { works, rejected, expired, unchecked };

/// A sign-in, or the token of an option or a variable, which may be anybody's.
struct SignIn {
  std::string uuid = {};
  std::optional<std::int64_t> id = {};
  std::string username = {};
  std::string email = {};
  /// To call it by; empty if nothing is known.
  std::string name = {};
  std::string plex_tv = {};
  /// Where the token is kept; nothing if it is not.
  std::optional<KeptIn> store = {};
  /// The same with the path of the file, if a person wants to know it.
  std::string place = {};
  bool in_use = false;
  /// `sign-in`, or the option or variable that the token came from.
  std::string source = {};
  std::string signed_in_at = {};
  TokenState state = TokenState::unchecked;
  /// Why the token does not work, or why that could not be checked.
  std::optional<Error> error = {};
};

/// What is known of a kept account without a request.
SignIn sign_in_of(const KeptAccount& account, bool in_use);

/// `works`, `rejected`, `expired` or `unchecked`.
std::string_view name_of(TokenState state);

/// One sign-in: its rows, its object, its name.
Result sign_in_result(const SignIn& sign_in);

/// Several: a list, an array, a row each. `-q` prints the name of the one that is in use.
Result sign_ins_result(const std::vector<SignIn>& sign_ins);

/// Those that were forgotten. `-q` prints their names.
Result signed_out_result(const std::vector<SignIn>& signed_out);

/// A code that waits for its approval. `-q` prints the code.
Result code_result(const PendingSignIn& pending);

}  // namespace plex::cmd
