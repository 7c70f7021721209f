// SPDX-License-Identifier: MIT
#include "tests/support/fake_plex_tv_routes.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/fake_plex_payloads.hpp"
#include "tests/support/fake_resources.hpp"
#include "tests/support/fake_sign_in.hpp"
#include "tests/support/fake_tv_responses.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

constexpr std::array<FakeTvRoutes::Account, 6> account_tokens = {{
    {dana_token, dana_account},
    {dana_jwt, dana_account},
    {frida_token, frida_account},
    {robin_token, robin_account},
    {emil_token, emil_account},
    {kid_token, kid_account},
}};

/// What a request gets whose token is not that of an account.
CannedResponse token_refused(const RecordedRequest& request) {
  const std::string token = request.header("X-Plex-Token");
  if (token == revoked_token) {
    return {422,
            "application/xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<errors> <error>Invalid token</error> </errors>\n",
            {}};
  }
  if (token == expired_jwt) {
    return {498, tv_json_type, R"({"errors":[{"message":"Token has expired","status":498}]})", {}};
  }
  if (token == rate_limited_token) {
    return tv_failure(request, 429, 1003, "API rate limit exceeded");
  }
  return tv_not_authenticated(request);
}

/// The errors of the routes beside `/api/v2`.
CannedResponse plain_error(int status, std::string_view words) {
  return {status, tv_json_type, fmt::format(R"({{"error":"{}"}})", words), {}};
}

}  // namespace

const FakeTvRoutes::Account* FakeTvRoutes::find_account(const RecordedRequest& request) const {
  const std::string token = request.header("X-Plex-Token");
  const auto* known = std::find_if(account_tokens.begin(), account_tokens.end(),
                                   [&](const Account& account) { return account.token == token; });
  return known == account_tokens.end() || signed_out_.count(token) != 0 ? nullptr : known;
}

void FakeTvRoutes::approve(std::string_view code, const std::string& token) {
  if (!pins_.approve(code, token)) {
    throw std::invalid_argument("no living code is " + std::string(code));
  }
  signed_out_.erase(token);
}

CannedResponse FakeTvRoutes::show_user(const RecordedRequest& request) {
  const Account* account = find_account(request);
  return account == nullptr ? token_refused(request) : tv_account(request, 200, account->json());
}

CannedResponse FakeTvRoutes::sign_in(const RecordedRequest& request) {
  SignInAnswer answer = answer_sign_in(request);
  signed_out_.erase(answer.token);
  return std::move(answer.response);
}

CannedResponse FakeTvRoutes::sign_out(const RecordedRequest& request) {
  if (find_account(request) == nullptr) {
    return token_refused(request);
  }
  signed_out_.insert(request.header("X-Plex-Token"));
  return {204, "", "", {}};
}

CannedResponse FakeTvRoutes::list_resources(const RecordedRequest& request) {
  const Account* account = find_account(request);
  if (account == nullptr) {
    return token_refused(request);
  }
  if (!request.accepts_json()) {
    return {200, tv_xml_type, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<resources/>\n", {}};
  }
  const bool is_dana = account->json == dana_account;
  return {200, tv_json_type, is_dana ? dana_resources(server_url_, request) : "[]", {}};
}

CannedResponse FakeTvRoutes::hand_out_claim_token(const RecordedRequest& request) {
  const Account* account = find_account(request);
  if (account == nullptr) {
    return plain_error(401, "Invalid authentication token.");
  }
  if (account->json == kid_account) {
    return plain_error(403, "A managed user cannot claim a server.");
  }
  return {200, tv_json_type, fmt::format(R"({{"token":"{}"}})", claim_token_of_dana), {}};
}

CannedResponse FakeTvRoutes::link_pin(const RecordedRequest& request) {
  return find_account(request) == nullptr ? token_refused(request) : pins_.link(request);
}

FakeTvRoutes::Handler FakeTvRoutes::find_handler(const RecordedRequest& request) {
  struct Route {
    std::string_view method;
    std::string_view path;
    Handler handler;
  };
  static constexpr std::array<Route, 7> routes = {{
      {"GET", user_path, &FakeTvRoutes::show_user},
      {"POST", signin_path, &FakeTvRoutes::sign_in},
      {"DELETE", signout_path, &FakeTvRoutes::sign_out},
      {"GET", account_resources_path, &FakeTvRoutes::list_resources},
      {"GET", claim_path, &FakeTvRoutes::hand_out_claim_token},
      {"POST", pins_path, &FakeTvRoutes::create_pin},
      {"PUT", link_path, &FakeTvRoutes::link_pin},
  }};
  for (const Route& route : routes) {
    if (route.method == request.method && route.path == request.path) {
      return route.handler;
    }
  }
  const std::string one_pin = std::string(pins_path) + "/";
  const std::string_view path = request.path;
  const bool shows_pin = request.method == "GET" && path.starts_with(one_pin) &&
                         path.size() > one_pin.size() &&
                         path.find_first_not_of("0123456789", one_pin.size()) == path.npos;
  return shows_pin ? &FakeTvRoutes::show_pin : nullptr;
}

std::optional<CannedResponse> FakeTvRoutes::answer(const RecordedRequest& request) {
  const Handler handler = find_handler(request);
  if (handler == nullptr) {
    return std::nullopt;
  }
  if (request.path != claim_path && request.header("X-Plex-Client-Identifier").empty()) {
    return tv_failure(request, 400, 1000, "X-Plex-Client-Identifier is missing");
  }
  return (this->*handler)(request);
}

}  // namespace plex::test
