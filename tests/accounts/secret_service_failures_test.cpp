// SPDX-License-Identifier: MIT
//
// The keyring functions where there is no keyring, or one that dies, is silent or answers wrongly:
// each its own message, soon, and never "no token".
#include <sys/socket.h>
#include <sys/un.h>

#include <chrono>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cmd/accounts/secret_service.hpp"
#include "src/error.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/file_descriptor.hpp"
#include "tests/support/keyring_world.hpp"
#include "tests/support/temporary_directory.hpp"

namespace plex::test {
namespace {

using std::chrono::steady_clock;

constexpr char account[] = "0f3c9a7712bd4e55";
constexpr char start_one[] = "a keyring, such as GNOME Keyring, must run in this session";

/// A function that fails, what it then says it could not do, and what it calls on the way.
struct Function {
  std::string failed;
  std::function<void(const cmd::Keyring&)> run;
  Words calls;
};

std::vector<Function> functions() {
  return {
      {"cannot read the token",
       [](const cmd::Keyring& keyring) { keyring.find(account); },
       {"SearchItems", "Modified", "OpenSession", "GetSecret"}},
      {"cannot store the token",
       [](const cmd::Keyring& keyring) { keyring.store(account, Secret("new")); },
       {"ReadAlias", "OpenSession", "CreateItem"}},
      {"cannot remove the token",
       [](const cmd::Keyring& keyring) { keyring.remove(account); },
       {"SearchItems", "Delete"}},
      {"cannot unlock the keyring",
       [](const cmd::Keyring& keyring) { keyring.unlock(); },
       {"ReadAlias", "Unlock", "Prompt"}},
  };
}

void check_unavailable(const Error& error, const std::string& message, const std::string& hint) {
  CHECK(error.code == ErrorCode::store_unavailable);
  CHECK(error.message == message);
  CHECK(error.hint == hint);
}

/// All functions fail for this reason, and a probe finds this state.
void check_all_fail(const cmd::Keyring& keyring, const std::string& reason, const std::string& hint,
                    cmd::KeyringState state) {
  for (const Function& function : functions()) {
    CAPTURE(function.failed);
    check_unavailable(error_of([&] { function.run(keyring); }), function.failed + ": " + reason,
                      hint);
  }
  CHECK(keyring.probe(patience) == state);
}

/// What each function says when each of its calls goes wrong.
void check_each_call(KeyringFault fault, const std::string& reason, const std::string& hint,
                     const cmd::SecretServiceOptions& limits = {}) {
  for (const Function& function : functions()) {
    CAPTURE(function.failed);
    for (const std::string& call : function.calls) {
      CAPTURE(call);
      if (call == "Prompt" && fault == KeyringFault::wrong_type) {
        continue;  // its answer has no values; those of its signal are tested apart
      }
      FakeSecretServiceOptions options;
      options.faults[call] = fault;
      options.locked = call == "Prompt";
      KeyringWorld world(options, limits);
      world.service->add_item(plex_item(account, "one"));
      world.service->add_item(plex_item(account, "two"));
      check_unavailable(error_of([&] { function.run(world.keyring); }),
                        function.failed + ": " + reason, hint);
      CHECK(world.service->calls().back() == call);
      CHECK(world.service->unexpected() == Words{});
    }
  }
}

cmd::KeyringState probe_with(const std::string& call, KeyringFault fault, Milliseconds limit) {
  FakeSecretServiceOptions options;
  options.faults[call] = fault;
  KeyringWorld world(options);
  return world.keyring.probe(limit);
}

}  // namespace

TEST_CASE("without the library there is no keyring") {
  for (const std::string library : {"libplex-has-no-such-library.so.0", "libc.so.6"}) {
    CAPTURE(library);
    cmd::SecretServiceOptions options;
    options.library = library;
    KeyringWorld world({}, options);
    check_all_fail(world.keyring, "the library libsystemd.so.0 cannot be loaded",
                   "install libsystemd", cmd::KeyringState::unavailable);
    CHECK(world.service->calls() == Words{});
  }
}

TEST_CASE("without a message bus there is no keyring and no bus is started") {
  const TemporaryDirectory empty;
  PrivateBus stopped;
  stopped.stop();
  struct Row {
    std::optional<std::string> address;
    std::optional<std::string> runtime_directory;
    std::string reason;
  };
  for (const Row& row : {
           Row{{}, {}, "there is no message bus"},
           Row{{}, empty.path(), "there is no message bus"},
           Row{stopped.address(), {}, "there is no message bus"},
           Row{"unix:path=" + (empty.path() / "bus").string(), {}, "there is no message bus"},
           Row{"unix:", {}, "the message bus cannot be reached"},
       }) {
    CAPTURE(row.address.value_or("unset"));
    const ProcessVariable address("DBUS_SESSION_BUS_ADDRESS", row.address);
    const ProcessVariable directory("XDG_RUNTIME_DIR", row.runtime_directory);
    check_all_fail(cmd::secret_service_keyring(), row.reason, start_one,
                   cmd::KeyringState::unavailable);
  }
  CHECK(std::filesystem::is_empty(empty.path()));
}

TEST_CASE("a bus without a keyring has no keyring") {
  KeyringWorld world;
  world.service.reset();
  check_all_fail(world.keyring, "no keyring is running", start_one, cmd::KeyringState::unavailable);
}

TEST_CASE("a bus that ends is a lost connection") {
  KeyringWorld world;
  CHECK(world.keyring.probe(patience) == cmd::KeyringState::ready);
  world.bus.stop();
  check_unavailable(error_of([&] { world.keyring.find(account); }),
                    "cannot read the token: the connection to the keyring was lost", "try again");
  check_all_fail(world.keyring, "there is no message bus", start_one,
                 cmd::KeyringState::unavailable);
}

TEST_CASE("a keyring that dies while it is called is a lost connection") {
  check_each_call(KeyringFault::death, "the connection to the keyring was lost", "try again");
  CHECK(probe_with("ReadAlias", KeyringFault::death, patience) == cmd::KeyringState::unavailable);
  CHECK(probe_with("Locked", KeyringFault::death, patience) == cmd::KeyringState::unavailable);
}

TEST_CASE("a keyring that dies while a person is asked is not waited for") {
  FakeSecretServiceOptions options;
  options.locked = true;
  options.prompt_end = PromptEnd::death;
  KeyringWorld world(options);
  const auto start = steady_clock::now();
  check_unavailable(error_of([&] { world.keyring.unlock(); }),
                    "cannot unlock the keyring: the connection to the keyring was lost",
                    "try again");
  CHECK(steady_clock::now() - start < patience);
}

TEST_CASE("a keyring that is started again is used again") {
  FakeSecretServiceOptions options;
  options.faults["GetSecret"] = KeyringFault::death;
  KeyringWorld world(options);
  world.service->add_item(plex_item(account, "token"));
  static_cast<void>(error_of([&] { world.keyring.find(account); }));
  check_unavailable(error_of([&] { world.keyring.find(account); }),
                    "cannot read the token: no keyring is running", start_one);
  world.service = std::make_unique<FakeSecretService>(world.bus.address());
  world.service->add_item(plex_item(account, "token"));
  CHECK(world.keyring.find(account)->reveal() == "token");
  CHECK(world.service->unexpected() == Words{});
}

TEST_CASE("a keyring that never answers is given up after the limit") {
  cmd::SecretServiceOptions limits;
  limits.answer_limit = Milliseconds(400);
  check_each_call(KeyringFault::silence, "the keyring did not answer within 0.4 s",
                  "see if it asks for something on the screen, or restart it", limits);
}

TEST_CASE("a keyring that never answers holds nobody up for longer than 3 s or the probe's limit") {
  auto start = steady_clock::now();
  CHECK(probe_with("ReadAlias", KeyringFault::silence, Milliseconds(200)) ==
        cmd::KeyringState::silent);
  CHECK(probe_with("Locked", KeyringFault::silence, Milliseconds(200)) ==
        cmd::KeyringState::silent);
  CHECK(steady_clock::now() - start < std::chrono::seconds(3));

  FakeSecretServiceOptions options;
  options.faults["SearchItems"] = KeyringFault::silence;
  KeyringWorld world(options);
  start = steady_clock::now();
  CHECK(error_of([&] { world.keyring.find(account); }).message ==
        "cannot read the token: the keyring did not answer within 3 s");
  CHECK(steady_clock::now() - start >= std::chrono::seconds(3));
  CHECK(steady_clock::now() - start < std::chrono::seconds(4));
}

TEST_CASE("a bus that takes the connection and says nothing is given up after the limit") {
  const TemporaryDirectory directory;
  const std::string path = directory.path() / "bus";
  const FileDescriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  REQUIRE(path.size() < sizeof name.sun_path);
  std::memcpy(name.sun_path, path.c_str(), path.size());
  REQUIRE(::bind(listener.get(), reinterpret_cast<const sockaddr*>(&name), sizeof name) == 0);
  REQUIRE(::listen(listener.get(), 8) == 0);
  const ProcessVariable address("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + path);
  cmd::SecretServiceOptions limits;
  limits.answer_limit = Milliseconds(300);
  const cmd::Keyring keyring = cmd::secret_service_keyring(limits);
  CHECK(keyring.probe(Milliseconds(300)) == cmd::KeyringState::silent);
  check_unavailable(error_of([&] { keyring.find(account); }),
                    "cannot read the token: the keyring did not answer within 0.3 s",
                    "see if it asks for something on the screen, or restart it");
}

TEST_CASE("an answer of the wrong type is an unexpected answer") {
  check_each_call(KeyringFault::wrong_type, "the keyring gave an unexpected answer", "");
  CHECK(probe_with("ReadAlias", KeyringFault::wrong_type, patience) ==
        cmd::KeyringState::unavailable);
  CHECK(probe_with("Locked", KeyringFault::wrong_type, patience) == cmd::KeyringState::unavailable);
  FakeSecretServiceOptions options;
  options.locked = true;
  options.prompt_end = PromptEnd::wrong_type;
  KeyringWorld world(options);
  check_unavailable(error_of([&] { world.keyring.unlock(); }),
                    "cannot unlock the keyring: the keyring gave an unexpected answer", "");
}

TEST_CASE("an error of the keyring is reported by its name and not in its words") {
  check_each_call(KeyringFault::error, "the keyring reported org.example.Error.Unlucky", "");
  CHECK(probe_with("ReadAlias", KeyringFault::error, patience) == cmd::KeyringState::unavailable);
}

TEST_CASE("a keyring without a default collection keeps nothing but can be searched") {
  FakeSecretServiceOptions options;
  options.has_default_collection = false;
  KeyringWorld world(options);
  world.service->add_item(plex_item(account, "token"));
  const std::string hint = "create one, for example with the desktop's password tool";
  check_unavailable(error_of([&] { world.keyring.store(account, Secret("new")); }),
                    "cannot store the token: the keyring has no default collection", hint);
  check_unavailable(error_of([&] { world.keyring.unlock(); }),
                    "cannot unlock the keyring: the keyring has no default collection", hint);
  CHECK(world.keyring.find(account)->reveal() == "token");
  CHECK(world.service->unexpected() == Words{});
}

TEST_CASE("what is kept but is not a token is not used and not shown") {
  for (const std::string& bytes :
       {std::string(), std::string("token\n"), std::string("to ken"), std::string("t\0ken", 5),
        std::string("\xC3\xA9"), repeat("x", 16 * 1024 + 1), repeat("x", 1024 * 1024)}) {
    CAPTURE(bytes.size());
    KeyringWorld world;
    world.service->add_item(plex_item(account, bytes));
    const Error error = error_of([&] { world.keyring.find(account); });
    CHECK(error.code == ErrorCode::store_unreadable);
    CHECK(error.message == "what the keyring holds is not a valid token");
    CHECK(error.hint == "sign in again");
    CHECK(world.service->unexpected() == Words{});
  }
}

TEST_CASE("an account that cannot be written to the bus is not cut short to another") {
  KeyringWorld world;
  world.service->add_item(plex_item("abc", "token"));
  for (const std::string& name : {std::string("abc\0d", 5), std::string("abc\xFF")}) {
    const Error error = error_of([&] { world.keyring.find(name); });
    CHECK(error.code == ErrorCode::internal);
    CHECK(error.message == "a message for the message bus could not be written");
  }
  CHECK(world.service->calls() == Words{});
}

}  // namespace plex::test
