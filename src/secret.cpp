// SPDX-License-Identifier: MIT
#include "src/secret.hpp"

#include <cstring>
#include <utility>

namespace plex {
namespace {

void wipe_bytes(std::vector<char>& bytes) noexcept {
  if (!bytes.empty()) {
    ::explicit_bzero(bytes.data(), bytes.size());
  }
}

}  // namespace

void wipe(std::string& text) noexcept {
  ::explicit_bzero(text.data(), text.size());
  text.clear();
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    wipe_bytes(bytes_);
    bytes_ = std::move(other.bytes_);
  }
  return *this;
}

Secret::~Secret() { wipe_bytes(bytes_); }

}  // namespace plex
