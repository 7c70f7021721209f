// SPDX-License-Identifier: MIT
//
// A media server by its name, or with a kept sign-in: which of the account's servers it is, at
// which address it answers, and its own access token, which goes there and nowhere else.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cmd/console.hpp"
#include "src/auth/resources.hpp"
#include "src/deadline.hpp"
#include "src/http/http.hpp"
#include "src/http/url.hpp"
#include "src/plex/client.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

/// Where a server is, and the token for it.
struct ServerAccess {
  BaseUrl base;
  Secret token;
};

/// The servers among the devices of the account of `token`, with their access tokens, which the
/// console learns; `tokens` says whether their JSON has them too. Throws as auth::resources.
std::vector<auth::Resource> list_servers(const Client& client, const Secret& token,
                                         auth::ResourceTokens tokens, Console& console);

/// The place of the server of that name (in any case of letters) or machine identifier. Throws
/// Error: source_not_found if there is none, usage if there are several of that name.
std::size_t find_server(const std::vector<auth::Resource>& servers, std::string_view name);

/// The access token of the server. Throws Error(token_missing) if plex.tv gave none.
Secret own_token(const auth::Resource& server);

/// The server at the first of its connections that answers, in the order local, remote, relay; only
/// https, or loopback. Throws Error: token_missing if plex.tv gave no token for it, and the failure
/// of the first connection if none answers.
ServerAccess access_server(const auth::Resource& server, HttpTransport& transport,
                           const Deadline& deadline);

/// The access token of the server at `base`: the one that has a connection of that origin, or, on
/// loopback, the one whose machine identifier the server at `client` tells. Throws
/// Error(token_missing) if plex.tv lists none for `account`, and as Client::request.
Secret token_of_server_at(const BaseUrl& base, const std::vector<auth::Resource>& servers,
                          const Client& client, const std::string& account);

}  // namespace plex::cmd
