// SPDX-License-Identifier: MIT
#include "tests/support/fake_pins.hpp"

#include <algorithm>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/fake_tv_responses.hpp"

namespace plex::test {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t first_id = 1'000'000'001;
/// When the server started: 2026-01-02T03:04:05Z.
constexpr std::chrono::seconds started{1'767'323'045};

/// The first is 7RQZ; no two are the same among a million.
std::string short_code(std::uint64_t number) {
  constexpr std::string_view digits = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  std::uint64_t value = 0;
  for (const char c : std::string_view("7RQZ")) {
    value = value * digits.size() + digits.find(c);
  }
  value += number * 7919;
  std::string code(4, ' ');
  for (std::size_t at = code.size(); at > 0; value >>= 5U) {
    code[--at] = digits[value & 31U];
  }
  return code;
}

std::string strong_code(std::uint64_t number) {
  constexpr std::string_view digits = "abcdefghijklmnopqrstuvwxyz0123456789";
  std::uint64_t state = number;
  std::string code(25, ' ');
  for (char& c : code) {
    state = state * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    c = digits[(state >> 33U) % digits.size()];
  }
  return code;
}

std::string time_text(std::chrono::seconds since_start) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime((started + since_start).count()));
}

/// Where plex.tv believes the caller to be.
Json place_of_caller() {
  return {{"code", "ZZ"},
          {"european_union_member", false},
          {"continent_code", "EU"},
          {"country", pin_location_marker},
          {"city", pin_location_marker},
          {"time_zone", "Europe/" + std::string(pin_location_marker)},
          {"postal_code", pin_location_marker},
          {"in_privacy_restricted_country", false},
          {"subdivisions", pin_location_marker},
          {"coordinates", pin_location_marker}};
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

}  // namespace

std::chrono::seconds FakePins::Pin::expires() const {
  return created + std::chrono::seconds(strong ? 1800 : 900);
}

std::string FakePins::json(const Pin& pin) const {
  const Json document = {{"id", pin.id},
                         {"code", pin.code},
                         {"product", or_null(pin.product)},
                         {"trusted", false},
                         {"qr", "https://plex.tv/api/v2/pins/qr/" + pin.code},
                         {"clientIdentifier", pin.client_identifier},
                         {"location", place_of_caller()},
                         {"expiresIn", (pin.expires() - now_).count()},
                         {"createdAt", time_text(pin.created)},
                         {"expiresAt", time_text(pin.expires())},
                         {"authToken", or_null(pin.token)},
                         {"newRegistration", nullptr},
                         {"pmsIdentifier", nullptr},
                         {"pmsVersion", nullptr}};
  return document.dump();
}

CannedResponse FakePins::response(const RecordedRequest& request, int status,
                                  const Pin& pin) const {
  if (request.accepts_json()) {
    return {status, tv_json_type, json(pin), {}};
  }
  return {status,
          tv_xml_type,
          fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pin id=\"{}\" code=\"{}\" "
                      "expiresIn=\"{}\" authToken=\"{}\"/>\n",
                      pin.id, pin.code, (pin.expires() - now_).count(), pin.token),
          {}};
}

CannedResponse FakePins::create(const RecordedRequest& request) {
  if (!request.body.empty() && !request.is_form()) {
    return tv_malformed(request);
  }
  std::string strong = "false";
  for (const NameValuePairs& pairs : {request.query_parameters(), request.form_fields()}) {
    for (const auto& [name, value] : pairs) {
      if (name != "strong" || (value != "true" && value != "false")) {
        return tv_malformed(request);
      }
      strong = value;
    }
  }
  Pin pin;
  pin.id = first_id + pins_.size();
  pin.strong = strong == "true";
  pin.code = pin.strong ? strong_code(pin.id) : short_code(pin.id - first_id);
  pin.client_identifier = request.header("X-Plex-Client-Identifier");
  pin.product = request.header("X-Plex-Product");
  pin.created = now_;
  pins_.push_back(pin);
  return response(request, 201, pin);
}

CannedResponse FakePins::show(const RecordedRequest& request) const {
  const std::string id = request.path.substr(request.path.rfind('/') + 1);
  const std::string client = request.header("X-Plex-Client-Identifier");
  for (const Pin& pin : pins_) {
    if (std::to_string(pin.id) == id && pin.client_identifier == client && lives(pin)) {
      return response(request, 200, pin);
    }
  }
  return tv_code_unknown(request);
}

CannedResponse FakePins::link(const RecordedRequest& request) {
  const NameValuePairs fields = request.form_fields();
  if (!request.is_form() || fields.size() != 1 || request.form("code").empty()) {
    return tv_malformed(request);
  }
  const std::string code = request.form("code");
  const bool is_short = std::any_of(
      pins_.begin(), pins_.end(), [&](const Pin& pin) { return pin.code == code && !pin.strong; });
  if (!is_short || !approve(code, request.header("X-Plex-Token"))) {
    return tv_code_unknown(request);
  }
  return {204, "", "", {}};
}

bool FakePins::approve(std::string_view code, const std::string& token) {
  for (Pin& pin : pins_) {
    if (pin.code == code && lives(pin)) {
      pin.token = token;
      return true;
    }
  }
  return false;
}

std::vector<std::string> FakePins::codes() const {
  std::vector<std::string> codes;
  for (const Pin& pin : pins_) {
    codes.push_back(pin.code);
  }
  return codes;
}

}  // namespace plex::test
