// SPDX-License-Identifier: MIT
#include "src/auth/signin.hpp"

#include <cstdint>
#include <optional>

#include <nlohmann/json.hpp>

#include "src/advice.hpp"
#include "src/error.hpp"
#include "src/plex/service.hpp"
#include "src/text/encoding.hpp"

namespace plex::auth {
namespace {

// Codes of plex.tv for a sign-in, which all come with status 401.
constexpr std::int64_t code_verification_code_rejected = 1028;
constexpr std::int64_t code_verification_code_required = 1029;
constexpr std::int64_t code_email_required = 1030;

Secret sign_in_form(const Credentials& credentials) {
  std::string password = percent_encode(credentials.password.reveal());
  std::string form = "login=" + percent_encode(credentials.login) + "&password=" + password +
                     "&rememberMe=" + (credentials.remember_me ? "true" : "false");
  if (!credentials.verification_code.empty()) {
    form += "&verificationCode=" + percent_encode(credentials.verification_code.reveal());
  }
  Secret secret(form);
  wipe(password);
  wipe(form);
  return secret;
}

/// What a 401 means that comes with this code of plex.tv.
Error refused_credentials(std::optional<std::int64_t> code) {
  switch (code.value_or(0)) {
    case code_verification_code_rejected:
      return {ErrorCode::verification_code_rejected, "the verification code was not accepted",
              Advice::wait_for_next_code};
    case code_verification_code_required:
      return {ErrorCode::verification_code_required,
              "this account uses two-factor authentication, so a verification code is required",
              Advice::add_verification_code};
    case code_email_required:
      return {ErrorCode::email_required, "this account can sign in with its e-mail address only",
              Advice::use_email_address};
    default:
      return {ErrorCode::credentials_rejected, "the user name or password is wrong",
              Advice::set_password};
  }
}

/// A sign-in sends no token: what looks like a rejected token is rejected credentials.
void refine(Error& error) {
  if (error.code == ErrorCode::token_rejected) {
    const Error refined = refused_credentials(error.plex_code);
    error.code = refined.code;
    error.message = refined.message;
    error.advice = refined.advice;
  }
}

}  // namespace

Account sign_in(const Client& client, const Credentials& credentials) {
  try {
    return client.request(
        Service::plex_tv,
        {.method = "POST", .path = "/users/signin", .form = sign_in_form(credentials)},
        parse_signed_in_account);
  } catch (Error& error) {
    refine(error);
    throw;
  }
}

}  // namespace plex::auth
