// SPDX-License-Identifier: MIT
#include "tests/support/fake_plex_server.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <httplib.h>

#include "tests/support/fake_plex_script.hpp"

namespace plex::test {
namespace {

RecordedRequest record(const httplib::Request& request) {
  RecordedRequest recorded{.method = request.method,
                           .path = request.target.substr(0, request.target.find('?')),
                           .target = request.target,
                           .body = request.body};
  constexpr std::array<std::string_view, 4> added_by_library = {"LOCAL_ADDR", "LOCAL_PORT",
                                                                "REMOTE_ADDR", "REMOTE_PORT"};
  for (const auto& [name, value] : request.headers) {
    if (std::find(added_by_library.begin(), added_by_library.end(), name) ==
        added_by_library.end()) {
      recorded.headers.emplace_back(name, value);
    }
  }
  return recorded;
}

void send(const CannedResponse& answer, httplib::Response& response) {
  response.status = answer.status;
  for (const auto& [name, value] : answer.headers) {
    response.set_header(name, value);
  }
  if (!answer.content_type.empty()) {
    response.set_header("Content-Type", answer.content_type);
  }
  if (answer.body.empty()) {
    return;
  }
  // The library may compress a plain body, but leaves the bytes of a provider alone.
  response.content_length_ = answer.body.size();
  response.content_provider_ = [body = answer.body](std::size_t offset, std::size_t length,
                                                    httplib::DataSink& sink) {
    return sink.write(body.data() + offset, length);
  };
}

}  // namespace

/// The sockets and the thread that listens.
class FakePlexServer::Listener {
 public:
  explicit Listener(const FakePlexOptions& options) {
    if (options.https) {
      const Certificate authority = make_certificate_authority();
      const Certificate leaf = make_leaf_certificate(authority, options.certificate);
      ca_pem_ = authority.certificate_pem();
      // The library keeps its own references to certificate and key.
      http_ = std::make_unique<httplib::SSLServer>(leaf.certificate(), leaf.key());
    } else {
      http_ = std::make_unique<httplib::Server>();
    }
    ask_the_script_about_everything();
    bind(options.everywhere ? "::" : "127.0.0.1");
    url_ = fmt::format("{}://127.0.0.1:{}", options.https ? "https" : "http", port_);
    script_.set_server_url(url_);
    start();
  }

  ~Listener() {
    http_->stop();
    thread_.join();
  }

  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  Listener(Listener&&) = delete;
  Listener& operator=(Listener&&) = delete;

  int port() const { return port_; }
  const std::string& url() const { return url_; }
  const std::string& ca_pem() const { return ca_pem_; }
  FakePlexScript& script() { return script_; }

 private:
  void ask_the_script_about_everything() {
    const auto handle = [this](const httplib::Request& request, httplib::Response& response) {
      send(script_.answer(record(request)), response);
    };
    http_->Get(".*", handle);
    http_->Post(".*", handle);
    http_->Put(".*", handle);
    http_->Patch(".*", handle);
    http_->Delete(".*", handle);
    http_->Options(".*", handle);
  }

  void bind(const char* address) {
    http_->set_tcp_nodelay(true);
    // An idle client holds up stop() for this long.
    http_->set_keep_alive_timeout(1);
    // The default, SO_REUSEPORT, would let another server share the port.
    http_->set_socket_options([](int) {});
    port_ = http_->is_valid() ? http_->bind_to_any_port(address) : -1;
    if (port_ <= 0) {
      throw std::runtime_error(fmt::format("the fake Plex cannot listen on {}", address));
    }
  }

  /// Waits until the thread listens, for stop() does nothing before.
  void start() {
    thread_ = std::thread([this] {
      http_->listen_after_bind();
      ended_ = true;
    });
    while (!http_->is_running() && !ended_) {
      std::this_thread::yield();
    }
    if (ended_) {
      thread_.join();
      throw std::runtime_error("the fake Plex stopped listening");
    }
  }

  FakePlexScript script_;
  std::string ca_pem_;
  std::unique_ptr<httplib::Server> http_;
  int port_ = 0;
  std::string url_;
  std::atomic<bool> ended_ = false;
  std::thread thread_;
};

FakePlexServer::FakePlexServer(const FakePlexOptions& options)
    : listener_(std::make_unique<Listener>(options)) {}

FakePlexServer::~FakePlexServer() = default;

std::string FakePlexServer::server_url() const { return listener_->url(); }

std::string FakePlexServer::plex_tv_url() const { return server_url() + "/api/v2"; }

std::string FakePlexServer::host() const { return fmt::format("127.0.0.1:{}", port()); }

int FakePlexServer::port() const { return listener_->port(); }

std::string FakePlexServer::ca_pem() const { return listener_->ca_pem(); }

void FakePlexServer::respond_next(const std::string& path, CannedResponse answer) {
  listener_->script().respond_next(path, std::move(answer));
}

void FakePlexServer::respond_always(const std::string& path, CannedResponse answer) {
  listener_->script().respond_always(path, std::move(answer));
}

void FakePlexServer::allow_only_post_for_transient_token() {
  listener_->script().allow_only_post_for_transient_token();
}

void FakePlexServer::advance_clock(std::chrono::seconds by) {
  listener_->script().advance_clock(by);
}

std::vector<std::string> FakePlexServer::pins() const { return listener_->script().pins(); }

void FakePlexServer::approve(const std::string& code, const std::string& token) {
  listener_->script().approve(code, token);
}

std::vector<RecordedRequest> FakePlexServer::requests() const {
  return listener_->script().requests();
}

std::vector<std::string> FakePlexServer::unexpected() const {
  return listener_->script().unexpected();
}

}  // namespace plex::test
