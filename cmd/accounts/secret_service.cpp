// SPDX-License-Identifier: MIT
#include "cmd/accounts/secret_service.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "src/error.hpp"
#ifndef PLEX_WITHOUT_KEYRING
#include "cmd/accounts/secret_service_session.hpp"
#include "src/plex/token.hpp"
#include "src/text/visible.hpp"
#endif

namespace plex::cmd {

#ifdef PLEX_WITHOUT_KEYRING

Keyring secret_service_keyring(const SecretServiceOptions&) {
  const auto refusal = [] {
    return Error(ErrorCode::store_unavailable, "this program was built without a keyring");
  };
  Keyring keyring;
  keyring.probe = [](Milliseconds) { return KeyringState::unavailable; };
  keyring.unlock = [refusal]() -> bool { throw refusal(); };
  keyring.find = [refusal](std::string_view) -> std::optional<Secret> { throw refusal(); };
  keyring.store = [refusal](std::string_view, const Secret&) { throw refusal(); };
  keyring.remove = [refusal](std::string_view) { throw refusal(); };
  return keyring;
}

#else

namespace {

double to_seconds(Milliseconds time) { return std::chrono::duration<double>(time).count(); }

Error locked_error() {
  return {ErrorCode::store_locked, "the keyring is locked",
          "unlock it, for example with the desktop's password tool"};
}

/// The reason of a failure, and what helps.
std::pair<std::string, std::string> explain(const BusError& error, Milliseconds limit) {
  constexpr char start[] = "a keyring, such as GNOME Keyring, must run in this session";
  switch (error.kind) {
    case BusFailure::no_library:
      return {"the library libsystemd.so.0 cannot be loaded", "install libsystemd"};
    case BusFailure::no_bus: return {"there is no message bus", start};
    case BusFailure::bus_refused: return {"the message bus cannot be reached", start};
    case BusFailure::no_service: return {"no keyring is running", start};
    case BusFailure::no_answer:
      return {fmt::format("the keyring did not answer within {:g} s", to_seconds(limit)),
              "see if it asks for something on the screen, or restart it"};
    case BusFailure::lost: return {"the connection to the keyring was lost", "try again"};
    case BusFailure::unexpected_answer: return {"the keyring gave an unexpected answer", ""};
    case BusFailure::error_answer: break;
  }
  return {fmt::format("the keyring reported {}", visible(error.error_name)), ""};
}

/// The functions of the keyring, and the connection that they share.
class SecretServiceKeyring {
 public:
  explicit SecretServiceKeyring(SecretServiceOptions options) : options_(std::move(options)) {}

  KeyringState probe(Milliseconds limit);
  bool unlock();
  std::optional<Secret> find(std::string_view account);
  void store(std::string_view account, const Secret& token);
  void remove(std::string_view account);

 private:
  template <class Work>
  auto attempt(const std::string& what, Work work);
  SecretServiceSession& connect(Milliseconds limit);
  std::string need_default_collection(const std::string& what);

  SecretServiceOptions options_;
  std::optional<SecretServiceSession> service_;
};

/// Does the work within the limit. A BusError becomes an Error, which tells what could not be done.
template <class Work>
auto SecretServiceKeyring::attempt(const std::string& what, Work work) {
  try {
    return work(connect(options_.answer_limit));
  } catch (const BusError& error) {
    if (error.error_name == "org.freedesktop.Secret.Error.IsLocked") {
      throw locked_error();
    }
    // The next call connects again: by then the keyring may have been restarted.
    service_.reset();
    auto [reason, hint] = explain(error, options_.answer_limit);
    throw Error(ErrorCode::store_unavailable, fmt::format("cannot {}: {}", what, reason), hint);
  }
}

/// The connection, which is made first if there is none, and has this time from now on.
SecretServiceSession& SecretServiceKeyring::connect(Milliseconds limit) {
  const Clock::time_point until = Clock::now() + limit;
  if (!service_) {
    service_.emplace(options_.library, until);
  }
  service_->wait_until(until);
  return *service_;
}

/// Throws Error if there is none; `what` could then not be done.
std::string SecretServiceKeyring::need_default_collection(const std::string& what) {
  std::string collection = service_->find_default_collection();
  if (collection.empty()) {
    throw Error(ErrorCode::store_unavailable,
                fmt::format("cannot {}: the keyring has no default collection", what),
                "create one, for example with the desktop's password tool");
  }
  return collection;
}

KeyringState SecretServiceKeyring::probe(Milliseconds limit) {
  try {
    SecretServiceSession& service = connect(limit);
    const std::string collection = service.find_default_collection();
    if (collection.empty()) {
      return KeyringState::no_collection;
    }
    return service.is_locked(collection) ? KeyringState::locked : KeyringState::ready;
  } catch (const BusError& error) {
    service_.reset();
    return error.kind == BusFailure::no_answer ? KeyringState::silent : KeyringState::unavailable;
  }
}

bool SecretServiceKeyring::unlock() {
  const std::string what = "unlock the keyring";
  const std::string prompt = attempt(what, [&](SecretServiceSession& service) {
    std::string shown = service.unlock(need_default_collection(what));
    if (!shown.empty()) {
      service.show_prompt(shown);
    }
    return shown;
  });
  if (prompt.empty()) {
    return true;
  }
  return attempt(what, [&](SecretServiceSession& service) {
    try {
      return service.await_prompt(prompt, Clock::now() + options_.person_limit);
    } catch (const BusError& error) {
      if (error.kind != BusFailure::no_answer) {
        throw;
      }
    }
    // A keyring withdraws the prompts of a program that leaves the bus.
    service_.reset();
    throw Error(ErrorCode::store_locked, fmt::format("the keyring was not unlocked within {:g} s",
                                                     to_seconds(options_.person_limit)));
  });
}

std::optional<Secret> SecretServiceKeyring::find(std::string_view account) {
  return attempt("read the token", [&](SecretServiceSession& service) -> std::optional<Secret> {
    const FoundItems items = service.find_items(account);
    if (items.unlocked.empty()) {
      if (!items.locked.empty()) {
        throw locked_error();
      }
      return std::nullopt;
    }
    Secret token = service.read_secret(service.find_newest(items.unlocked));
    if (!is_token(token.reveal())) {
      throw Error(ErrorCode::store_unreadable, "what the keyring holds is not a valid token",
                  "sign in again");
    }
    return token;
  });
}

void SecretServiceKeyring::store(std::string_view account, const Secret& token) {
  const std::string what = "store the token";
  attempt(what, [&](SecretServiceSession& service) {
    if (!service.create_item(need_default_collection(what), account, token).empty()) {
      throw locked_error();
    }
  });
}

void SecretServiceKeyring::remove(std::string_view account) {
  attempt("remove the token", [&](SecretServiceSession& service) {
    const FoundItems items = service.find_items(account);
    // All or nothing: while any of them is locked, none is lost.
    if (!items.locked.empty()) {
      throw locked_error();
    }
    for (const std::string& item : items.unlocked) {
      if (!service.delete_item(item).empty()) {
        throw locked_error();
      }
    }
  });
}

}  // namespace

Keyring secret_service_keyring(const SecretServiceOptions& options) {
  const auto service = std::make_shared<SecretServiceKeyring>(options);
  Keyring keyring;
  keyring.probe = [service](Milliseconds limit) { return service->probe(limit); };
  keyring.unlock = [service] { return service->unlock(); };
  keyring.find = [service](std::string_view account) { return service->find(account); };
  keyring.store = [service](std::string_view account, const Secret& token) {
    service->store(account, token);
  };
  keyring.remove = [service](std::string_view account) { service->remove(account); };
  return keyring;
}

#endif

}  // namespace plex::cmd
