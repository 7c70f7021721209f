// SPDX-License-Identifier: MIT
#include "cmd/accounts/stored_json.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cmd/accounts/timestamp.hpp"
#include "src/error.hpp"
#include "src/http/url.hpp"
#include "src/text/ascii.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

constexpr std::int64_t stored_version = 1;

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

void wipe_strings(Json& value) noexcept {
  if (value.is_string()) {
    wipe(value.get_ref<std::string&>());
  } else if (value.is_structured()) {
    std::for_each(value.begin(), value.end(), wipe_strings);
  }
}

[[noreturn]] void throw_fault(std::string_view path, std::string_view name, const char* fault) {
  throw_unreadable(fmt::format("{}{} {}", path, name, fault));
}

void check_version(const Json& document) {
  const auto version = optional_number(document, "version", "");
  if (version && *version > stored_version) {
    throw Error(ErrorCode::store_unreadable,
                fmt::format("it was written by a newer plex (version {})", *version),
                "update plex");
  }
  if (version != stored_version) {
    throw_fault("", "version", version ? "is not 1" : "is missing");
  }
}

Json parse_object(std::string_view text, std::size_t limit) {
  if (text.size() > limit) {
    throw_unreadable(fmt::format("it is larger than {} bytes", limit));
  }
  try {
    Json document = parse_json(text, "it");
    if (!document.is_object()) {
      throw_unreadable("it is not a JSON object");
    }
    return document;
  } catch (const Error& error) {
    throw_unreadable(error.message);
  }
}

}  // namespace

StoredDocument::StoredDocument() : json_(std::make_unique<Json>(Json::object())) {
  (*json_)["version"] = stored_version;
}

StoredDocument::StoredDocument(std::string_view text, std::size_t limit)
    : json_(std::make_unique<Json>(parse_object(text, limit))) {
  check_version(*json_);
}

StoredDocument::~StoredDocument() { wipe_strings(*json_); }

Secret StoredDocument::format() const {
  std::string raw = json_->dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string text = escape_json_controls(raw) + "\n";
  Secret formatted{std::string_view(text)};
  wipe(raw);
  wipe(text);
  return formatted;
}

void throw_unreadable(const std::string& what) { throw Error(ErrorCode::store_unreadable, what); }

std::string required_text(const Json& object, std::string_view name, std::string_view path) {
  if (find_member(object, name) == nullptr) {
    throw_fault(path, name, "is missing");
  }
  std::string text = optional_text(object, name, path);
  if (text.empty()) {
    throw_fault(path, name, "is empty");
  }
  if (std::any_of(text.begin(), text.end(), is_control)) {
    throw_fault(path, name, "contains a control character");
  }
  return text;
}

std::string required_word(const Json& object, std::string_view name, std::string_view path) {
  std::string word = required_text(object, name, path);
  if (first_unprintable(word)) {
    throw_fault(path, name, "contains a blank or a character that is not ASCII");
  }
  return word;
}

std::string required_moment(const Json& object, std::string_view name, std::string_view path) {
  std::string text = required_text(object, name, path);
  if (!parse_timestamp(text)) {
    throw_fault(path, name, "is not a time like 2026-01-02T03:04:05Z");
  }
  return text;
}

std::string required_url(const Json& object, std::string_view name, std::string_view path) {
  try {
    return parse_base_url(required_text(object, name, path), fmt::format("{}{}", path, name))
        .text();
  } catch (const Error& error) {
    throw_unreadable(error.message);
  }
}

std::size_t required_choice(const Json& object, std::string_view name, std::string_view path,
                            std::span<const std::string_view> choices) {
  const std::string text = required_text(object, name, path);
  const auto found = std::find(choices.begin(), choices.end(), text);
  if (found == choices.end()) {
    throw_unreadable(fmt::format("{}{} is none of {}", path, name, fmt::join(choices, ", ")));
  }
  return static_cast<std::size_t>(found - choices.begin());
}

std::string optional_text(const Json& object, std::string_view name, std::string_view path) {
  const Json* member = find_member(object, name);
  if (member == nullptr) {
    return {};
  }
  if (!member->is_string()) {
    throw_fault(path, name, "is not a string");
  }
  return member->get<std::string>();
}

std::optional<std::int64_t> optional_number(const Json& object, std::string_view name,
                                            std::string_view path) {
  const Json* member = find_member(object, name);
  if (member == nullptr) {
    return std::nullopt;
  }
  const auto number = member->is_string() ? std::nullopt : exact_integer(*member);
  if (!number) {
    throw_fault(path, name, "is not a whole number of 64 bits");
  }
  return number;
}

}  // namespace plex::cmd
