// SPDX-License-Identifier: MIT
#include "src/auth/signin.hpp"

#include <nlohmann/json.hpp>

#include "src/text/encoding.hpp"

namespace plex::auth {
namespace {

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

}  // namespace

Account sign_in(const Client& client, const Credentials& credentials) {
  return client.request(
      Service::plex_tv_signin,
      {.method = "POST", .path = "/users/signin", .form = sign_in_form(credentials)},
      parse_signed_in_account);
}

}  // namespace plex::auth
