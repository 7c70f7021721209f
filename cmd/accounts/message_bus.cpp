// SPDX-License-Identifier: MIT
#include "cmd/accounts/message_bus.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>

#include <systemd/sd-bus.h>

#include "src/error.hpp"

namespace plex::cmd {

struct SdBus {
  /// Throws BusError (no_library).
  explicit SdBus(const std::string& soname);

  decltype(&::sd_bus_open_user) open_user = nullptr;
  decltype(&::sd_bus_close_unref) close_unref = nullptr;
  decltype(&::sd_bus_is_ready) is_ready = nullptr;
  decltype(&::sd_bus_call) call = nullptr;
  decltype(&::sd_bus_process) process = nullptr;
  decltype(&::sd_bus_wait) wait = nullptr;
  decltype(&::sd_bus_error_free) error_free = nullptr;
  decltype(&::sd_bus_message_new_method_call) new_method_call = nullptr;
  decltype(&::sd_bus_message_unref) message_unref = nullptr;
  decltype(&::sd_bus_message_sensitive) sensitive = nullptr;
  decltype(&::sd_bus_message_append_basic) append_basic = nullptr;
  decltype(&::sd_bus_message_append_array) append_array = nullptr;
  decltype(&::sd_bus_message_open_container) open_container = nullptr;
  decltype(&::sd_bus_message_close_container) close_container = nullptr;
  decltype(&::sd_bus_message_read_basic) read_basic = nullptr;
  decltype(&::sd_bus_message_read_array) read_array = nullptr;
  decltype(&::sd_bus_message_enter_container) enter_container = nullptr;
  decltype(&::sd_bus_message_exit_container) exit_container = nullptr;
  decltype(&::sd_bus_message_skip) skip = nullptr;
  decltype(&::sd_bus_message_at_end) at_end = nullptr;
  decltype(&::sd_bus_message_is_signal) is_signal = nullptr;
  decltype(&::sd_bus_message_get_path) get_path = nullptr;
};

namespace {

template <class Function>
void look_up(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  if (function == nullptr) {
    throw BusError(BusFailure::no_library);
  }
}

/// Throws Error for a message that could not be written.
void check_written(int result) {
  if (result < 0) {
    throw Error(ErrorCode::internal, "a message for the message bus could not be written");
  }
}

/// Throws BusError for a value that is not there or has another type.
void check_read(int result) {
  if (result <= 0) {
    throw BusError(BusFailure::unexpected_answer);
  }
}

/// What is left until then, in microseconds, at least 1: for some functions 0 means their default.
std::uint64_t microseconds_left(Clock::time_point until) {
  const auto left = std::chrono::ceil<std::chrono::microseconds>(until - Clock::now()).count();
  return static_cast<std::uint64_t>(std::max<std::int64_t>(left, 1));
}

/// The failure that a negative result of connecting means.
BusError connecting_failure(int result) {
  const std::array no_bus = {ENOMEDIUM, ENOENT, ENOTDIR, ECONNREFUSED};
  const bool is_absent = std::find(no_bus.begin(), no_bus.end(), -result) != no_bus.end();
  return BusError(is_absent ? BusFailure::no_bus : BusFailure::bus_refused);
}

/// The failure that a call ended with.
BusError call_failure(int result, const sd_bus_error& error) {
  const std::string name = error.name == nullptr ? "" : error.name;
  constexpr std::string_view prefix = "org.freedesktop.DBus.Error.";
  const std::string_view kind =
      name.starts_with(prefix) ? std::string_view(name).substr(prefix.size()) : std::string_view();
  if (kind == "ServiceUnknown" || kind == "NameHasNoOwner" || kind.starts_with("Spawn.")) {
    return BusError(BusFailure::no_service);
  }
  // The bus says NoReply at once if the service disconnects before it answers.
  if (kind == "NoReply" || kind == "Disconnected" || result == -ECONNRESET || result == -ENOTCONN ||
      result == -EPIPE) {
    return BusError(BusFailure::lost);
  }
  if (kind == "Timeout" || kind == "TimedOut" || result == -ETIMEDOUT) {
    return BusError(BusFailure::no_answer);
  }
  return result == -EBADMSG ? BusError(BusFailure::unexpected_answer)
                            : BusError(BusFailure::error_answer, name);
}

}  // namespace

SdBus::SdBus(const std::string& soname) {
  // It stays loaded: the process ends soon.
  void* library = ::dlopen(soname.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    throw BusError(BusFailure::no_library);
  }
  look_up(library, "sd_bus_open_user", open_user);
  look_up(library, "sd_bus_close_unref", close_unref);
  look_up(library, "sd_bus_is_ready", is_ready);
  look_up(library, "sd_bus_call", call);
  look_up(library, "sd_bus_process", process);
  look_up(library, "sd_bus_wait", wait);
  look_up(library, "sd_bus_error_free", error_free);
  look_up(library, "sd_bus_message_new_method_call", new_method_call);
  look_up(library, "sd_bus_message_unref", message_unref);
  look_up(library, "sd_bus_message_sensitive", sensitive);
  look_up(library, "sd_bus_message_append_basic", append_basic);
  look_up(library, "sd_bus_message_append_array", append_array);
  look_up(library, "sd_bus_message_open_container", open_container);
  look_up(library, "sd_bus_message_close_container", close_container);
  look_up(library, "sd_bus_message_read_basic", read_basic);
  look_up(library, "sd_bus_message_read_array", read_array);
  look_up(library, "sd_bus_message_enter_container", enter_container);
  look_up(library, "sd_bus_message_exit_container", exit_container);
  look_up(library, "sd_bus_message_skip", skip);
  look_up(library, "sd_bus_message_at_end", at_end);
  look_up(library, "sd_bus_message_is_signal", is_signal);
  look_up(library, "sd_bus_message_get_path", get_path);
}

void BusMessage::Release::operator()(sd_bus_message* message) const noexcept {
  library->message_unref(message);
}

void BusMessage::mark_sensitive() { check_written(library().sensitive(message_.get())); }

void BusMessage::add_text(const std::string& text) {
  // As a C string it would end there, and name something else.
  check_written(text.find('\0') == std::string::npos ? 0 : -EINVAL);
  check_written(library().append_basic(message_.get(), SD_BUS_TYPE_STRING, text.c_str()));
}

void BusMessage::add_path(const std::string& path) {
  check_written(library().append_basic(message_.get(), SD_BUS_TYPE_OBJECT_PATH, path.c_str()));
}

void BusMessage::add_flag(bool flag) {
  const int value = flag ? 1 : 0;
  check_written(library().append_basic(message_.get(), SD_BUS_TYPE_BOOLEAN, &value));
}

void BusMessage::add_bytes(std::string_view bytes) {
  check_written(
      library().append_array(message_.get(), SD_BUS_TYPE_BYTE, bytes.data(), bytes.size()));
}

void BusMessage::open(char type, const char* contents) {
  check_written(library().open_container(message_.get(), type, contents));
}

void BusMessage::close() { check_written(library().close_container(message_.get())); }

const char* BusMessage::read_string(char type) {
  const char* text = nullptr;
  check_read(library().read_basic(message_.get(), type, &text));
  return text;
}

std::string BusMessage::read_text() { return read_string(SD_BUS_TYPE_STRING); }

std::string BusMessage::read_path() { return read_string(SD_BUS_TYPE_OBJECT_PATH); }

std::vector<std::string> BusMessage::read_paths() {
  std::vector<std::string> paths;
  enter(SD_BUS_TYPE_ARRAY, "o");
  while (library().at_end(message_.get(), 0) == 0) {
    paths.push_back(read_path());
  }
  check_read(library().exit_container(message_.get()));
  return paths;
}

bool BusMessage::read_flag() {
  int value = 0;
  check_read(library().read_basic(message_.get(), SD_BUS_TYPE_BOOLEAN, &value));
  return value != 0;
}

std::uint64_t BusMessage::read_number() {
  std::uint64_t value = 0;
  check_read(library().read_basic(message_.get(), SD_BUS_TYPE_UINT64, &value));
  return value;
}

Secret BusMessage::read_bytes() {
  const void* bytes = nullptr;
  std::size_t size = 0;
  check_read(library().read_array(message_.get(), SD_BUS_TYPE_BYTE, &bytes, &size));
  return Secret(std::string_view(static_cast<const char*>(bytes), size));
}

void BusMessage::enter(char type, const char* contents) {
  check_read(library().enter_container(message_.get(), type, contents));
}

void BusMessage::skip(const char* types) { check_read(library().skip(message_.get(), types)); }

bool BusMessage::is_signal(const char* interface, const char* member) const {
  return library().is_signal(message_.get(), interface, member) > 0;
}

std::string BusMessage::path() const {
  const char* path = library().get_path(message_.get());
  return path == nullptr ? "" : path;
}

void MessageBus::Close::operator()(sd_bus* bus) const noexcept { library->close_unref(bus); }

MessageBus::MessageBus(const std::string& library, Clock::time_point until)
    : library_(std::make_unique<const SdBus>(library)), bus_(nullptr, {library_.get()}) {
  sd_bus* bus = nullptr;
  const int result = library_->open_user(&bus);
  if (result < 0) {
    throw connecting_failure(result);
  }
  bus_.reset(bus);
  // Left to the first call, this would wait for as long as sd-bus likes.
  while (library_->is_ready(bus) == 0) {
    const BusMessage early(*library_, advance(until));
  }
}

MessageBus::~MessageBus() = default;

BusMessage MessageBus::new_call(const BusMethod& method) const {
  sd_bus_message* message = nullptr;
  check_written(library_->new_method_call(bus_.get(), &message, method.service.c_str(),
                                          method.path.c_str(), method.interface.c_str(),
                                          method.name.c_str()));
  return {*library_, message};
}

BusMessage MessageBus::call(const BusMessage& message, Clock::time_point until) {
  sd_bus_error error{};
  const std::unique_ptr<sd_bus_error, decltype(library_->error_free)> freed(&error,
                                                                            library_->error_free);
  sd_bus_message* answer = nullptr;
  const int result =
      library_->call(bus_.get(), message.message_.get(), microseconds_left(until), &error, &answer);
  if (result < 0) {
    throw call_failure(result, error);
  }
  return {*library_, answer};
}

void MessageBus::subscribe(const std::string& rule, Clock::time_point until) {
  BusMessage message = new_call(
      {"org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "AddMatch"});
  message.add_text(rule);
  call(message, until);
}

BusMessage MessageBus::next_signal(Clock::time_point until) {
  while (true) {
    if (sd_bus_message* message = advance(until); message != nullptr) {
      return {*library_, message};
    }
  }
}

/// Handles one thing that arrived, or waits for it. Returns a message that is nobody's answer.
sd_bus_message* MessageBus::advance(Clock::time_point until) {
  sd_bus_message* message = nullptr;
  const int handled = library_->process(bus_.get(), &message);
  if (handled < 0) {
    throw BusError(BusFailure::lost);
  }
  if (handled == 0) {
    if (Clock::now() >= until) {
      throw BusError(BusFailure::no_answer);
    }
    const int waited = library_->wait(bus_.get(), microseconds_left(until));
    // A signal that does not end the program is nothing to stop for.
    if (waited < 0 && waited != -EINTR) {
      throw BusError(BusFailure::lost);
    }
  }
  return message;
}

}  // namespace plex::cmd
