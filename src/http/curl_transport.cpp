// SPDX-License-Identifier: MIT
#include "src/http/curl_transport.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <new>
#include <utility>

#include <curl/curl.h>
#include <fmt/format.h>

#include "src/deadline.hpp"
#include "src/error.hpp"
#include "src/http/exchange.hpp"
#include "src/http/trace.hpp"
#include "src/http/transfer_result.hpp"
#include "src/secret.hpp"

namespace plex {
namespace {

struct EasyCleanup {
  void operator()(CURL* handle) const { ::curl_easy_cleanup(handle); }
};
struct ListCleanup {
  void operator()(curl_slist* list) const { ::curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyCleanup>;
using List = std::unique_ptr<curl_slist, ListCleanup>;

void append(List& list, const std::string& line) {
  curl_slist* longer = ::curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) {
    throw std::bad_alloc();
  }
  static_cast<void>(list.release());
  list.reset(longer);
}

/// A value of another type than the option's is undefined behaviour, so each call casts to the type
/// that libcurl documents.
template <class Value>
void set(const Easy& handle, CURLoption option, Value value) {
  if (::curl_easy_setopt(handle.get(), option, value) != CURLE_OK) {
    throw Error(ErrorCode::internal,
                fmt::format("libcurl does not take option {}", static_cast<int>(option)));
  }
}

TransferEnd end_of(CURLcode code) {
  switch (static_cast<int>(code)) {
    case CURLE_OK: return TransferEnd::complete;
    case CURLE_COULDNT_RESOLVE_HOST: return TransferEnd::name_unknown;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY: return TransferEnd::proxy_failed;
    case CURLE_COULDNT_CONNECT: return TransferEnd::not_connected;
    case CURLE_OPERATION_TIMEDOUT: return TransferEnd::timed_out;
    case CURLE_SSL_CACERT_BADFILE: return TransferEnd::bad_ca_file;
    case CURLE_PEER_FAILED_VERIFICATION: return TransferEnd::peer_unverified;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS: return TransferEnd::tls_failed;
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR: return TransferEnd::connection_broken;
    case CURLE_PARTIAL_FILE: return TransferEnd::cut_short;
    // libcurl reports a header line of over 100 KB like this.
    case CURLE_OUT_OF_MEMORY: return TransferEnd::header_too_long;
    case CURLE_WRITE_ERROR:
    case CURLE_ABORTED_BY_CALLBACK: return TransferEnd::stopped_by_us;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_BAD_FUNCTION_ARGUMENT: return TransferEnd::not_http;
    default: return TransferEnd::other;
  }
}

std::size_t on_header(char* bytes, std::size_t, std::size_t size, void* exchange) noexcept {
  return static_cast<Exchange*>(exchange)->take_head_line({bytes, size}) ? size : 0;
}

std::size_t on_body(char* bytes, std::size_t, std::size_t size, void* exchange) noexcept {
  return static_cast<Exchange*>(exchange)->take_body({bytes, size}) ? size : 0;
}

curl_socket_t on_open_socket(void* user, curlsocktype, curl_sockaddr* address) noexcept {
  Exchange& exchange = *static_cast<Exchange*>(user);
  if (!exchange.may_connect(address->addr)) {
    return CURL_SOCKET_BAD;
  }
  const int socket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  exchange.opened(socket);
  return socket;
}

int on_ready_to_send(void* exchange, char* address, char*, int, int local_port) noexcept {
  static_cast<Exchange*>(exchange)->ready_to_send(address, local_port);
  return CURL_PREREQFUNC_OK;
}

int on_progress(void* exchange, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept {
  return static_cast<Exchange*>(exchange)->stalled() ? 1 : 0;
}

class CurlTransport final : public HttpTransport {
 public:
  explicit CurlTransport(TransportOptions options)
      : options_(std::move(options)), handle_(::curl_easy_init()) {
    if (!handle_) {
      throw Error(ErrorCode::internal, "libcurl could not be set up");
    }
    set_safety();
    set_network();
  }

  HttpResponse send(const HttpRequest& request, const Deadline& deadline) override;

 private:
  void set_safety();
  void set_network();
  void set_request(const HttpRequest& request, Exchange& exchange);
  void set_time_limits(const Deadline& deadline);

  TransportOptions options_;
  bool warned_ = false;
  Easy handle_;
  List resolve_;
  List headers_;
};

void CurlTransport::set_safety() {
  set(handle_, CURLOPT_PROTOCOLS_STR, "http,https");
  set(handle_, CURLOPT_FOLLOWLOCATION, 0L);
  set(handle_, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(handle_, CURLOPT_HTTP09_ALLOWED, 0L);
  set(handle_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(handle_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(handle_, CURLOPT_PROXY_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(handle_, CURLOPT_SSL_VERIFYPEER, options_.insecure ? 0L : 1L);
  set(handle_, CURLOPT_SSL_VERIFYHOST, options_.insecure ? 0L : 2L);
  set(handle_, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
  set(handle_, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set(handle_, CURLOPT_PATH_AS_IS, 1L);
  set(handle_, CURLOPT_ACCEPT_ENCODING, "gzip");
  // libcurl repeats a request, even a POST, if a connection that was kept turns out to be dead.
  set(handle_, CURLOPT_FRESH_CONNECT, 1L);
  set(handle_, CURLOPT_FORBID_REUSE, 1L);
  // A name lookup that hangs in its thread must not delay the end of the run.
  set(handle_, CURLOPT_QUICK_EXIT, 1L);
  if (!options_.ca_file.empty()) {
    set(handle_, CURLOPT_CAINFO, options_.ca_file.c_str());
    set(handle_, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  }
}

void CurlTransport::set_network() {
  set(handle_, CURLOPT_PROXY, options_.proxy.c_str());
  set(handle_, CURLOPT_NOPROXY, options_.no_proxy.c_str());
  for (const std::string& entry : options_.resolve) {
    append(resolve_, entry);
  }
  set(handle_, CURLOPT_RESOLVE, resolve_.get());
  set(handle_, CURLOPT_HEADERFUNCTION, &on_header);
  set(handle_, CURLOPT_WRITEFUNCTION, &on_body);
  set(handle_, CURLOPT_OPENSOCKETFUNCTION, &on_open_socket);
  set(handle_, CURLOPT_PREREQFUNCTION, &on_ready_to_send);
  // Called at least once a second. CURLOPT_LOW_SPEED_TIME averages over bytes of the body, so it
  // would count a slow head as silence.
  set(handle_, CURLOPT_XFERINFOFUNCTION, &on_progress);
  set(handle_, CURLOPT_NOPROGRESS, 0L);
}

void CurlTransport::set_time_limits(const Deadline& deadline) {
  constexpr long no_limit = std::numeric_limits<int>::max();
  const long connect = static_cast<long>(options_.connect_timeout.count());
  set(handle_, CURLOPT_CONNECTTIMEOUT_MS, connect == 0 ? no_limit : connect);
  const auto left = deadline.remaining(Clock::now());
  // To libcurl, 0 means no limit.
  set(handle_, CURLOPT_TIMEOUT_MS, left ? std::max(1L, static_cast<long>(left->count())) : 0L);
}

void CurlTransport::set_request(const HttpRequest& request, Exchange& exchange) {
  headers_.reset();
  for (const HttpHeader& header : request.headers) {
    append(headers_, header.name + ": " + header.value);
  }
  if (!request.token.empty()) {
    std::string line = fmt::format("X-Plex-Token: {}", request.token.reveal());
    append(headers_, line);
    wipe(line);
  }
  set(handle_, CURLOPT_HTTPHEADER, headers_.get());
  set(handle_, CURLOPT_URL, request.url().c_str());
  if (request.method == "POST") {
    set(handle_, CURLOPT_POST, 1L);
    set(handle_, CURLOPT_POSTFIELDSIZE_LARGE,
        static_cast<curl_off_t>(request.body.reveal().size()));
    // With a null pointer libcurl would read the body from standard input.
    set(handle_, CURLOPT_POSTFIELDS, request.body.empty() ? "" : request.body.reveal().data());
  } else {
    set(handle_, CURLOPT_HTTPGET, 1L);
  }
  set(handle_, CURLOPT_HEADERDATA, &exchange);
  set(handle_, CURLOPT_WRITEDATA, &exchange);
  set(handle_, CURLOPT_OPENSOCKETDATA, &exchange);
  set(handle_, CURLOPT_PREREQDATA, &exchange);
  set(handle_, CURLOPT_XFERINFODATA, &exchange);
}

HttpResponse CurlTransport::send(const HttpRequest& request, const Deadline& deadline) {
  Exchange exchange(options_, request.base, warned_);
  set_request(request, exchange);
  set_time_limits(deadline);
  if (options_.trace) {
    trace_request(request, options_.trace);
  }
  const CURLcode code = ::curl_easy_perform(handle_.get());
  // libcurl counts in whole milliseconds, and may give up by one of them too early.
  const bool deadline_passed =
      deadline.remaining(Clock::now()).value_or(Milliseconds::max()) <= Milliseconds(1);
  long proxy_status = 0;
  long verify_result = 0;
  ::curl_easy_getinfo(handle_.get(), CURLINFO_HTTP_CONNECTCODE, &proxy_status);
  ::curl_easy_getinfo(handle_.get(), CURLINFO_SSL_VERIFYRESULT, &verify_result);
  if (options_.trace) {
    double seconds = 0;
    ::curl_easy_getinfo(handle_.get(), CURLINFO_TOTAL_TIME, &seconds);
    trace_response(exchange.response(), exchange.facts().connected_to, seconds, options_.trace);
  }
  return exchange.finish(end_of(code), code, proxy_status, verify_result, deadline_passed);
}

}  // namespace

std::unique_ptr<HttpTransport> make_curl_transport(TransportOptions options) {
  return std::make_unique<CurlTransport>(std::move(options));
}

std::string curl_versions() {
  const curl_version_info_data* info = ::curl_version_info(CURLVERSION_NOW);
  const char* tls = info->ssl_version == nullptr ? "without TLS" : info->ssl_version;
  return fmt::format("libcurl {} ({})", info->version, tls);
}

}  // namespace plex
