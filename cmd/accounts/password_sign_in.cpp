// SPDX-License-Identifier: MIT
#include "cmd/accounts/password_sign_in.hpp"

#include <utility>

#include "cmd/secrets/credentials.hpp"
#include "src/error.hpp"

namespace plex::cmd {

auth::Credentials read_credentials(const CredentialOptions& options, bool no_input,
                                   Deadline& deadline, Context& context) {
  auth::Credentials credentials;
  credentials.verification_code = find_code(options.code, context);
  credentials.login = read_username(options.username, no_input, deadline, context);
  credentials.password = read_password(options.password, no_input, deadline, context);
  credentials.remember_me = options.remember_me;
  return credentials;
}

auth::Account sign_in_with_prompt(const Client& client, auth::Credentials& credentials,
                                  bool no_input, Deadline& deadline, Context& context) {
  try {
    return auth::sign_in(client, credentials);
  } catch (const Error& error) {
    if (error.code != ErrorCode::verification_code_required) {
      throw;
    }
    auto code = prompt_code(no_input, deadline, context);
    if (!code) {
      throw;
    }
    credentials.verification_code = *std::move(code);
  }
  return auth::sign_in(client, credentials);
}

}  // namespace plex::cmd
