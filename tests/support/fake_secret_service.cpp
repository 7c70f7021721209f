// SPDX-License-Identifier: MIT
#include "tests/support/fake_secret_service.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <systemd/sd-bus.h>

#include "tests/support/file_descriptor.hpp"
#include "tests/support/patience.hpp"

namespace plex::test {
namespace {

void check(int result) {
  if (result < 0) {
    throw std::runtime_error("the fake keyring cannot use the bus: " + std::to_string(-result));
  }
}

/// The name of the method, or of the property that is read.
std::string read_method(sd_bus_message* call) {
  const std::string method = sd_bus_message_get_member(call);
  const char* interface = nullptr;
  const char* property = nullptr;
  if (method != "Get") {
    return method;
  }
  check(sd_bus_message_read(call, "ss", &interface, &property));
  return property;
}

}  // namespace

struct FakeSecretService::State {
  explicit State(FakeSecretServiceOptions options) : vault(std::move(options)) {}

  void connect(const std::string& address);
  void serve();
  int handle(sd_bus_message* call);

  /// Guards the vault and the lists.
  mutable std::mutex mutex;
  mutable std::condition_variable called;
  FakeVault vault;
  Words calls;
  Words unexpected;

  /// For the thread alone.
  sd_bus* bus = nullptr;
  bool leaves = false;

  /// Its end is closed to stop the thread.
  Pipe stop = make_pipe();
  std::thread thread;
};

void FakeSecretService::State::connect(const std::string& address) {
  check(sd_bus_new(&bus));
  check(sd_bus_set_address(bus, address.c_str()));
  check(sd_bus_set_bus_client(bus, 1));
  check(sd_bus_start(bus));
  const auto handler = [](sd_bus_message* call, void* state, sd_bus_error*) {
    return static_cast<State*>(state)->handle(call);
  };
  check(sd_bus_add_fallback(bus, nullptr, "/org/freedesktop/secrets", handler, this));
  check(sd_bus_request_name(bus, "org.freedesktop.secrets", 0));
}

void FakeSecretService::State::serve() {
  int handled = 0;
  while (!leaves && (handled = sd_bus_process(bus, nullptr)) >= 0) {
    if (handled > 0) {
      continue;
    }
    pollfd waiting[] = {{sd_bus_get_fd(bus), static_cast<short>(sd_bus_get_events(bus)), 0},
                        {stop.read_end.get(), POLLIN, 0}};
    if (::poll(waiting, 2, -1) > 0 && waiting[1].revents != 0) {
      break;
    }
  }
}

int FakeSecretService::State::handle(sd_bus_message* call) {
  const std::lock_guard lock(mutex);
  try {
    const std::string method = read_method(call);
    calls.push_back(method);
    called.notify_all();
    vault.answer(call, method);
    leaves = vault.is_dead();
  } catch (const std::exception& error) {
    unexpected.push_back(calls.back() + ": " + error.what());
    return -EINVAL;
  }
  return 1;
}

FakeSecretService::FakeSecretService(const std::string& address, FakeSecretServiceOptions options)
    : state_(std::make_unique<State>(std::move(options))) {
  std::promise<void> start;
  std::future<void> started = start.get_future();
  // A connection belongs to the thread that makes it.
  state_->thread = std::thread([state = state_.get(), address, start = std::move(start)]() mutable {
    try {
      state->connect(address);
      start.set_value();
      state->serve();
    } catch (...) {
      start.set_exception(std::current_exception());
    }
    sd_bus_flush_close_unref(state->bus);
  });
  try {
    started.get();
  } catch (...) {
    state_->thread.join();
    throw;
  }
}

FakeSecretService::~FakeSecretService() {
  state_->stop.write_end.reset();
  state_->thread.join();
}

void FakeSecretService::add_item(FakeItem item) {
  const std::lock_guard lock(state_->mutex);
  state_->vault.add_item(std::move(item));
}

std::vector<FakeItem> FakeSecretService::items() const {
  const std::lock_guard lock(state_->mutex);
  std::vector<FakeItem> items;
  for (const auto& [path, item] : state_->vault.items()) {
    items.push_back(item);
  }
  return items;
}

Words FakeSecretService::calls() const {
  const std::lock_guard lock(state_->mutex);
  return state_->calls;
}

bool FakeSecretService::wait_for_call(const std::string& method) const {
  std::unique_lock lock(state_->mutex);
  return state_->called.wait_for(lock, patience, [&] {
    return std::find(state_->calls.begin(), state_->calls.end(), method) != state_->calls.end();
  });
}

Words FakeSecretService::unexpected() const {
  const std::lock_guard lock(state_->mutex);
  return state_->unexpected;
}

}  // namespace plex::test
