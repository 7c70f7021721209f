// SPDX-License-Identifier: MIT
//
// The client's identity: the X-Plex-* headers, from options and from this host, and the extra
// headers of `-H`. How the client identifier is stored is cmd/storage/client_identifier.hpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cmd/console.hpp"
#include "cmd/context.hpp"
#include "cmd/options/options.hpp"
#include "src/http/http.hpp"
#include "src/plex/client.hpp"

namespace plex::cmd {

/// Whether a command may use an identifier that is not stored.
enum class IdentifierNeed {
  /// It may not: a new one on every run would raise an alert about a new device.
  stable,
  any,
};

/// The name of a device whose host name is `host_name`: the same, or none if it cannot be sent as a
/// header, which is not the user's mistake.
std::string device_name_of(std::string_view host_name);

/// The identity of this run. `kept_identifier`, unless empty, is the client identifier of the
/// sign-in in use, which is taken instead of the stored one. Throws Error: usage for a value that
/// cannot be sent as a header, state_unwritable if `need` is stable and the identifier can be
/// neither read nor stored.
Identity resolve_identity(const IdentityOptions& options, IdentifierNeed need,
                          const std::string& kept_identifier, Context& context);

/// `value`, fit to be sent as a header. Throws Error(usage) that names `source` if it is not.
std::string check_header_value(const std::string& value, const std::string& source);

/// The headers of `-H`; the console learns their values as secrets. Throws Error(usage) for text
/// that is not a header, for X-Plex-Token, and for headers that frame the message.
std::vector<HttpHeader> parse_extra_headers(const std::vector<std::string>& typed,
                                            Console& console);

}  // namespace plex::cmd
