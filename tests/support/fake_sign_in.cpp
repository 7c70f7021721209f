// SPDX-License-Identifier: MIT
#include "tests/support/fake_sign_in.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/fake_plex_payloads.hpp"
#include "tests/support/fake_tv_responses.hpp"

namespace plex::test {
namespace {

struct SignInAccount {
  std::string_view username;
  std::string_view email;
  std::string_view password;
  std::string_view code;
  bool email_only;
  std::string_view token;
  std::string (*account)();
};

constexpr std::array<SignInAccount, 4> sign_in_accounts = {{
    {dana_username, dana_email, dana_password, "", false, dana_token, dana_account},
    {frida_username, frida_email, frida_password, "", false, frida_token, frida_account},
    {robin_username, robin_email, robin_password, robin_code, false, robin_token, robin_account},
    {emil_username, emil_email, emil_password, "", true, emil_token, emil_account},
}};

/// Each field at most once, the two that are required not empty, the flag a plain word.
bool has_valid_fields(const RecordedRequest& request) {
  const NameValuePairs fields = request.form_fields();
  for (const auto& field : fields) {
    if (std::count_if(fields.begin(), fields.end(),
                      [&field](const auto& other) { return other.first == field.first; }) > 1) {
      return false;
    }
  }
  const std::string remember = request.form("rememberMe");
  return !request.form("login").empty() && !request.form("password").empty() &&
         (!request.has_form("rememberMe") || remember == "true" || remember == "false");
}

SignInAnswer welcome(const RecordedRequest& request, const SignInAccount& account) {
  CannedResponse answer = tv_account(request, 201, signed_in(account.account()));
  answer.headers.emplace_back("Set-Cookie",
                              "plex_tv_auth=invented-cookie; path=/; secure; HttpOnly");
  return {answer, std::string(account.token)};
}

SignInAnswer check_code(const RecordedRequest& request, const SignInAccount& account) {
  const std::string code = request.form("verificationCode");
  if (account.code.empty() || code == account.code) {
    return welcome(request, account);
  }
  return {code.empty() ? tv_failure(request, 401, 1029, "Please enter the verification code")
                       : tv_failure(request, 401, 1028, "Invalid verification code")};
}

SignInAnswer check_login(const RecordedRequest& request) {
  const std::string login = request.form("login");
  if (login == rita_username || login == rita_email) {
    return {{429, "", "", {}}};
  }
  if (login == lena_username || login == lena_email) {
    return {tv_failure(request, 401, 1031,
                       "Please try again later. This IP appears to be having trouble signing in to "
                       "an account (detected repeated failures)")};
  }
  for (const SignInAccount& account : sign_in_accounts) {
    if (account.email_only && login == account.username) {
      return {
          tv_failure(request, 401, 1030, "This account only allows signing in with email address")};
    }
    if ((login == account.username || login == account.email) &&
        request.form("password") == account.password) {
      return check_code(request, account);
    }
  }
  return {tv_not_authenticated(request)};
}

}  // namespace

SignInAnswer answer_sign_in(const RecordedRequest& request) {
  if (!request.is_form() || !has_valid_fields(request)) {
    return {tv_malformed(request)};
  }
  return check_login(request);
}

}  // namespace plex::test
