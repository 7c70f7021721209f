// SPDX-License-Identifier: MIT
#include "src/http/connection_policy.hpp"

#include "src/http/url.hpp"

namespace plex {

bool may_be_proxied(const TransportOptions& options, const BaseUrl& base, int port) {
  return !options.proxy.empty() && (port != base.port || port == options.proxy_port);
}

std::optional<ErrorCode> refuse_address(const TransportOptions& options, const BaseUrl& base,
                                        AddressClass kind, bool proxied) {
  const bool loopback = kind == AddressClass::loopback && !proxied;
  if (base.is_https()) {
    const bool unverified = options.insecure && options.insecure_on_loopback_only && !loopback;
    return unverified ? std::optional(ErrorCode::usage) : std::nullopt;
  }
  const bool near = kind != AddressClass::public_network && !proxied;
  if (loopback || options.plain_http == PlainHttp::anywhere ||
      (near && options.plain_http == PlainHttp::private_networks)) {
    return std::nullopt;
  }
  return ErrorCode::insecure_transport;
}

bool can_be_overheard(const BaseUrl& base, AddressClass kind, bool proxied) {
  return !base.is_https() && (proxied || kind != AddressClass::loopback);
}

}  // namespace plex
