// SPDX-License-Identifier: MIT
//
// {plex-tv}/pins: the codes by which a person signs this device in somewhere else, and the token
// that plex.tv then has for it. How long and how often to ask is left to src/auth/approval.hpp.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "src/plex/client.hpp"
#include "src/secret.hpp"
#include "src/text/json.hpp"

namespace plex::auth {

enum class PinKind {
  /// A short code, which a person types at plex.tv/link. It does not work in browser_url().
  typed,
  /// A long code, which a browser carries in browser_url(). It does not work at plex.tv/link.
  carried,
};

/// A code that waits for approval. Whoever has the id and the client identifier gets the token, so
/// the caller makes id and code known to its redactor.
struct Pin {
  /// Letters, digits and dashes. It stands in the path of a request.
  Secret id;
  /// Letters and digits.
  Secret code;
  /// From the response on; shortest_pin_life to longest_pin_life.
  std::chrono::seconds expires_in{0};
};

inline constexpr std::chrono::seconds shortest_pin_life{60};
inline constexpr std::chrono::seconds longest_pin_life{1800};
/// If plex.tv does not say.
inline constexpr std::chrono::seconds default_pin_life{900};

/// Parses id, code and lifetime; looks at nothing else, as the rest says where the caller is.
/// Throws Error(unexpected).
Pin parse_pin(const Json& json);

/// The token that the response about a code holds; nothing before it is approved. Throws
/// Error(unexpected).
std::optional<Secret> parse_approval(const Json& json);

/// POST {plex-tv}/pins: a new code, bound to the client identifier. Throws as Client::request.
Pin create_pin(const Client& client, PinKind kind);

/// GET {plex-tv}/pins/ID: the token, nothing while the code waits for approval. Throws as
/// Client::request; code_expired if plex.tv does not know the code, or knows it from another client
/// identifier.
std::optional<Secret> poll_pin(const Client& client, const Secret& id);

/// PUT {plex-tv}/pins/link: approves a short code, another device's or one's own, for the account
/// of `token`. Throws as Client::send; code_expired if plex.tv does not know the code.
void link_pin(const Client& client, const Secret& token, const Secret& code);

/// The page that takes a short code.
std::string link_url(const Secret& code);

/// The page that approves a long code. `client_identifier` is the one of create_pin(), `product`
/// what the page calls this program.
std::string browser_url(std::string_view client_identifier, const Secret& code,
                        std::string_view product);

}  // namespace plex::auth
