// SPDX-License-Identifier: MIT
//
// The type of a token, a password or a verification code. It exists so that a secret cannot be
// printed, compared or copied by accident, and so that its bytes do not outlive it. What bytes a
// token may have is decided in src/plex/token.hpp; hiding secrets in text is src/text/redactor.hpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plex {

/// Overwrites the bytes of `text` and empties it, in a way that the compiler may not leave out.
void wipe(std::string& text) noexcept;

/// Bytes that are shown to nobody. Move-only; the bytes are wiped when the owner goes.
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

  /// The bytes, valid as long as this object. The name marks every place where a secret is used.
  std::string_view reveal() const noexcept { return {bytes_.data(), bytes_.size()}; }
  bool empty() const noexcept { return bytes_.empty(); }
  /// A second owner of the same bytes, where one is really wanted.
  Secret clone() const { return Secret(reveal()); }

 private:
  std::vector<char> bytes_;
};

}  // namespace plex
