// SPDX-License-Identifier: MIT
#include "src/http/curl_transport.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <deque>
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
struct MultiCleanup {
  void operator()(CURLM* handle) const { ::curl_multi_cleanup(handle); }
};
struct ListCleanup {
  void operator()(curl_slist* list) const { ::curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyCleanup>;
using Multi = std::unique_ptr<CURLM, MultiCleanup>;
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

/// A handle for one request after the other, with what the one in progress needs.
class Transfer {
 public:
  /// `options` must outlive it.
  explicit Transfer(const TransportOptions& options)
      : options_(options), handle_(::curl_easy_init()) {
    if (!handle_) {
      throw Error(ErrorCode::internal, "libcurl could not be set up");
    }
    set_safety();
    set_network();
  }

  CURL* handle() const { return handle_.get(); }

  /// Trusts the authorities in the file of the system, without the directory that has the same
  /// ones: only then libcurl keeps them from one connection of a multi handle to the next, and it
  /// would need some 20 ms for each.
  void share_authorities();

  /// Gets ready for a request, which must stay as it is until the end. `warned` is as for Exchange.
  void prepare(const HttpRequest& request, const Deadline& deadline, bool& warned);

  /// Ends the request that libcurl has ended. Returns the response or throws as
  /// HttpTransport::send.
  HttpResponse finish(CURLcode code);

 private:
  void set_safety();
  void set_network();
  void set_request(const HttpRequest& request);
  void set_time_limits();

  const TransportOptions& options_;
  Deadline deadline_;
  std::optional<Exchange> exchange_;
  List resolve_;
  List headers_;
  /// Destroyed first, because its callbacks use the others.
  Easy handle_;
};

void Transfer::set_safety() {
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

void Transfer::share_authorities() {
  // Some builds of libcurl know of a directory alone.
  if (::curl_version_info(CURLVERSION_NOW)->cainfo != nullptr) {
    set(handle_, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  }
}

void Transfer::set_network() {
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

void Transfer::set_time_limits() {
  constexpr long no_limit = std::numeric_limits<int>::max();
  const long connect = static_cast<long>(options_.connect_timeout.count());
  set(handle_, CURLOPT_CONNECTTIMEOUT_MS, connect == 0 ? no_limit : connect);
  const auto left = deadline_.remaining(Clock::now());
  // To libcurl, 0 means no limit.
  set(handle_, CURLOPT_TIMEOUT_MS, left ? std::max(1L, static_cast<long>(left->count())) : 0L);
}

void Transfer::set_request(const HttpRequest& request) {
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
  // Set by an earlier request, it would replace the method of this one.
  set(handle_, CURLOPT_CUSTOMREQUEST, static_cast<const char*>(nullptr));
  if (request.method == "POST" || request.method == "PUT") {
    set(handle_, CURLOPT_POST, 1L);
    set(handle_, CURLOPT_POSTFIELDSIZE_LARGE,
        static_cast<curl_off_t>(request.body.reveal().size()));
    // With a null pointer libcurl would read the body from standard input.
    set(handle_, CURLOPT_POSTFIELDS, request.body.empty() ? "" : request.body.reveal().data());
  } else {
    set(handle_, CURLOPT_HTTPGET, 1L);
  }
  if (request.method == "PUT" || request.method == "DELETE") {
    set(handle_, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }
}

void Transfer::prepare(const HttpRequest& request, const Deadline& deadline, bool& warned) {
  deadline_ = deadline;
  Exchange* const exchange = &exchange_.emplace(options_, request.base, warned);
  set_request(request);
  set_time_limits();
  set(handle_, CURLOPT_HEADERDATA, exchange);
  set(handle_, CURLOPT_WRITEDATA, exchange);
  set(handle_, CURLOPT_OPENSOCKETDATA, exchange);
  set(handle_, CURLOPT_PREREQDATA, exchange);
  set(handle_, CURLOPT_XFERINFODATA, exchange);
}

HttpResponse Transfer::finish(CURLcode code) {
  // libcurl counts in whole milliseconds, and may give up by one of them too early.
  const bool deadline_passed =
      deadline_.remaining(Clock::now()).value_or(Milliseconds::max()) <= Milliseconds(1);
  long proxy_status = 0;
  long verify_result = 0;
  ::curl_easy_getinfo(handle_.get(), CURLINFO_HTTP_CONNECTCODE, &proxy_status);
  ::curl_easy_getinfo(handle_.get(), CURLINFO_SSL_VERIFYRESULT, &verify_result);
  if (options_.trace) {
    double seconds = 0;
    ::curl_easy_getinfo(handle_.get(), CURLINFO_TOTAL_TIME, &seconds);
    trace_response(exchange_->response(), exchange_->facts().connected_to, seconds, options_.trace);
  }
  return exchange_->finish(end_of(code), code, proxy_status, verify_result, deadline_passed);
}

/// One call of send_all.
class ParallelRun {
 public:
  /// All of these must outlive it. `warned` is as for Exchange.
  ParallelRun(const TransportOptions& options, bool& warned,
              const std::vector<HttpRequest>& requests, const ParallelLimits& limits,
              const Deadline& deadline, const OutcomeSink& take);
  ~ParallelRun();
  ParallelRun(const ParallelRun&) = delete;
  ParallelRun& operator=(const ParallelRun&) = delete;

  /// Returns once there is nothing left to do.
  void run();

 private:
  /// A place for one request after the other.
  struct Slot {
    explicit Slot(const TransportOptions& options) : transfer(options) {}

    Transfer transfer;
    /// Which request is in progress here, if there is one.
    std::optional<std::size_t> index;
  };

  void fill();
  void start_next(Slot& slot);
  void end(CURL* handle, CURLcode code);
  template <class Finish>
  void deliver(std::size_t index, Finish finish);
  Deadline own_deadline() const;

  const TransportOptions& options_;
  bool& warned_;
  const std::vector<HttpRequest>& requests_;
  const ParallelLimits& limits_;
  const Deadline& deadline_;
  const OutcomeSink& take_;
  Multi multi_;
  /// libcurl knows the address of each exchange, so they must not move.
  std::deque<Slot> slots_;
  std::size_t next_ = 0;
  std::size_t in_progress_ = 0;
  bool wanted_ = true;
};

void check(CURLMcode code) {
  if (code != CURLM_OK) {
    throw Error(ErrorCode::internal, fmt::format("libcurl cannot send several requests (error {})",
                                                 static_cast<int>(code)));
  }
}

ParallelRun::ParallelRun(const TransportOptions& options, bool& warned,
                         const std::vector<HttpRequest>& requests, const ParallelLimits& limits,
                         const Deadline& deadline, const OutcomeSink& take)
    : options_(options),
      warned_(warned),
      requests_(requests),
      limits_(limits),
      deadline_(deadline),
      take_(take),
      multi_(::curl_multi_init()) {
  if (!multi_) {
    throw Error(ErrorCode::internal, "libcurl could not be set up");
  }
  const std::size_t count = std::min(requests.size(), std::max<std::size_t>(limits.at_once, 1));
  while (slots_.size() < count) {
    slots_.emplace_back(options).transfer.share_authorities();
  }
}

ParallelRun::~ParallelRun() {
  for (const Slot& slot : slots_) {
    if (slot.index) {
      ::curl_multi_remove_handle(multi_.get(), slot.transfer.handle());
    }
  }
}

void ParallelRun::run() {
  // Exchange::stalled() must be called at least once a second.
  constexpr int longest_wait_ms = 1000;
  fill();
  while (wanted_ && in_progress_ > 0) {
    check(::curl_multi_poll(multi_.get(), nullptr, 0, longest_wait_ms, nullptr));
    int count = 0;
    check(::curl_multi_perform(multi_.get(), &count));
    const CURLMsg* message = nullptr;
    while (wanted_ && (message = ::curl_multi_info_read(multi_.get(), &count)) != nullptr) {
      end(message->easy_handle, message->data.result);
    }
    fill();
  }
}

void ParallelRun::fill() {
  for (Slot& slot : slots_) {
    while (wanted_ && !slot.index && next_ < requests_.size()) {
      start_next(slot);
    }
  }
}

void ParallelRun::start_next(Slot& slot) {
  const std::size_t index = next_++;
  const HttpRequest& request = requests_[index];
  if (deadline_.remaining(Clock::now()) == Milliseconds(0)) {
    deliver(index, [&] {
      return Exchange(options_, request.base, warned_)
          .finish(TransferEnd::timed_out, CURLE_OPERATION_TIMEDOUT, 0, 0, true);
    });
    return;
  }
  slot.transfer.prepare(request, own_deadline(), warned_);
  check(::curl_multi_add_handle(multi_.get(), slot.transfer.handle()));
  slot.index = index;
  ++in_progress_;
}

void ParallelRun::end(CURL* handle, CURLcode code) {
  const auto slot = std::find_if(slots_.begin(), slots_.end(), [&](const Slot& each) {
    return each.transfer.handle() == handle;
  });
  check(::curl_multi_remove_handle(multi_.get(), handle));
  const std::size_t index = *std::exchange(slot->index, std::nullopt);
  in_progress_ -= 1;
  // Not at its start, so that the lines of one request stay together.
  if (options_.trace) {
    trace_request(requests_[index], options_.trace);
  }
  deliver(index, [&] { return slot->transfer.finish(code); });
}

template <class Finish>
void ParallelRun::deliver(std::size_t index, Finish finish) {
  HttpOutcome outcome;
  try {
    outcome = finish();
  } catch (Error& error) {
    outcome = std::move(error);
  }
  wanted_ = take_(index, std::move(outcome));
}

Deadline ParallelRun::own_deadline() const {
  const auto now = Clock::now();
  return Deadline(now + std::min(limits_.each, deadline_.remaining(now).value_or(limits_.each)));
}

class CurlTransport final : public HttpTransport {
 public:
  explicit CurlTransport(TransportOptions options)
      : options_(std::move(options)), transfer_(options_) {}

  HttpResponse send(const HttpRequest& request, const Deadline& deadline) override {
    transfer_.prepare(request, deadline, warned_);
    if (options_.trace) {
      trace_request(request, options_.trace);
    }
    return transfer_.finish(::curl_easy_perform(transfer_.handle()));
  }

  void send_all(const std::vector<HttpRequest>& requests, const ParallelLimits& limits,
                const Deadline& deadline, const OutcomeSink& take) override {
    ParallelRun(options_, warned_, requests, limits, deadline, take).run();
  }

 private:
  TransportOptions options_;
  bool warned_ = false;
  /// For one request at a time; kept so that a retry need not set it up again.
  Transfer transfer_;
};

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
