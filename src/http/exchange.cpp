// SPDX-License-Identifier: MIT
#include "src/http/exchange.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "src/deadline.hpp"
#include "src/error.hpp"
#include "src/http/address.hpp"
#include "src/http/connection_policy.hpp"
#include "src/http/response_head.hpp"
#include "src/http/url.hpp"

namespace plex {
namespace {

int local_port_of(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  auto* const general = reinterpret_cast<sockaddr*>(&address);
  return ::getsockname(socket, general, &size) == 0 ? port_of(*general) : 0;
}

/// The time since the peer last sent something, or since the connection was set up; nothing if the
/// kernel cannot tell.
std::optional<Milliseconds> silence_of(int socket) {
  tcp_info info{};
  socklen_t size = sizeof info;
  if (::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) {
    return std::nullopt;
  }
  return Milliseconds(info.tcpi_last_data_recv);
}

}  // namespace

Exchange::Exchange(const TransportOptions& options, const BaseUrl& base, bool& warned)
    : options_(options), base_(base), warned_(warned) {
  facts_.loopback_only = options.plain_http == PlainHttp::loopback_only;
  // If a host that is reached without the proxy has the proxy's port, a socket does not tell which
  // of the two it goes to.
  const bool surely = options.no_proxy.empty() || base.port != options.proxy_port;
  facts_.tls_to_proxy = surely && options.proxy.starts_with("https://");
  facts_.by_connect = surely && base.is_https() && options.proxy.starts_with("http");
  facts_.connect_timeout = options.connect_timeout;
  facts_.stall_timeout = options.stall_timeout;
}

bool Exchange::may_connect(const sockaddr& address) {
  const bool proxied = may_be_proxied(options_, base_, port_of(address));
  const auto refused = refuse_address(options_, base_, classify(address), proxied);
  if (refused || !facts_.refused) {
    facts_.address = to_text(address);
    facts_.proxied = proxied;
    facts_.refused = refused;
  }
  return !refused;
}

void Exchange::ready_to_send(std::string_view address, int local_port) {
  facts_.connected_to = address;
  facts_.request_sent = true;
  facts_.refused.reset();
  heard_at_ = Clock::now();
  const auto used = std::find_if(sockets_.rbegin(), sockets_.rend(),
                                 [&](int socket) { return local_port_of(socket) == local_port; });
  socket_ = used == sockets_.rend() ? -1 : *used;
  if (!warned_ && can_be_overheard(base_, classify(address), facts_.proxied)) {
    warned_ = true;
    options_.warn(
        facts_.proxied
            ? std::string("plain http through a proxy: the proxy and anyone on the network can "
                          "read the request and the response")
            : fmt::format(
                  "plain http: anyone on the network to {} can read the request and the response",
                  address));
  }
}

bool Exchange::take_head_line(std::string_view line) {
  heard_at_ = Clock::now();
  head_bytes_ += line.size();
  if (head_bytes_ > max_header_bytes) {
    facts_.stopped_by = ErrorCode::too_large;
    return false;
  }
  while (line.ends_with('\n') || line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  if (line.empty()) {
    facts_.headers_complete = response_.status >= 200;
  } else {
    parse_head_line(line, response_);
  }
  return true;
}

bool Exchange::take_body(std::string_view bytes) {
  heard_at_ = Clock::now();
  const bool success = response_.status / 100 == 2;
  const std::size_t limit = success ? max_body_bytes : max_error_body_bytes;
  if (bytes.size() > limit - response_.body.size()) {
    facts_.stopped_by = ErrorCode::too_large;
    return false;
  }
  response_.body.append(bytes);
  return true;
}

bool Exchange::stalled() {
  if (socket_ < 0 || Clock::now() - heard_at_ < options_.stall_timeout) {
    return false;
  }
  const auto silence = silence_of(socket_);
  if (!silence || *silence < options_.stall_timeout) {
    return false;
  }
  facts_.stopped_by = ErrorCode::timeout;
  return true;
}

HttpResponse Exchange::finish(TransferEnd end, int library_error, long proxy_status,
                              long verify_result, bool deadline_passed) {
  facts_.end = end;
  facts_.library_error = library_error;
  facts_.proxy_status = proxy_status;
  facts_.verify_result = verify_result;
  facts_.deadline_passed = deadline_passed;
  response_.ended_by_close =
      !response_.header("content-length") && !response_.header("transfer-encoding");
  check_transfer(facts_, response_, base_);
  return std::move(response_);
}

}  // namespace plex
