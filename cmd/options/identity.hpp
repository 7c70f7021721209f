// SPDX-License-Identifier: MIT
//
// Who we say we are: the X-Plex-* headers from options and this host, and the client identifier
// that is made once and kept. Where it is kept and how it is written is
// cmd/storage/client_identifier.hpp.
#pragma once

#include <vector>

#include "cmd/context.hpp"
#include "cmd/options/options.hpp"
#include "src/plex/client.hpp"

namespace plex::cmd {

/// Whether a command may go on with an identifier that is not kept.
enum class IdentifierNeed {
  /// A new one on every run would raise an alert about a new device.
  stable,
  any,
};

/// The identity of this run. Throws Error: usage for a value that cannot be a header, and
/// state_unwritable where `need` is stable and the identifier can be neither read nor stored.
Identity resolve_identity(const IdentityOptions& options, IdentifierNeed need, Context& context);

/// The headers of `-H`, whose values the console learns as secrets. Throws Error(usage) for what is
/// no header, for X-Plex-Token, and for headers that frame the message.
std::vector<HttpHeader> parse_extra_headers(const std::vector<std::string>& typed,
                                            Console& console);

}  // namespace plex::cmd
