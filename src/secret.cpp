// SPDX-License-Identifier: MIT
#include "src/secret.hpp"

#include <cstring>

namespace plex {

void wipe(std::string& text) noexcept {
  ::explicit_bzero(text.data(), text.size());
  text.clear();
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    ::explicit_bzero(bytes_.data(), bytes_.size());
    bytes_ = std::move(other.bytes_);
  }
  return *this;
}

Secret::~Secret() {
  if (!bytes_.empty()) {
    ::explicit_bzero(bytes_.data(), bytes_.size());
  }
}

}  // namespace plex
