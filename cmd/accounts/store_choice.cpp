// SPDX-License-Identifier: MIT
#include "cmd/accounts/store_choice.hpp"

#include <optional>

#include <fmt/format.h>

#include "cmd/accounts/account_store.hpp"
#include "cmd/options/env.hpp"
#include "cmd/options/settings.hpp"
#include "src/error.hpp"

namespace plex::cmd {
namespace {

constexpr Milliseconds probe_limit{1000};
constexpr char use_the_file[] = "keep the token in a file with --store file";

enum class Wanted { automatic, keyring, file };

Wanted wanted_store(const Typed& store, const Context& context) {
  const auto found = resolve(store, "--store", {env::store}, context);
  if (!found || found->value == "auto") {
    return Wanted::automatic;
  }
  if (found->value == "keyring") {
    return Wanted::keyring;
  }
  if (found->value == "file") {
    return Wanted::file;
  }
  throw Error(ErrorCode::usage, fmt::format("{} must be auto, keyring or file", found->source));
}

/// Makes sure that the keyring takes a token. Throws what it is that stands in the way.
void open_keyring(KeyringState state, bool can_ask, Context& context) {
  switch (state) {
    case KeyringState::ready: return;
    case KeyringState::locked:
      if (can_ask) {
        context.console.note("the keyring is locked; answer its prompt to unlock it");
        if (context.keyring.unlock()) {
          return;
        }
      }
      throw Error(ErrorCode::store_locked, "the keyring is locked",
                  fmt::format("unlock it, or {}", use_the_file));
    case KeyringState::silent:
      throw Error(ErrorCode::store_unavailable,
                  fmt::format("the keyring did not answer within {} s", probe_limit.count() / 1000),
                  use_the_file);
    case KeyringState::no_collection:
      throw Error(ErrorCode::store_unavailable, "the keyring has no default collection",
                  use_the_file);
    case KeyringState::unavailable:
      throw Error(ErrorCode::store_unavailable, "there is no keyring here", use_the_file);
  }
}

KeptIn choose_by_keyring(bool can_ask, Context& context) {
  const KeyringState state = context.keyring.probe(probe_limit);
  if (state == KeyringState::unavailable || state == KeyringState::no_collection) {
    return KeptIn::file;
  }
  open_keyring(state, can_ask, context);
  return KeptIn::keyring;
}

}  // namespace

KeptIn choose_store(const Typed& store, bool can_ask, Context& context) {
  const Wanted wanted = wanted_store(store, context);
  const std::optional<KeptIn> recorded = read_accounts(context).store;
  KeptIn place = KeptIn::file;
  if (wanted == Wanted::keyring || (wanted == Wanted::automatic && recorded == KeptIn::keyring)) {
    open_keyring(context.keyring.probe(probe_limit), can_ask, context);
    place = KeptIn::keyring;
  } else if (wanted == Wanted::automatic && !recorded) {
    place = choose_by_keyring(can_ask, context);
  }
  change_accounts(context, [place](AccountList& list) { list.store = place; });
  return place;
}

std::string describe_store(KeptIn place, const Context& context) {
  return place == KeptIn::keyring ? "the keyring"
                                  : fmt::format("the file {}", describe_accounts_file(context));
}

}  // namespace plex::cmd
