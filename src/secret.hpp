// SPDX-License-Identifier: MIT
//
// The type of a token, a password or a verification code: it cannot be printed, compared or copied
// by accident, and its bytes do not outlive it. Which bytes a token may have is decided in
// src/plex/token.hpp; secrets in text are hidden by src/text/redactor.hpp.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plex {

/// Overwrites the bytes of `text` and empties it, in a way that the compiler cannot optimize away.
void wipe(std::string& text) noexcept;

/// Bytes that are never shown. Move-only; the destructor wipes them.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string_view bytes) : bytes_(bytes.begin(), bytes.end()) {}
  /// Takes over a buffer without copying it.
  explicit Secret(std::vector<char> bytes) noexcept : bytes_(std::move(bytes)) {}
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  Secret(Secret&& other) noexcept = default;
  Secret& operator=(Secret&& other) noexcept;
  ~Secret();

  /// The bytes, valid as long as this object. The name marks every place that uses a secret.
  std::string_view reveal() const noexcept { return {bytes_.data(), bytes_.size()}; }
  bool empty() const noexcept { return bytes_.empty(); }
  /// A copy, made on purpose.
  Secret clone() const { return Secret(reveal()); }

 private:
  std::vector<char> bytes_;
};

}  // namespace plex
