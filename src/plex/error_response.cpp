// SPDX-License-Identifier: MIT
#include "src/plex/error_response.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "src/advice.hpp"
#include "src/http/url.hpp"
#include "src/plex/token.hpp"
#include "src/text/json.hpp"

namespace plex {
namespace {

// Codes that plex.tv gives to any request. Their status, 400 or 401, has other meanings too.
constexpr std::int64_t code_client_identifier_missing = 1000;
constexpr std::int64_t code_locked_out = 1031;

/// What the body of an error response says, as far as it can be parsed.
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
  // What lies beside the versioned routes answers with words alone.
  if (const Json* error = find_member(document, "error"); error != nullptr && error->is_string()) {
    details.message = error->get<std::string>();
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

/// The value of `name="…"` in XML as plex.tv writes it; empty if there is none.
std::string_view xml_attribute(std::string_view element, std::string_view name) {
  const std::string opening = fmt::format(" {}=\"", name);
  const std::size_t start = element.find(opening);
  if (start == std::string_view::npos) {
    return {};
  }
  const std::string_view value = element.substr(start + opening.size());
  return value.substr(0, value.find('"'));
}

/// What follows the first `<error` that is not `<errors`; empty if there is none.
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
    return {};  // whatever it is, the status says what matters
  }
}

/// The token, and where it came from if that is known.
std::string name_of_token(const HttpRequest& request) {
  return request.token_source.empty() ? "the token"
                                      : fmt::format("the token of {}", request.token_source);
}

Error unauthorized_by_plex_tv(std::optional<std::int64_t> code, const HttpRequest& request) {
  if (code == code_locked_out) {
    return {ErrorCode::locked_out, "plex.tv has blocked this IP address after repeated failures",
            Advice::wait};
  }
  return {ErrorCode::token_rejected,
          fmt::format("plex.tv does not accept {}", name_of_token(request)), Advice::get_new_token};
}

Error token_rejected_by_server(int status, const HttpRequest& request) {
  Advice advice = Advice::use_owner_token;
  if (looks_like_jwt(request.token.reveal())) {
    advice = Advice::use_classic_token;
  } else if (request.token.empty()) {
    advice = Advice::pass_token;
  }
  return {ErrorCode::token_rejected,
          fmt::format("the server does not accept {} (status {})", name_of_token(request), status),
          advice};
}

bool says_invalid_token(std::string_view message) {
  return message.find("Invalid token") != std::string_view::npos;
}

Error other_client_error(const HttpResponse& response, Service service, const HttpRequest& request,
                         const Details& details) {
  if (response.status == 400 && details.code == code_client_identifier_missing) {
    return {ErrorCode::client_identifier_missing, "plex.tv requires a client identifier",
            Advice::pass_client_identifier};
  }
  if (response.status == 422 && service == Service::plex_tv && !request.token.empty() &&
      says_invalid_token(details.message)) {
    return unauthorized_by_plex_tv(std::nullopt, request);
  }
  Advice advice = Advice::none;
  if (response.status == 404) {
    advice = service == Service::plex_tv ? Advice::check_plex_tv_url : Advice::check_server_is_plex;
  }
  return {ErrorCode::refused,
          fmt::format("the request was refused with status {}", response.status), advice};
}

Error redirected(const HttpResponse& response, Service service, const HttpRequest& request) {
  const bool plex_tv = service == Service::plex_tv;
  Advice advice = plex_tv ? Advice::check_plex_tv_url : Advice::check_server_url;
  const auto location = response.header("location");
  if (!location) {
    return {ErrorCode::unexpected,
            fmt::format("the response has status {} but no Location", response.status), advice};
  }
  const std::string here = request.base.authority();
  const std::string host = redirect_host(*location, here);
  if (host == here) {
    advice = plex_tv ? Advice::check_plex_tv_scheme_and_path : Advice::check_server_scheme_and_path;
  } else if (!host.empty() && !plex_tv) {
    advice = Advice::use_redirect_host;
  }
  return {ErrorCode::redirected,
          fmt::format("the response redirects to {}, and redirects are not followed",
                      host.empty() ? "an unreadable address" : host),
          advice};
}

Error classify(const HttpResponse& response, Service service, const HttpRequest& request,
               const Details& details) {
  const int status = response.status;
  if (status >= 500) {
    return {ErrorCode::server_error, fmt::format("the service failed with status {}", status),
            Advice::try_again_later};
  }
  if (status < 400) {
    return redirected(response, service, request);
  }
  if (status == 498) {
    return {ErrorCode::token_expired, fmt::format("{} has expired", name_of_token(request)),
            Advice::get_new_token};
  }
  if (status == 429) {
    const auto asked = response.retry_after.value_or(std::chrono::seconds(0));
    return {ErrorCode::rate_limited, "too many requests",
            asked.count() > 0 ? Advice::wait_as_asked : Advice::wait};
  }
  if (status == 407) {
    return {ErrorCode::proxy_failed, "the proxy requires a user name and password",
            Advice::add_these_to_proxy_url};
  }
  if (service == Service::media_server && (status == 401 || status == 403)) {
    return token_rejected_by_server(status, request);
  }
  if (status == 401) {
    return unauthorized_by_plex_tv(details.code, request);
  }
  return other_client_error(response, service, request, details);
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
