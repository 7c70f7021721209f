// SPDX-License-Identifier: MIT
//
// Method calls and signals on the message bus of the session (D-Bus), by sd-bus. Its .cpp is the
// only file that includes sd-bus, and libsystemd is loaded when the first bus is opened, so that a
// run that needs no bus does not pay for it. What a keyring is asked is left to secret_service.hpp.
#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "src/deadline.hpp"
#include "src/secret.hpp"

struct sd_bus;
struct sd_bus_message;

namespace plex::cmd {

/// Why a call has no result.
enum class BusFailure {
  /// The library cannot be loaded, or lacks a function.
  no_library,
  /// This process has no message bus.
  no_bus,
  /// There is a message bus, but it does not let this process in.
  bus_refused,
  /// Nothing on the bus has the name that was called, and nothing could be started for it.
  no_service,
  /// The time limit passed.
  no_answer,
  /// The bus or the service went away.
  lost,
  /// The answer does not have the type that it must have.
  unexpected_answer,
  /// The service answered with an error.
  error_answer,
};

struct BusError : std::exception {
  explicit BusError(BusFailure failure, std::string name = {})
      : kind(failure), error_name(std::move(name)) {}
  const char* what() const noexcept override { return "a call on the message bus failed"; }

  BusFailure kind;
  /// The D-Bus name of an error_answer: outside text. Empty for all others.
  std::string error_name;
};

/// The functions of libsystemd that are used here.
struct SdBus;

/// A message that is written and then sent, or that was received and is read, in the order of its
/// signature. Must not outlive the MessageBus that it comes from. Writing throws Error (internal)
/// for text that is not UTF-8 or has a NUL; reading throws BusError (unexpected_answer) for
/// anything but the type that is read.
class BusMessage {
 public:
  /// Takes over `message`.
  BusMessage(const SdBus& library, sd_bus_message* message) : message_(message, {&library}) {}

  /// Has the bytes of the message overwritten when it is freed.
  void mark_sensitive();

  void add_text(const std::string& text);
  void add_path(const std::string& path);
  void add_flag(bool flag);
  void add_bytes(std::string_view bytes);
  /// Opens an array (a), entry (e), structure (r) or variant (v) of these contents.
  void open(char type, const char* contents);
  void close();

  std::string read_text();
  std::string read_path();
  std::vector<std::string> read_paths();
  bool read_flag();
  /// An unsigned number of 64 bits.
  std::uint64_t read_number();
  Secret read_bytes();
  void enter(char type, const char* contents);
  /// Passes over values of these types.
  void skip(const char* types);

  bool is_signal(const char* interface, const char* member) const;
  /// The object that the message comes from or goes to.
  std::string path() const;

 private:
  friend class MessageBus;
  struct Release {
    const SdBus* library;
    void operator()(sd_bus_message* message) const noexcept;
  };
  const SdBus& library() const { return *message_.get_deleter().library; }
  const char* read_string(char type);

  std::unique_ptr<sd_bus_message, Release> message_;
};

/// The method of an object that is called.
struct BusMethod {
  std::string service;
  std::string path;
  std::string interface;
  std::string name;
};

/// A connection to the message bus of the session. One thread uses it.
class MessageBus {
 public:
  /// Loads `library` by its soname and connects. A bus that does not run is not started. Throws
  /// BusError.
  MessageBus(const std::string& library, Clock::time_point until);
  MessageBus(const MessageBus&) = delete;
  MessageBus& operator=(const MessageBus&) = delete;
  ~MessageBus();

  /// A call without arguments, which are added before it is sent.
  BusMessage new_call(const BusMethod& method) const;
  /// Sends the call and waits for its answer. Throws BusError.
  BusMessage call(const BusMessage& message, Clock::time_point until);
  /// Has the bus deliver the signals that match a rule as in the D-Bus specification. Throws
  /// BusError.
  void subscribe(const std::string& rule, Clock::time_point until);
  /// Waits for the next message that is not an answer. Throws BusError.
  BusMessage next_signal(Clock::time_point until);

 private:
  struct Close {
    const SdBus* library;
    void operator()(sd_bus* bus) const noexcept;
  };
  sd_bus_message* advance(Clock::time_point until);

  std::unique_ptr<const SdBus> library_;
  std::unique_ptr<sd_bus, Close> bus_;
};

}  // namespace plex::cmd
