// SPDX-License-Identifier: MIT
#include "src/plex/plex_direct.hpp"

#include <algorithm>
#include <utility>

#include "src/http/address.hpp"

namespace plex {
namespace {

std::string replace_dashes(std::string_view text, char by) {
  std::string replaced(text);
  std::replace(replaced.begin(), replaced.end(), '-', by);
  return replaced;
}

}  // namespace

std::optional<std::string> plex_direct_address(std::string_view host) {
  constexpr std::string_view domain = ".plex.direct";
  if (!host.ends_with(domain)) {
    return std::nullopt;
  }
  host.remove_suffix(domain.size());
  const std::size_t dot = host.find('.');
  const bool two_labels = dot != std::string_view::npos && dot + 1 < host.size() &&
                          host.find('.', dot + 1) == std::string_view::npos;
  if (!two_labels) {
    return std::nullopt;
  }
  for (const char separator : {'.', ':'}) {
    std::string address = replace_dashes(host.substr(0, dot), separator);
    if (is_ip_literal(address)) {
      return address;
    }
  }
  return std::nullopt;
}

std::optional<NameOverride> find_rebinding_block(const BaseUrl& base, const Error& failure) {
  std::optional<std::string> address = plex_direct_address(base.host);
  if (failure.code != ErrorCode::dns_failed || !address ||
      classify(*address) == AddressClass::public_network) {
    return std::nullopt;
  }
  return NameOverride{base.host, base.port, *std::move(address)};
}

}  // namespace plex
