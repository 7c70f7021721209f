// SPDX-License-Identifier: MIT
#include "src/http/transfer_result.hpp"

#include <algorithm>

#include <fmt/format.h>

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
              "check the clock of this machine, or renew the server's certificate"};
    case chain_good:
    case chain_not_judged:
      return {ErrorCode::tls_failed, "the server's certificate is for another name",
              is_ip_literal(base.host)
                  ? "Plex certificates name *.plex.direct: use the server's "
                    "https://a-b-c-d.HASH.plex.direct:32400 name, or reach it with --resolve"
                  : "use the name that the certificate is for, with --resolve if need be"};
    case self_signed_leaf:
      return {ErrorCode::tls_failed, "the server's certificate is self-signed",
              "pass it with --cacert FILE if you trust it"};
    default:
      return {ErrorCode::tls_failed, "the server's certificate is from an unknown authority",
              "pass the authority's certificate with --cacert FILE"};
  }
}

Error fell_silent(const TransferFacts& facts) {
  return {ErrorCode::timeout,
          fmt::format("the server sent nothing for {} s", facts.stall_timeout.count())};
}

Error timed_out(const TransferFacts& facts) {
  if (facts.deadline_passed || facts.request_sent) {
    return {ErrorCode::timeout, "no complete answer within the time allowed",
            "allow more with --timeout SECONDS"};
  }
  const double seconds = std::chrono::duration<double>(facts.connect_timeout).count();
  return {ErrorCode::timeout, fmt::format("no connection within {} s", seconds),
          "check the address, or allow more with --connect-timeout SECONDS"};
}

Error refused(const TransferFacts& facts) {
  if (*facts.refused == ErrorCode::usage) {
    return {ErrorCode::usage, "--insecure is for plex.tv stand-ins on loopback only"};
  }
  if (facts.proxied) {
    std::string hint = "use https, or go there without the proxy: --proxy '' or no_proxy";
    if (!facts.loopback_only) {
      hint += "; --allow-http if the proxy and all behind it are trusted";
    }
    return {ErrorCode::insecure_transport,
            fmt::format("plain http through the proxy at {} would show the secret to it and to "
                        "the network behind it",
                        facts.address),
            std::move(hint)};
  }
  return {ErrorCode::insecure_transport,
          fmt::format("plain http to {} would show the secret to the network", facts.address),
          facts.loopback_only
              ? "use https: plex.tv and its stand-ins get plain http on loopback only"
              : "use https; for a server of your own, --allow-http sends it regardless"};
}

Error not_connected(const TransferFacts& facts) {
  if (facts.refused) {
    return refused(facts);
  }
  if (facts.proxied) {
    return {ErrorCode::proxy_failed, "no connection to the proxy",
            "check --proxy and the proxy variables"};
  }
  return {ErrorCode::connect_failed, "the connection was refused or has no route",
          "check that the server runs and that address and port are right"};
}

Error broken(const TransferFacts& facts, const BaseUrl& base) {
  if (facts.headers_complete) {
    return {ErrorCode::truncated, "the answer was cut short"};
  }
  return {ErrorCode::connection_lost, "the connection was lost before an answer came",
          base.is_https() || facts.proxied ? "" : "the server may want https on this port"};
}

/// Where a proxy is asked for a tunnel, all that happens before the tunnel stands is its doing.
/// libcurl names what goes wrong with other proxies itself.
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
            "this system must trust it: --cacert is for the server's"};
  }
  if (facts.end == TransferEnd::tls_failed) {
    return {ErrorCode::proxy_failed, "no TLS 1.2 or later could be agreed on with the proxy",
            "check that the proxy speaks https, and --proxy and the proxy variables"};
  }
  if (facts.proxy_status == 0) {
    return {ErrorCode::proxy_failed, "the proxy gave no answer that could be understood",
            "check --proxy and the proxy variables"};
  }
  return {ErrorCode::proxy_failed,
          fmt::format("the proxy refused the connection with status {}", facts.proxy_status),
          facts.proxy_status == 407 ? "put the proxy's user name and password in its URL" : ""};
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
               ? Error(ErrorCode::too_large, "the answer is larger than 8 MiB")
               : Error(ErrorCode::too_large, "the headers of the answer are larger than 64 KiB");
  }
  return {ErrorCode::malformed, "the answer's body is not well-formed HTTP"};
}

Error failure(const TransferFacts& facts, const BaseUrl& base) {
  if (failed_at_proxy(facts)) {
    return proxy_refused(facts);
  }
  switch (facts.end) {
    case TransferEnd::name_unknown:
      return {ErrorCode::dns_failed, "the host name is not known",
              "check the spelling, and this machine's name service"};
    case TransferEnd::proxy_failed:
      return {ErrorCode::proxy_failed, "the proxy could not be used",
              "check --proxy and the proxy variables"};
    case TransferEnd::not_connected: return not_connected(facts);
    case TransferEnd::timed_out: return timed_out(facts);
    case TransferEnd::bad_ca_file:
      return {ErrorCode::file_unreadable, "the file of trusted certificates cannot be used",
              "check --cacert, PLEX_CA_BUNDLE, CURL_CA_BUNDLE and SSL_CERT_FILE"};
    case TransferEnd::peer_unverified: return unverified(facts, base);
    case TransferEnd::tls_failed:
      return {ErrorCode::tls_failed, "no TLS 1.2 or later could be agreed on",
              "check that the port speaks https; a Plex server may want http on it"};
    case TransferEnd::connection_broken: return broken(facts, base);
    case TransferEnd::cut_short: return {ErrorCode::truncated, "the answer was cut short"};
    case TransferEnd::header_too_long:
      return {ErrorCode::too_large, "the headers of the answer are larger than 64 KiB"};
    case TransferEnd::stopped_by_us: return stopped(facts);
    case TransferEnd::not_http: return {ErrorCode::malformed, "what came is not an HTTP answer"};
    case TransferEnd::complete:
    case TransferEnd::other: break;
  }
  return {ErrorCode::internal, "the request failed in a way that has no name here"};
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

void check_transfer(const TransferFacts& facts, const HttpResponse& response,
                    const HttpRequest& request) {
  std::optional<Error> error;
  if (!has_response(facts, response)) {
    error = failure(facts, request.base);
  } else if (response.status < 200 || response.status > 599) {
    error = Error(ErrorCode::malformed, "the answer has no valid HTTP status");
  } else if (facts.proxied && response.status == 407) {
    error = Error(ErrorCode::proxy_failed, "the proxy wants a user name and a password",
                  "put them in the proxy's URL");
  } else {
    if (response.status / 100 == 2 && !has_known_encoding(response)) {
      error = Error(ErrorCode::malformed, "the answer is in an encoding that was not asked for");
    }
  }
  if (error) {
    error->host = request.base.authority();
    error->request_sent = facts.request_sent;
    if (facts.headers_complete) {
      error->http_status = facts.status;
    }
    throw Error(*std::move(error));
  }
}

}  // namespace plex
