// SPDX-License-Identifier: MIT
#include "tests/support/fake_plex_exchange.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

#include <fmt/format.h>

namespace plex::test {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

/// Cuts the text before the next separator off the front of `rest`.
std::string_view take_until(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return taken;
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string percent_decode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned char byte = 0;
    const char* digits = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      decoded += static_cast<char>(byte);
      i += 2;
    } else {
      decoded += text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

const std::string* find_exactly(const NameValuePairs& pairs, std::string_view name) {
  const auto found = std::find_if(pairs.begin(), pairs.end(),
                                  [name](const auto& pair) { return pair.first == name; });
  return found == pairs.end() ? nullptr : &found->second;
}

std::string value_or_empty(const NameValuePairs& pairs, std::string_view name) {
  const std::string* value = find_exactly(pairs, name);
  return value == nullptr ? std::string() : *value;
}

}  // namespace

std::string RecordedRequest::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(), [name](const auto& header) {
    return equal_ignoring_case(header.first, name);
  });
  return found == headers.end() ? std::string() : found->second;
}

bool RecordedRequest::has_header(std::string_view name) const {
  return std::any_of(headers.begin(), headers.end(), [name](const auto& header) {
    return equal_ignoring_case(header.first, name);
  });
}

NameValuePairs RecordedRequest::query_parameters() const {
  const std::size_t mark = target.find('?');
  return mark == std::string::npos ? NameValuePairs()
                                   : parse_form(std::string_view(target).substr(mark + 1));
}

NameValuePairs RecordedRequest::form_fields() const { return parse_form(body); }

std::string RecordedRequest::query(std::string_view name) const {
  return value_or_empty(query_parameters(), name);
}

bool RecordedRequest::has_query(std::string_view name) const {
  return find_exactly(query_parameters(), name) != nullptr;
}

std::string RecordedRequest::form(std::string_view name) const {
  return value_or_empty(form_fields(), name);
}

bool RecordedRequest::has_form(std::string_view name) const {
  return find_exactly(form_fields(), name) != nullptr;
}

bool RecordedRequest::accepts_json() const {
  const std::string accept = header("Accept");
  std::string_view rest = accept;
  while (!rest.empty()) {
    std::string_view range = take_until(rest, ',');
    if (equal_ignoring_case(trim(take_until(range, ';')), "application/json")) {
      return true;
    }
  }
  return false;
}

bool RecordedRequest::is_form() const {
  const std::string type = header("Content-Type");
  return type.substr(0, type.find(';')) == "application/x-www-form-urlencoded";
}

NameValuePairs parse_form(std::string_view text) {
  NameValuePairs pairs;
  while (!text.empty()) {
    std::string_view value = take_until(text, '&');
    if (!value.empty()) {
      const std::string_view name = take_until(value, '=');
      pairs.emplace_back(percent_decode(name), percent_decode(value));
    }
  }
  return pairs;
}

CannedResponse html_response(int status, std::string_view reason) {
  return {.status = status,
          .content_type = "text/html",
          .body = fmt::format("<html><head><title>{0}</title></head>"
                              "<body><h1>{1} {0}</h1></body></html>",
                              reason, status)};
}

}  // namespace plex::test
