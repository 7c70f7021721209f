// SPDX-License-Identifier: MIT
//
// A token of its own for another device, approved with the account's token: it is listed under the
// device's name and can be revoked without the others.
#pragma once

#include <functional>
#include <string_view>

#include "src/plex/client.hpp"
#include "src/secret.hpp"

namespace plex::auth {

/// Gets a code as `device`, approves it with `token` as `owner`, and takes the token that `device`
/// gets for it. Tells `learn` what is secret as long as the code lives, before it is used. Throws
/// as create_pin, link_pin and poll_pin; unexpected if the code was approved and there is no token.
Secret new_token(const Client& owner, const Client& device, const Secret& token,
                 const std::function<void(std::string_view)>& learn);

}  // namespace plex::auth
