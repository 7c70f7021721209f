// SPDX-License-Identifier: MIT
#include "tests/support/fake_plex_tv_routes.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "tests/support/fake_plex_payloads.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

constexpr const char* json_type = "application/json; charset=utf-8";
constexpr const char* xml_type = "application/xml; charset=utf-8";

struct SignInAccount {
  std::string_view username;
  std::string_view email;
  std::string_view password;
  std::string_view code;
  bool email_only;
  std::string (*account)();
};

constexpr std::array<SignInAccount, 4> sign_in_accounts = {{
    {dana_username, dana_email, dana_password, "", false, dana_account},
    {frida_username, frida_email, frida_password, "", false, frida_account},
    {robin_username, robin_email, robin_password, robin_code, false, robin_account},
    {emil_username, emil_email, emil_password, "", true, emil_account},
}};

struct AccountToken {
  std::string_view token;
  std::string (*account)();
};

constexpr std::array<AccountToken, 6> account_tokens = {{
    {dana_token, dana_account},
    {dana_jwt, dana_account},
    {frida_token, frida_account},
    {robin_token, robin_account},
    {emil_token, emil_account},
    {kid_token, kid_account},
}};

CannedResponse failure(const RecordedRequest& request, int status, int code,
                       std::string_view message) {
  if (request.accepts_json()) {
    return {status, json_type, errors_json(status, code, message), {}};
  }
  return {status, xml_type, errors_xml(status, code, message), {}};
}

CannedResponse account_response(const RecordedRequest& request, int status,
                                const std::string& account) {
  if (request.accepts_json()) {
    return {status, json_type, account, {}};
  }
  return {status, xml_type, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<user/>\n", {}};
}

CannedResponse not_authenticated(const RecordedRequest& request) {
  return failure(request, 401, 1001, "User could not be authenticated");
}

CannedResponse show_user(const RecordedRequest& request) {
  const std::string token = request.header("X-Plex-Token");
  if (token == revoked_token) {
    return {422,
            "application/xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<errors> <error>Invalid token</error> </errors>\n",
            {}};
  }
  if (token == expired_jwt) {
    return {498, json_type, R"({"errors":[{"message":"Token has expired","status":498}]})", {}};
  }
  if (token == rate_limited_token) {
    return failure(request, 429, 1003, "API rate limit exceeded");
  }
  for (const AccountToken& known : account_tokens) {
    if (known.token == token) {
      return account_response(request, 200, known.account());
    }
  }
  return not_authenticated(request);
}

bool is_form(const RecordedRequest& request) {
  const std::string type = request.header("Content-Type");
  return type.substr(0, type.find(';')) == "application/x-www-form-urlencoded";
}

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

CannedResponse welcome(const RecordedRequest& request, const SignInAccount& account) {
  CannedResponse answer = account_response(request, 201, signed_in(account.account()));
  answer.headers.emplace_back("Set-Cookie",
                              "plex_tv_auth=invented-cookie; path=/; secure; HttpOnly");
  return answer;
}

CannedResponse check_code(const RecordedRequest& request, const SignInAccount& account) {
  const std::string code = request.form("verificationCode");
  if (account.code.empty() || code == account.code) {
    return welcome(request, account);
  }
  return code.empty() ? failure(request, 401, 1029, "Please enter the verification code")
                      : failure(request, 401, 1028, "Invalid verification code");
}

CannedResponse check_login(const RecordedRequest& request) {
  const std::string login = request.form("login");
  if (login == rita_username || login == rita_email) {
    return {429, "", "", {}};
  }
  if (login == lena_username || login == lena_email) {
    return failure(request, 401, 1031,
                   "Please try again later. This IP appears to be having trouble signing in to an "
                   "account (detected repeated failures)");
  }
  for (const SignInAccount& account : sign_in_accounts) {
    if (account.email_only && login == account.username) {
      return failure(request, 401, 1030, "This account only allows signing in with email address");
    }
    if ((login == account.username || login == account.email) &&
        request.form("password") == account.password) {
      return check_code(request, account);
    }
  }
  return not_authenticated(request);
}

CannedResponse sign_in(const RecordedRequest& request) {
  if (!is_form(request) || !has_valid_fields(request)) {
    return failure(request, 400, 1004,
                   "The request is malformed, misses a required parameter or has an invalid one");
  }
  return check_login(request);
}

}  // namespace

std::optional<CannedResponse> respond_as_plex_tv(const RecordedRequest& request) {
  const bool shows_user = request.method == "GET" && request.path == user_path;
  const bool signs_in = request.method == "POST" && request.path == signin_path;
  if (!shows_user && !signs_in) {
    return std::nullopt;
  }
  if (request.header("X-Plex-Client-Identifier").empty()) {
    return failure(request, 400, 1000, "X-Plex-Client-Identifier is missing");
  }
  return shows_user ? show_user(request) : sign_in(request);
}

}  // namespace plex::test
