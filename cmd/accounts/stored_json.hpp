// SPDX-License-Identifier: MIT
//
// The JSON of the files that this program keeps for itself, judged strictly: anything that it would
// not have written is an error that names the member and never its content. Which members a file
// has is left to those who know the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "src/secret.hpp"
#include "src/text/json.hpp"

namespace plex::cmd {

/// A document that may hold secrets: all strings in it are overwritten on destruction.
class StoredDocument {
 public:
  /// An object of version 1, without members.
  StoredDocument();
  /// Parses an object of version 1 of at most `limit` bytes, as parse_json does. Throws
  /// Error(store_unreadable).
  StoredDocument(std::string_view text, std::size_t limit);
  StoredDocument(const StoredDocument&) = delete;
  StoredDocument& operator=(const StoredDocument&) = delete;
  ~StoredDocument();

  const Json& json() const noexcept { return *json_; }
  Json& json() noexcept { return *json_; }

  /// One line of JSON and a line end; a byte that is not UTF-8 becomes U+FFFD.
  Secret format() const;

 private:
  std::unique_ptr<Json> json_;
};

/// Throws Error(store_unreadable); `what` completes "cannot read it: …".
[[noreturn]] void throw_unreadable(const std::string& what);

// These return the member `name` of `object`, which must be a JSON object, and throw
// Error(store_unreadable) that names `path` + `name`. A null member counts as missing.

/// A string that is not empty and has no control bytes.
std::string required_text(const Json& object, std::string_view name, std::string_view path);

/// The same of visible ASCII characters alone.
std::string required_word(const Json& object, std::string_view name, std::string_view path);

/// A moment as format_timestamp writes it.
std::string required_moment(const Json& object, std::string_view name, std::string_view path);

/// The text of the base URL that the member is, as BaseUrl::text() writes it.
std::string required_url(const Json& object, std::string_view name, std::string_view path);

/// The index of the member's text in `choices`.
std::size_t required_choice(const Json& object, std::string_view name, std::string_view path,
                            std::span<const std::string_view> choices);

/// A string, or an empty one if the member is missing.
std::string optional_text(const Json& object, std::string_view name, std::string_view path);

/// An integer of 64 bits; nothing if the member is missing.
std::optional<std::int64_t> optional_number(const Json& object, std::string_view name,
                                            std::string_view path);

}  // namespace plex::cmd
