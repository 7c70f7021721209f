// SPDX-License-Identifier: MIT
#include "cmd/options/network_settings.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string>

#include <fmt/format.h>

#include "cmd/command.hpp"
#include "cmd/console.hpp"
#include "cmd/options/env.hpp"
#include "cmd/options/numbers.hpp"
#include "cmd/options/settings.hpp"
#include "src/advice.hpp"
#include "src/deadline.hpp"
#include "src/error.hpp"
#include "src/http/proxy.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

constexpr int most_retries = 1000;
constexpr double steepest_exponent = 100;

RetryPolicy resolve_retry(const NetworkOptions& options, const Context& context) {
  RetryPolicy policy;
  if (const auto found = resolve(options.retries, "--retries", {env::retries}, context)) {
    policy.retries = parse_count(found->value, found->source, most_retries);
  }
  const auto milliseconds = [](const Typed& typed, const char* name, Milliseconds& target) {
    if (typed) {
      target = parse_milliseconds(*typed, name);
    }
  };
  milliseconds(options.retry_initial_interval, "--retry-initial-interval", policy.initial_interval);
  milliseconds(options.retry_max_interval, "--retry-max-interval", policy.max_interval);
  milliseconds(options.retry_max_elapsed, "--retry-max-elapsed", policy.max_elapsed);
  if (options.retry_exponent) {
    policy.exponent =
        parse_decimal(*options.retry_exponent, "--retry-exponent", 1, steepest_exponent);
  }
  policy.connection_errors = options.retry_connection_errors;
  return policy;
}

/// `HOST:PORT:ADDRESS` in the form that curl takes, with an IPv6 address in brackets.
std::string check_resolve(const std::string& entry) {
  const std::size_t first = entry.find(':');
  const std::size_t second = first == std::string::npos ? first : entry.find(':', first + 1);
  if (first == 0 || second == std::string::npos) {
    throw Error(ErrorCode::usage, "--resolve must be HOST:PORT:ADDR");
  }
  const std::string host = entry.substr(0, first);
  std::string address = entry.substr(second + 1);
  if (address.starts_with('[') && address.ends_with(']')) {
    address = address.substr(1, address.size() - 2);
  }
  const std::string url = fmt::format("https://{}{}", host, entry.substr(first, second - first));
  const BaseUrl checked = parse_base_url(url, "--resolve");
  if (!is_ip_literal(address)) {
    throw Error(ErrorCode::usage, "--resolve needs an IP address after HOST:PORT");
  }
  return fmt::format("{}:{}:{}", checked.host, checked.port, bracketed(address));
}

void resolve_proxy(const NetworkOptions& options, const BaseUrl& base, TransportOptions& transport,
                   Context& context) {
  // http_proxy in lower case only: a CGI program gets HTTP_PROXY from the Proxy header of a
  // request.
  const auto found =
      base.is_https()
          ? resolve(options.proxy, "--proxy",
                    {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}, context)
          : resolve(options.proxy, "--proxy", {"http_proxy", "all_proxy", "ALL_PROXY"}, context);
  if (!found || found->value.empty()) {
    return;
  }
  const Proxy proxy = parse_proxy(found->value, found->source);
  for (const std::string& secret : proxy.secrets) {
    context.console.learn(secret);
  }
  transport.proxy = proxy.url;
  transport.proxy_port = proxy.port;
  if (!options.proxy) {
    transport.no_proxy =
        context.variable("no_proxy").value_or(context.variable("NO_PROXY").value_or(""));
  }
}

/// Checked here because libcurl does not say what is wrong with the file, and reads it only after
/// a server has answered.
std::string check_ca_file(const Resolved& file, bool used) {
  if (file.value.empty()) {
    throw Error(ErrorCode::usage, fmt::format("{} is empty", file.source));
  }
  if (used && ::access(file.value.c_str(), R_OK) != 0) {
    throw Error(ErrorCode::file_unreadable,
                fmt::format("cannot read the certificate authorities from {} {}: {}", file.source,
                            visible_name(file.value), std::strerror(errno)));
  }
  return file.value;
}

void resolve_trust(const NetworkOptions& options, Service service, const BaseUrl& base,
                   TransportOptions& transport, Context& context) {
  const auto found = resolve(options.ca_file, "--cacert",
                             {env::ca_bundle, env::curl_ca_bundle, env::ssl_cert_file}, context);
  transport.ca_file = found ? check_ca_file(*found, base.is_https() && !options.insecure) : "";
  transport.insecure = options.insecure;
  transport.insecure_on_loopback_only = service == Service::plex_tv;
  if (!options.insecure) {
    return;
  }
  if (service == Service::plex_tv && !names_loopback(base.host)) {
    throw Error(ErrorCode::usage, insecure_beyond_loopback, Advice::verify_certificate);
  }
  context.console.warn("--insecure: anyone on the network path can read and change the traffic");
}

}  // namespace

NetworkSettings resolve_network(const NetworkOptions& options, Service service, const BaseUrl& base,
                                Context& context) {
  NetworkSettings settings;
  if (const auto found = resolve(options.timeout, "--timeout", {env::timeout}, context)) {
    settings.timeout = parse_seconds(found->value, found->source);
  }
  TransportOptions& transport = settings.transport;
  if (options.connect_timeout) {
    transport.connect_timeout = parse_seconds(*options.connect_timeout, "--connect-timeout");
  }
  settings.retry = resolve_retry(options, context);
  for (const std::string& entry : options.resolve) {
    transport.resolve.push_back(check_resolve(entry));
  }
  if (service == Service::plex_tv) {
    transport.plain_http = PlainHttp::loopback_only;
  } else if (options.allow_http) {
    transport.plain_http = PlainHttp::anywhere;
  }
  resolve_proxy(options, base, transport, context);
  resolve_trust(options, service, base, transport, context);
  Console& console = context.console;
  transport.warn = [&console](const std::string& text) { console.warn(text); };
  if (console.verbose()) {
    transport.trace = [&console](const std::string& text) { console.trace(text); };
  }
  return settings;
}

}  // namespace plex::cmd
