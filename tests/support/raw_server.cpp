// SPDX-License-Identifier: MIT
#include "tests/support/raw_server.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <csignal>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "tests/support/loopback.hpp"
#include "tests/support/raw_connection.hpp"

namespace plex::test {
namespace {

struct ContextDeleter {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using Context = std::unique_ptr<SSL_CTX, ContextDeleter>;

void require(bool done, const char* what) {
  if (!done) {
    std::array<char, 256> reason{};
    ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
    throw std::runtime_error(std::string(what) + ": " + reason.data());
  }
}

Context make_context(const RawTls& tls) {
  require(tls.certificate != nullptr, "a TLS server needs a certificate");
  Context context(SSL_CTX_new(TLS_server_method()));
  require(context != nullptr, "SSL_CTX_new");
  if (tls.min_version != 0 || tls.max_version != 0) {
    // TLS 1.1 signs with SHA-1, which OpenSSL 3 allows on its lowest level only.
    SSL_CTX_set_security_level(context.get(), 0);
    require(SSL_CTX_set_cipher_list(context.get(), "DEFAULT:@SECLEVEL=0") == 1, "ciphers");
    require(SSL_CTX_set_min_proto_version(context.get(), tls.min_version) == 1, "min_version");
    require(SSL_CTX_set_max_proto_version(context.get(), tls.max_version) == 1, "max_version");
  }
  require(SSL_CTX_use_certificate(context.get(), tls.certificate->certificate()) == 1,
          "certificate");
  require(SSL_CTX_use_PrivateKey(context.get(), tls.certificate->key()) == 1, "key");
  for (const Certificate* issuer : tls.chain) {
    require(SSL_CTX_add1_chain_cert(context.get(), issuer->certificate()) == 1, "chain");
  }
  SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE);
  return context;
}

}  // namespace

struct RawServer::State {
  std::vector<Script> scripts;
  Context tls;
  FileDescriptor stop;
  FileDescriptor listener;
  int port = 0;

  std::mutex mutex;
  std::condition_variable changed;
  std::size_t connections = 0;
  std::vector<std::string> requests;

  std::thread acceptor;
  std::vector<std::thread> workers;

  void accept_until_stopped();
  void serve(FileDescriptor socket, const Script& script);
};

void RawServer::State::accept_until_stopped() {
  // Threads started from here inherit the mask.
  sigset_t pipe_signal;
  sigemptyset(&pipe_signal);
  sigaddset(&pipe_signal, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe_signal, nullptr);

  for (;;) {
    std::array<pollfd, 2> ready{{{stop.get(), POLLIN, 0}, {listener.get(), POLLIN, 0}}};
    ::poll(ready.data(), ready.size(), -1);
    if (ready[0].revents != 0) {
      return;
    }
    FileDescriptor socket(
        ::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!socket.is_open()) {
      continue;
    }
    std::size_t number = 0;
    {
      const std::lock_guard lock(mutex);
      number = connections++;
    }
    changed.notify_all();
    const Script& script = scripts[std::min(number, scripts.size() - 1)];
    workers.emplace_back(&State::serve, this, std::move(socket), std::cref(script));
  }
}

void RawServer::State::serve(FileDescriptor socket, const Script& script) {
  RawConnection connection(std::move(socket), stop.get(), tls.get());
  if (!connection.handshake()) {
    connection.close(true);
    return;
  }
  run_script(script, connection, [this](std::string request) {
    {
      const std::lock_guard lock(mutex);
      requests.push_back(std::move(request));
    }
    changed.notify_all();
  });
}

RawServer::RawServer(Script script, RawServerOptions options)
    : RawServer(std::vector<Script>{std::move(script)}, std::move(options)) {}

RawServer::RawServer(std::vector<Script> scripts, RawServerOptions options)
    : state_(std::make_unique<State>()) {
  if (scripts.empty()) {
    throw std::invalid_argument("a RawServer needs a script");
  }
  std::for_each(scripts.begin(), scripts.end(), check_script);
  state_->scripts = std::move(scripts);
  if (options.tls) {
    state_->tls = make_context(*options.tls);
  }
  state_->stop = FileDescriptor(::eventfd(0, EFD_CLOEXEC));
  if (!state_->stop.is_open()) {
    throw_errno("eventfd");
  }
  state_->listener = bind_loopback();
  state_->port = local_port(state_->listener);
  if (::listen(state_->listener.get(), SOMAXCONN) != 0) {
    throw_errno("listen");
  }
  state_->acceptor = std::thread(&State::accept_until_stopped, state_.get());
}

RawServer::~RawServer() {
  ::eventfd_write(state_->stop.get(), 1);
  state_->acceptor.join();
  for (std::thread& worker : state_->workers) {
    worker.join();
  }
}

std::string RawServer::url() const {
  return loopback_url(state_->tls ? "https" : "http", state_->port);
}

int RawServer::port() const { return state_->port; }

std::size_t RawServer::connections() const {
  const std::lock_guard lock(state_->mutex);
  return state_->connections;
}

std::vector<std::string> RawServer::requests() const {
  const std::lock_guard lock(state_->mutex);
  return state_->requests;
}

bool RawServer::wait_for_connections(std::size_t count, std::chrono::milliseconds limit) const {
  std::unique_lock lock(state_->mutex);
  return state_->changed.wait_for(lock, limit, [&] { return state_->connections >= count; });
}

bool RawServer::wait_for_requests(std::size_t count, std::chrono::milliseconds limit) const {
  std::unique_lock lock(state_->mutex);
  return state_->changed.wait_for(lock, limit, [&] { return state_->requests.size() >= count; });
}

std::string ok_json(std::string_view body) {
  return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace plex::test
