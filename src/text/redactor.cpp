// SPDX-License-Identifier: MIT
#include "src/text/redactor.hpp"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "src/text/ascii.hpp"
#include "src/text/encoding.hpp"
#include "src/text/utf8.hpp"

namespace plex {
namespace {

/// As JSON libraries write it that emit only ASCII: `\u00fc`, and a surrogate pair above U+FFFF.
std::string ascii_json_escape(std::string_view escaped, bool upper_case) {
  std::string ascii;
  const auto append_unit = [&](char32_t unit) {
    ascii += upper_case ? fmt::format("\\u{:04X}", static_cast<unsigned>(unit))
                        : fmt::format("\\u{:04x}", static_cast<unsigned>(unit));
  };
  while (!escaped.empty()) {
    const CodePoint next = decode_utf8(escaped);
    if (next.value < 0x80) {
      ascii += escaped.front();
    } else if (next.value < 0x10000) {
      append_unit(next.value);
    } else {
      append_unit(0xD800 + ((next.value - 0x10000) >> 10U));
      append_unit(0xDC00 + ((next.value - 0x10000) & 0x3FFU));
    }
    escaped.remove_prefix(next.length);
  }
  return ascii;
}

std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
  std::string result;
  std::size_t at = 0;
  for (std::size_t hit = text.find(from); hit != std::string_view::npos;
       hit = text.find(from, at)) {
    result.append(text, at, hit - at).append(to);
    at = hit + from.size();
  }
  return result.append(text, at);
}

/// From `begin` up to, but not including, `end`.
struct Span {
  std::size_t begin;
  std::size_t end;
};

/// The base64 characters that depend on the secret alone when `shift` other bytes precede it in its
/// group of three, so that it is found inside an encoded `user:secret` as well. With `last`,
/// nothing follows the secret, and the character with its last bits is included.
std::string base64_core(std::string_view secret, std::size_t shift, bool last) {
  std::string padded(shift, 'x');
  padded += secret;
  const std::size_t bits = padded.size() * 8;
  std::string core = base64_encode(padded).substr(0, (last ? bits + 5 : bits) / 6);
  core.erase(0, shift == 0 ? 0 : shift + 1);
  wipe(padded);
  return core;
}

}  // namespace

void Redactor::add_form(std::string_view form) {
  if (form.size() < shortest_redacted) {
    return;
  }
  const auto same = [&](const Secret& known) { return known.reveal() == form; };
  if (std::none_of(forms_.begin(), forms_.end(), same)) {
    forms_.emplace_back(form);
  }
}

void Redactor::learn(std::string_view secret) {
  if (secret.size() < shortest_redacted) {
    return;
  }
  const std::string percent = percent_encode(secret);
  std::string percent_lower = percent;
  for (std::size_t at = percent.find('%'); at != std::string::npos;
       at = percent.find('%', at + 3)) {
    percent_lower.replace(at, 3, ascii_lower(percent.substr(at, 3)));
  }
  const std::string escaped = json_escape(secret);
  std::vector<std::string> forms = {std::string(secret),
                                    percent,
                                    percent_lower,
                                    replace_all(percent, "%20", "+"),
                                    escaped,
                                    replace_all(escaped, "/", "\\/"),
                                    ascii_json_escape(escaped, false),
                                    ascii_json_escape(escaped, true),
                                    ascii_json_escape(replace_all(escaped, "/", "\\/"), false),
                                    base64_encode(secret)};
  for (const std::size_t shift : {0U, 1U, 2U}) {
    for (const bool last : {false, true}) {
      const std::string core = base64_core(secret, shift, last);
      forms.push_back(core);
      forms.push_back(replace_all(replace_all(core, "+", "-"), "/", "_"));
    }
  }
  for (std::string& form : forms) {
    add_form(form);
    wipe(form);
  }
}

std::string Redactor::redact(std::string_view text) const {
  std::vector<Span> hits;
  for (const Secret& form : forms_) {
    const std::size_t size = form.reveal().size();
    for (std::size_t hit = text.find(form.reveal()); hit != std::string_view::npos;
         hit = text.find(form.reveal(), hit + 1)) {
      hits.push_back({hit, hit + size});
    }
  }
  std::sort(hits.begin(), hits.end(),
            [](const Span& left, const Span& right) { return left.begin < right.begin; });

  std::string result;
  std::size_t shown = 0;
  for (const Span& hit : hits) {
    if (hit.begin >= shown) {
      result.append(text, shown, hit.begin - shown).append(redacted_mark);
    }
    shown = std::max(shown, hit.end);
  }
  return result.append(text, shown);
}

}  // namespace plex
