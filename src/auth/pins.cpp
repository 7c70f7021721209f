// SPDX-License-Identifier: MIT
#include "src/auth/pins.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "src/error.hpp"
#include "src/plex/token.hpp"
#include "src/text/encoding.hpp"

namespace plex::auth {
namespace {

constexpr std::size_t longest_pin_text = 64;

bool is_letter_or_digit(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Whether `text` has 1 to longest_pin_text letters, digits and, if allowed, dashes.
bool is_pin_text(std::string_view text, bool with_dashes) {
  return !text.empty() && text.size() <= longest_pin_text &&
         std::all_of(text.begin(), text.end(), [with_dashes](char c) {
           return is_letter_or_digit(c) || (with_dashes && c == '-');
         });
}

void check_pin_is_object(const Json& json) {
  if (!json.is_object()) {
    throw Error(ErrorCode::unexpected, "the response is not about a sign-in code");
  }
}

Secret parse_pin_id(const Json& pin) {
  const Json* member = find_member(pin, "id");
  if (member != nullptr && member->is_number_unsigned()) {
    return Secret(fmt::format_int(member->get<std::uint64_t>()).str());
  }
  if (member != nullptr && member->is_string() &&
      is_pin_text(member->get_ref<const std::string&>(), true)) {
    return Secret(member->get_ref<const std::string&>());
  }
  throw Error(ErrorCode::unexpected, "the response's id is missing or not valid");
}

Secret parse_pin_code(const Json& pin) {
  const Json* member = find_member(pin, "code");
  if (member == nullptr || !member->is_string() ||
      !is_pin_text(member->get_ref<const std::string&>(), false)) {
    throw Error(ErrorCode::unexpected, "the response's code is missing or not valid");
  }
  return Secret(member->get_ref<const std::string&>());
}

std::chrono::seconds parse_pin_life(const Json& pin) {
  using Limits = std::numeric_limits<std::int64_t>;
  const auto life = optional_integer(pin, "expiresIn", "", Limits::min(), Limits::max());
  return std::clamp(std::chrono::seconds(life.value_or(default_pin_life.count())),
                    shortest_pin_life, longest_pin_life);
}

/// On the routes of one code, 404 says that there is no such code, with or without code 1020.
void refine_unknown_code(Error& error) {
  if (error.http_status == 404) {
    error.code = ErrorCode::code_expired;
    error.message = "the code has expired or belongs to another client identifier";
    error.advice = Advice::none;
  }
}

}  // namespace

Pin parse_pin(const Json& json) {
  check_pin_is_object(json);
  return {parse_pin_id(json), parse_pin_code(json), parse_pin_life(json)};
}

std::optional<Secret> parse_approval(const Json& json) {
  check_pin_is_object(json);
  const std::string token = optional_string(json, "authToken", "").value_or("");
  if (token.empty()) {
    return std::nullopt;
  }
  if (!is_token(token)) {
    throw Error(ErrorCode::unexpected, "the response's authToken is not a valid token");
  }
  return Secret(token);
}

Pin create_pin(const Client& client, PinKind kind) {
  return client.request(Service::plex_tv,
                        {.method = "POST",
                         .path = "/pins",
                         .form = Secret(kind == PinKind::carried ? "strong=true" : "")},
                        parse_pin);
}

std::optional<Secret> poll_pin(const Client& client, const Secret& id) {
  const std::string path = fmt::format("/pins/{}", id.reveal());
  try {
    return client.request(Service::plex_tv, {.path = path}, parse_approval);
  } catch (Error& error) {
    refine_unknown_code(error);
    throw;
  }
}

void link_pin(const Client& client, const Secret& token, const Secret& code) {
  std::string form = "code=" + percent_encode(code.reveal());
  ApiRequest request{
      .method = "PUT", .path = "/pins/link", .token = token.clone(), .form = Secret(form)};
  wipe(form);
  try {
    client.send(Service::plex_tv, std::move(request));
  } catch (Error& error) {
    refine_unknown_code(error);
    throw;
  }
}

std::string link_url(const Secret& code) {
  return "https://plex.tv/link/?pin=" + percent_encode(code.reveal());
}

std::string browser_url(std::string_view client_identifier, const Secret& code,
                        std::string_view product) {
  return fmt::format(
      "https://app.plex.tv/auth#?clientID={}&code={}&context%5Bdevice%5D%5Bproduct%5D={}",
      percent_encode(client_identifier), percent_encode(code.reveal()), percent_encode(product));
}

}  // namespace plex::auth
