// SPDX-License-Identifier: MIT
#include "src/http/transfer_result.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "src/advice.hpp"
#include "src/http/url.hpp"
#include "src/text/ascii.hpp"

namespace plex {
namespace {

// Results of X509_verify_cert, from OpenSSL's <openssl/x509_vfy.h>.
constexpr long chain_good = 0;
constexpr long chain_not_judged = 1;
constexpr long certificate_not_yet_valid = 9;
constexpr long certificate_expired = 10;
constexpr long self_signed_leaf = 18;

Error unverified(const TransferFacts& facts, const BaseUrl& base) {
  switch (facts.verify_result) {
    case certificate_expired:
    case certificate_not_yet_valid:
      return {ErrorCode::tls_failed, "the server's certificate is expired or not valid yet",
              Advice::check_clock};
    case chain_good:
    case chain_not_judged:
      return {
          ErrorCode::tls_failed, "the server's certificate is for a different name",
          is_ip_literal(base.host) ? Advice::use_plex_direct_name : Advice::use_certificate_name};
    case self_signed_leaf:
      return {ErrorCode::tls_failed, "the server's certificate is self-signed",
              Advice::trust_certificate};
    default:
      return {ErrorCode::tls_failed, "the server's certificate is from an unknown authority",
              Advice::trust_authority};
  }
}

Error fell_silent(const TransferFacts& facts) {
  return {ErrorCode::timeout,
          fmt::format("the server sent nothing for {} s", facts.stall_timeout.count())};
}

Error timed_out(const TransferFacts& facts) {
  if (facts.deadline_passed || facts.request_sent) {
    return {ErrorCode::timeout, "no complete response within the time limit",
            Advice::allow_more_time};
  }
  const double seconds = std::chrono::duration<double>(facts.connect_timeout).count();
  return {ErrorCode::timeout, fmt::format("could not connect within {} s", seconds),
          Advice::allow_more_time_to_connect};
}

Error refused(const TransferFacts& facts) {
  if (*facts.refused == ErrorCode::usage) {
    return {ErrorCode::usage,
            fmt::format("an unverified connection to {} would expose the secret to the network",
                        facts.address),
            Advice::verify_certificate};
  }
  if (facts.proxied) {
    return {ErrorCode::insecure_transport,
            fmt::format("plain http through the proxy at {} would expose the secret to the proxy "
                        "and the network behind it",
                        facts.address),
            facts.loopback_only ? Advice::bypass_proxy : Advice::bypass_or_trust_proxy};
  }
  return {ErrorCode::insecure_transport,
          fmt::format("plain http to {} would expose the secret to the network", facts.address),
          facts.loopback_only ? Advice::use_https : Advice::use_https_or_allow_http};
}

Error not_connected(const TransferFacts& facts) {
  if (facts.refused) {
    return refused(facts);
  }
  if (facts.proxied) {
    return {ErrorCode::proxy_failed, "could not connect to the proxy", Advice::check_proxy};
  }
  return {ErrorCode::connect_failed, "the connection was refused or there is no route to the host",
          Advice::check_server_is_running};
}

Error broken(const TransferFacts& facts, const BaseUrl& base) {
  if (facts.headers_complete) {
    return {ErrorCode::truncated, "the response was cut short"};
  }
  return {ErrorCode::connection_lost, "the connection was lost before a response arrived",
          base.is_https() || facts.proxied ? Advice::none : Advice::try_https};
}

/// If a proxy is asked for a tunnel, everything that fails before the tunnel is set up is the
/// proxy's failure. libcurl itself reports the failures of other proxies.
bool failed_at_proxy(const TransferFacts& facts) {
  if (!facts.proxied || facts.request_sent || facts.proxy_status / 100 == 2) {
    return false;
  }
  if (facts.end == TransferEnd::peer_unverified || facts.end == TransferEnd::tls_failed) {
    return facts.tls_to_proxy;
  }
  return facts.by_connect &&
         (facts.end == TransferEnd::connection_broken || facts.end == TransferEnd::cut_short ||
          facts.end == TransferEnd::not_http);
}

Error proxy_refused(const TransferFacts& facts) {
  if (facts.end == TransferEnd::peer_unverified) {
    return {ErrorCode::proxy_failed, "the proxy's certificate could not be verified",
            Advice::trust_proxy_certificate};
  }
  if (facts.end == TransferEnd::tls_failed) {
    return {ErrorCode::proxy_failed, "could not agree on TLS 1.2 or later with the proxy",
            Advice::check_proxy_accepts_https};
  }
  if (facts.proxy_status == 0) {
    return {ErrorCode::proxy_failed, "the proxy did not send a valid response",
            Advice::check_proxy};
  }
  return {ErrorCode::proxy_failed,
          fmt::format("the proxy refused the connection with status {}", facts.proxy_status),
          facts.proxy_status == 407 ? Advice::add_credentials_to_proxy_url : Advice::none};
}

Error stopped(const TransferFacts& facts) {
  if (facts.refused) {
    return refused(facts);
  }
  if (facts.stopped_by == ErrorCode::timeout) {
    return fell_silent(facts);
  }
  if (facts.stopped_by == ErrorCode::too_large) {
    return facts.headers_complete
               ? Error(ErrorCode::too_large, "the response is larger than 8 MiB")
               : Error(ErrorCode::too_large, "the headers of the response are larger than 64 KiB");
  }
  return {ErrorCode::malformed, "the response's body is not well-formed HTTP"};
}

Error failure(const TransferFacts& facts, const BaseUrl& base) {
  if (failed_at_proxy(facts)) {
    return proxy_refused(facts);
  }
  switch (facts.end) {
    case TransferEnd::name_unknown:
      return {ErrorCode::dns_failed, "the host name could not be resolved",
              Advice::check_host_name};
    case TransferEnd::proxy_failed:
      return {ErrorCode::proxy_failed, "the proxy could not be used", Advice::check_proxy};
    case TransferEnd::not_connected: return not_connected(facts);
    case TransferEnd::timed_out: return timed_out(facts);
    case TransferEnd::bad_ca_file:
      return {ErrorCode::file_unreadable, "the certificate authority file cannot be used",
              Advice::check_authority_file};
    case TransferEnd::peer_unverified: return unverified(facts, base);
    case TransferEnd::tls_failed:
      return {ErrorCode::tls_failed, "could not agree on TLS 1.2 or later", Advice::try_http};
    case TransferEnd::connection_broken: return broken(facts, base);
    case TransferEnd::cut_short: return {ErrorCode::truncated, "the response was cut short"};
    case TransferEnd::header_too_long:
      return {ErrorCode::too_large, "the headers of the response are larger than 64 KiB"};
    case TransferEnd::stopped_by_us: return stopped(facts);
    case TransferEnd::not_http: return {ErrorCode::malformed, "the response is not valid HTTP"};
    case TransferEnd::complete:
    case TransferEnd::other: break;
  }
  return {ErrorCode::internal,
          fmt::format("the request failed for an unknown reason (libcurl error {})",
                      facts.library_error)};
}

bool has_response(const TransferFacts& facts, const HttpResponse& response) {
  if (facts.end == TransferEnd::complete) {
    return true;
  }
  // A refusal stays one when its explanation is endless or breaks off.
  return facts.headers_complete && response.status >= 300 && response.status <= 599;
}

bool has_known_encoding(const HttpResponse& response) {
  return std::all_of(response.headers.begin(), response.headers.end(), [](const HttpHeader& each) {
    const std::string encoding = ascii_lower(each.value);
    return each.name != "content-encoding" || encoding == "gzip" || encoding == "x-gzip" ||
           encoding == "identity";
  });
}

}  // namespace

void check_transfer(const TransferFacts& facts, const HttpResponse& response, const BaseUrl& base) {
  std::optional<Error> error;
  if (!has_response(facts, response)) {
    error = failure(facts, base);
  } else if (response.status < 200 || response.status > 599) {
    error = Error(ErrorCode::malformed, "the response has no valid HTTP status");
  } else if (facts.proxied && response.status == 407) {
    error = Error(ErrorCode::proxy_failed, "the proxy requires a user name and password",
                  Advice::add_these_to_proxy_url);
  } else {
    if (response.status / 100 == 2 && !has_known_encoding(response)) {
      error = Error(ErrorCode::malformed, "the response is in an encoding that was not asked for");
    }
  }
  if (error) {
    error->request_sent = facts.request_sent;
    if (facts.headers_complete) {
      error->http_status = response.status;
    }
    throw Error(*std::move(error));
  }
}

}  // namespace plex
