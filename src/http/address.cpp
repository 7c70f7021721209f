// SPDX-License-Identifier: MIT
#include "src/http/address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace plex {
namespace {

AddressClass classify_v4(std::uint32_t host_order) noexcept {
  const auto within = [&](std::uint32_t network, unsigned bits) {
    return (host_order >> (32U - bits)) == (network >> (32U - bits));
  };
  if (within(0x7F000000, 8)) {
    return AddressClass::loopback;
  }
  if (within(0xA9FE0000, 16)) {
    return AddressClass::link_local;
  }
  if (within(0x0A000000, 8) || within(0xAC100000, 12) || within(0xC0A80000, 16)) {
    return AddressClass::private_network;
  }
  return AddressClass::public_network;
}

AddressClass classify_v6(const in6_addr& address) noexcept {
  const auto& bytes = address.s6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&address)) {
    std::uint32_t v4 = 0;
    std::memcpy(&v4, &bytes[12], sizeof v4);
    return classify_v4(ntohl(v4));
  }
  if (IN6_IS_ADDR_LOOPBACK(&address)) {
    return AddressClass::loopback;
  }
  if (IN6_IS_ADDR_LINKLOCAL(&address)) {
    return AddressClass::link_local;
  }
  if ((bytes[0] & 0xFEU) == 0xFC) {
    return AddressClass::private_network;
  }
  return AddressClass::public_network;
}

}  // namespace

AddressClass classify(const sockaddr& address) noexcept {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return classify_v4(ntohl(v4.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    return classify_v6(v6.sin6_addr);
  }
  return AddressClass::public_network;
}

AddressClass classify(std::string_view address) noexcept {
  std::array<char, INET6_ADDRSTRLEN> text{};
  // inet_pton(3) treats a NUL byte as the end.
  if (address.size() >= text.size() || address.find('\0') != std::string_view::npos) {
    return AddressClass::public_network;
  }
  address.copy(text.data(), address.size());
  in_addr v4{};
  if (::inet_pton(AF_INET, text.data(), &v4) == 1) {
    return classify_v4(ntohl(v4.s_addr));
  }
  in6_addr v6{};
  if (::inet_pton(AF_INET6, text.data(), &v6) == 1) {
    return classify_v6(v6);
  }
  return AddressClass::public_network;
}

int port_of(const sockaddr& address) noexcept {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return ntohs(v4.sin_port);
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    return ntohs(v6.sin6_port);
  }
  return 0;
}

std::string to_text(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = nullptr;
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  if (address.sa_family == AF_INET) {
    std::memcpy(&v4, &address, sizeof v4);
    bytes = &v4.sin_addr;
  } else if (address.sa_family == AF_INET6) {
    std::memcpy(&v6, &address, sizeof v6);
    bytes = &v6.sin6_addr;
  }
  const char* written = bytes == nullptr ? nullptr
                                         : ::inet_ntop(address.sa_family, bytes, text.data(),
                                                       static_cast<socklen_t>(text.size()));
  return written == nullptr ? std::string() : std::string(written);
}

}  // namespace plex
