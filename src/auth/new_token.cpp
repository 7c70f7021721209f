// SPDX-License-Identifier: MIT
#include "src/auth/new_token.hpp"

#include <optional>
#include <utility>

#include "src/auth/pins.hpp"
#include "src/error.hpp"

namespace plex::auth {

Secret new_token(const Client& owner, const Client& device, const Secret& token,
                 const std::function<void(std::string_view)>& learn) {
  const Pin pin = create_pin(device, PinKind::typed);
  learn(pin.id.reveal());
  learn(pin.code.reveal());
  link_pin(owner, token, pin.code);
  std::optional<Secret> made = poll_pin(device, pin.id);
  if (!made) {
    throw Error(ErrorCode::unexpected, "the code was approved, but plex.tv gave no token for it");
  }
  return *std::move(made);
}

}  // namespace plex::auth
