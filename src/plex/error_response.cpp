// SPDX-License-Identifier: MIT
#include "src/plex/error_response.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "src/plex/token.hpp"
#include "src/text/json.hpp"

namespace plex {
namespace {

// Codes of plex.tv, which come with a status that several of them share.
constexpr std::int64_t code_client_identifier_missing = 1000;
constexpr std::int64_t code_verification_code_rejected = 1028;
constexpr std::int64_t code_verification_code_required = 1029;
constexpr std::int64_t code_email_required = 1030;
constexpr std::int64_t code_locked_out = 1031;

/// What the body of an error response tells, as far as it can be read.
struct Details {
  std::optional<std::int64_t> code;
  std::string message;
};

Details parse_json_errors(const std::string& body) {
  Details details;
  const Json document = parse_json(body);
  if (!document.is_object()) {
    return details;
  }
  const Json* errors = find_member(document, "errors");
  if (errors == nullptr || !errors->is_array() || errors->empty() || !errors->front().is_object()) {
    return details;
  }
  const Json& first = errors->front();
  if (const Json* code = find_member(first, "code")) {
    details.code = exact_integer(*code);
  }
  if (const Json* message = find_member(first, "message");
      message != nullptr && message->is_string()) {
    details.message = message->get<std::string>();
  }
  return details;
}

/// The value of `name="…"` in XML, as far as plex.tv writes it; empty without one.
std::string_view xml_attribute(std::string_view element, std::string_view name) {
  const std::string opening = fmt::format(" {}=\"", name);
  const std::size_t start = element.find(opening);
  if (start == std::string_view::npos) {
    return {};
  }
  const std::string_view value = element.substr(start + opening.size());
  return value.substr(0, value.find('"'));
}

/// What follows the first `<error` that is not `<errors`; empty without one.
std::string_view first_error_element(std::string_view body) {
  constexpr std::string_view opening = "<error";
  for (std::size_t at = body.find(opening); at != std::string_view::npos;
       at = body.find(opening, at + 1)) {
    const std::string_view rest = body.substr(at + opening.size());
    if (rest.starts_with('>') || rest.starts_with(' ')) {
      return rest;
    }
  }
  return {};
}

Details parse_xml_errors(std::string_view body) {
  Details details;
  const std::string_view element = first_error_element(body);
  const std::size_t tag_end = std::min(element.find('>'), element.size());
  const std::string_view tag = element.substr(0, tag_end);
  const std::string_view digits = xml_attribute(tag, "code");
  std::int64_t code = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), code).ec == std::errc()) {
    details.code = code;
  }
  details.message = xml_attribute(tag, "message");
  if (details.message.empty() && tag_end < element.size()) {
    const std::string_view text = element.substr(tag_end + 1);
    details.message = text.substr(0, text.find('<'));
  }
  return details;
}

Details parse_details(const std::string& body) {
  const std::size_t first = body.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) {
    return {};
  }
  if (body[first] == '<') {
    return parse_xml_errors(body);
  }
  try {
    return parse_json_errors(body);
  } catch (const Error&) {
    return {};  // whatever it is, the status has said what matters
  }
}

Error unauthorized_by_plex_tv(Service service, std::optional<std::int64_t> code) {
  switch (code.value_or(0)) {
    case code_verification_code_rejected:
      return {ErrorCode::verification_code_rejected, "the verification code was not accepted",
              "wait for the next code from your authenticator and try once more"};
    case code_verification_code_required:
      return {ErrorCode::verification_code_required,
              "this account uses two-factor authentication, so a verification code is required",
              "add --code CODE or set PLEX_VERIFICATION_CODE"};
    case code_email_required:
      return {ErrorCode::email_required, "this account can sign in with its e-mail address only",
              "use the e-mail address as --username"};
    case code_locked_out:
      return {ErrorCode::locked_out, "plex.tv has blocked this IP address after repeated failures",
              "wait; further attempts make the wait longer"};
    default: break;
  }
  if (service == Service::plex_tv_signin) {
    return {ErrorCode::credentials_rejected, "the user name or password is wrong",
            "an account made through Google, Apple or Facebook has no password until one is set"};
  }
  return {ErrorCode::token_rejected, "the token is invalid or was revoked",
          "get a new one with 'plex auth signin'"};
}

Error token_rejected_by_server(int status, const HttpRequest& request) {
  std::string hint =
      "this needs the server owner's token or a transient token made from it; a server shared with "
      "you needs its own access token";
  if (looks_like_jwt(request.token.reveal())) {
    hint = "this token is a plex.tv JSON Web Token, which servers reject; use a classic token";
  } else if (request.token.empty()) {
    hint = "pass a token with --token-file FILE or PLEX_TOKEN";
  }
  return {ErrorCode::token_rejected,
          fmt::format("the server does not accept the token (status {})", status), hint};
}

bool says_invalid_token(std::string_view message) {
  return message.find("Invalid token") != std::string_view::npos;
}

Error other_client_error(const HttpResponse& response, Service service, const Details& details) {
  const bool plex_tv = service != Service::media_server;
  if (response.status == 400 && details.code == code_client_identifier_missing) {
    return {ErrorCode::client_identifier_missing, "plex.tv requires a client identifier",
            "pass one with --client-id ID"};
  }
  if (response.status == 422 && service == Service::plex_tv &&
      says_invalid_token(details.message)) {
    return unauthorized_by_plex_tv(service, std::nullopt);
  }
  std::string hint;
  if (response.status == 404) {
    hint = plex_tv ? "check --plex-tv-url" : "check --server: is this a Plex Media Server?";
  }
  return {ErrorCode::refused,
          fmt::format("the request was refused with status {}", response.status), hint};
}

Error redirected(const HttpResponse& response, Service service, const HttpRequest& request) {
  const char* url = service == Service::media_server ? "--server" : "--plex-tv-url";
  const auto location = response.header("location");
  if (!location) {
    return {ErrorCode::unexpected,
            fmt::format("the response has status {} but no Location", response.status),
            fmt::format("check {}", url)};
  }
  const std::string here = request.base.authority();
  const std::string host = redirect_host(*location, here);
  std::string hint = fmt::format("check {}", url);
  if (host == here) {
    hint += ": the same host redirects to another scheme or path, such as https";
  } else if (!host.empty() && service == Service::media_server) {
    hint = "if you trust that host, pass it with --server";
  }
  return {ErrorCode::redirected,
          fmt::format("the response redirects to {}, and redirects are not followed",
                      host.empty() ? "an unreadable address" : host),
          std::move(hint)};
}

Error classify(const HttpResponse& response, Service service, const HttpRequest& request,
               const Details& details) {
  const int status = response.status;
  if (status >= 500) {
    return {ErrorCode::server_error, fmt::format("the service failed with status {}", status),
            "this says nothing about the token; try again later"};
  }
  if (status < 400) {
    return redirected(response, service, request);
  }
  if (status == 498) {
    return {ErrorCode::token_expired, "the token has expired",
            "get a new one with 'plex auth signin'"};
  }
  if (status == 429) {
    return {ErrorCode::rate_limited, "too many requests",
            response.retry_after.value_or(std::chrono::seconds(0)).count() > 0
                ? fmt::format("wait {} s; further attempts make the wait longer",
                              response.retry_after->count())
                : "wait; further attempts make the wait longer"};
  }
  if (status == 407) {
    return {ErrorCode::proxy_failed, "the proxy requires a user name and password",
            "put them in the proxy URL"};
  }
  if (service == Service::media_server && (status == 401 || status == 403)) {
    return token_rejected_by_server(status, request);
  }
  if (status == 401) {
    return unauthorized_by_plex_tv(service, details.code);
  }
  return other_client_error(response, service, details);
}

}  // namespace

Error error_from(const HttpResponse& response, Service service, const HttpRequest& request) {
  const Details details =
      service == Service::media_server ? Details{} : parse_details(response.body);
  Error error = classify(response, service, request, details);
  error.server_said = details.message;
  error.plex_code = details.code;
  error.retry_after = response.retry_after;
  return error;
}

}  // namespace plex
