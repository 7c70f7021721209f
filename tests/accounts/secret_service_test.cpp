// SPDX-License-Identifier: MIT
//
// The keyring functions against a fake keyring that answers as it should: what is kept, found and
// removed, and what a locked keyring does. Keyrings that fail are in
// secret_service_failures_test.cpp.
#include "cmd/accounts/secret_service.hpp"

#include <csignal>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "src/error.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/keyring_world.hpp"
#include "tests/support/process.hpp"
#include "tests/support/programs.hpp"

namespace plex::test {
namespace {

constexpr char dana[] = "0f3c9a7712bd4e55";
constexpr char robin[] = "3333cccc4444dddd";

std::string text_of(const std::optional<Secret>& token) {
  return token ? std::string(token->reveal()) : "none";
}

void check_locked(const Error& error) {
  CHECK(error.code == ErrorCode::store_locked);
  CHECK(error.message == "the keyring is locked");
  CHECK(error.hint == "unlock it, for example with the desktop's password tool");
}

FakeItem changed_at(std::uint64_t time, FakeItem item) {
  item.modified = time;
  return item;
}

FakeItem locked_item(FakeItem item) {
  item.locked = true;
  return item;
}

FakeSecretServiceOptions locked_keyring(PromptEnd end = PromptEnd::confirmed) {
  FakeSecretServiceOptions options;
  options.locked = true;
  options.prompt_end = end;
  return options;
}

}  // namespace

TEST_CASE("a token is kept in an item without a name of a person and found byte for byte") {
  KeyringWorld world;
  std::string all;
  for (char c = 0x21; c < 0x7F; ++c) {
    all += c;
  }
  world.keyring.store(dana, Secret(all));
  CHECK(text_of(world.keyring.find(dana)) == all);
  REQUIRE(world.service->items().size() == 1);
  const FakeItem item = world.service->items()[0];
  CHECK(item.secret == all);
  CHECK(item.label == "Plex token");
  CHECK(item.content_type == "text/plain");
  CHECK(item.attributes ==
        Variables{{"service", "plex"}, {"account", dana}, {"xdg:schema", "tv.plex.cli.Token"}});
  CHECK(world.service->unexpected() == Words{});
}

TEST_CASE("a token of the greatest length is kept and found") {
  KeyringWorld world;
  const std::string longest = repeat("0123456789abcdef", 1024);
  world.keyring.store(dana, Secret(longest));
  CHECK(text_of(world.keyring.find(dana)) == longest);
}

TEST_CASE("a token replaces the one of its account and no other") {
  KeyringWorld world;
  world.keyring.store(dana, Secret("first"));
  world.keyring.store(robin, Secret("other"));
  world.keyring.store(dana, Secret("second"));
  CHECK(world.service->items().size() == 2);
  CHECK(text_of(world.keyring.find(dana)) == "second");
  CHECK(text_of(world.keyring.find(robin)) == "other");
  CHECK(world.service->unexpected() == Words{});
}

TEST_CASE("an account without an item has no token and nothing to remove") {
  KeyringWorld world;
  world.service->add_item(plex_item(robin, "other"));
  CHECK(text_of(world.keyring.find(dana)) == "none");
  world.keyring.remove(dana);
  CHECK(world.service->items().size() == 1);
  CHECK(world.service->unexpected() == Words{});
}

TEST_CASE("removing deletes every item of the account and nothing else") {
  KeyringWorld world;
  world.service->add_item(plex_item(dana, "one"));
  world.service->add_item(plex_item(robin, "other"));
  world.service->add_item(plex_item(dana, "two"));
  FakeItem foreign = plex_item(dana, "foreign");
  foreign.attributes["service"] = "mail";
  world.service->add_item(foreign);
  world.keyring.remove(dana);
  REQUIRE(world.service->items().size() == 2);
  CHECK(world.service->items()[0].secret == "other");
  CHECK(world.service->items()[1].secret == "foreign");
  CHECK(world.service->unexpected() == Words{});
}

TEST_CASE("of several items of an account the one that was changed last is used") {
  struct Row {
    std::vector<std::uint64_t> changes;
    std::string found;
  };
  for (const Row& row :
       {Row{{1, 3, 2}, "token-1"}, Row{{3, 2, 1}, "token-0"}, Row{{1, 2, 3}, "token-2"},
        Row{{2, 2, 1}, "token-0"}, Row{{0, 0, 0}, "token-0"}}) {
    CAPTURE(row.found);
    KeyringWorld world;
    for (std::size_t i = 0; i < row.changes.size(); ++i) {
      world.service->add_item(
          changed_at(row.changes[i], plex_item(dana, "token-" + std::to_string(i))));
    }
    CHECK(text_of(world.keyring.find(dana)) == row.found);
    CHECK(world.service->unexpected() == Words{});
  }
}

TEST_CASE("finding a token opens one session and reads one secret") {
  KeyringWorld world;
  CHECK(text_of(world.keyring.find(dana)) == "none");
  CHECK(world.service->calls() == Words{"SearchItems"});
  world.service->add_item(plex_item(dana, "token"));
  CHECK(text_of(world.keyring.find(dana)) == "token");
  CHECK(text_of(world.keyring.find(dana)) == "token");
  CHECK(world.service->calls() == Words{"SearchItems", "SearchItems", "OpenSession", "GetSecret",
                                        "SearchItems", "GetSecret"});
}

TEST_CASE("a probe says whether the default collection can be used") {
  struct Row {
    FakeSecretServiceOptions options;
    cmd::KeyringState state;
  };
  FakeSecretServiceOptions empty;
  empty.has_default_collection = false;
  for (const Row& row :
       {Row{{}, cmd::KeyringState::ready}, Row{locked_keyring(), cmd::KeyringState::locked},
        Row{empty, cmd::KeyringState::no_collection}}) {
    KeyringWorld world(row.options);
    CHECK(world.keyring.probe(patience) == row.state);
    CHECK(world.service->unexpected() == Words{});
  }
}

TEST_CASE("a locked keyring is an error of its own and loses nothing") {
  KeyringWorld world(locked_keyring());
  world.service->add_item(plex_item(dana, "token"));
  check_locked(error_of([&] { world.keyring.find(dana); }));
  check_locked(error_of([&] { world.keyring.store(dana, Secret("new")); }));
  check_locked(error_of([&] { world.keyring.remove(dana); }));
  CHECK(text_of(world.keyring.find(robin)) == "none");
  REQUIRE(world.service->items().size() == 1);
  CHECK(world.service->items()[0].secret == "token");
  CHECK(world.service->unexpected() == Words{});
}

TEST_CASE("a keyring that answers with the error IsLocked is locked") {
  for (const std::string method : {"SearchItems", "GetSecret", "CreateItem", "Delete"}) {
    CAPTURE(method);
    FakeSecretServiceOptions options;
    options.faults[method] = KeyringFault::error;
    options.error_name = "org.freedesktop.Secret.Error.IsLocked";
    KeyringWorld world(options);
    world.service->add_item(plex_item(dana, "token"));
    check_locked(error_of([&] {
      if (method == "CreateItem") {
        world.keyring.store(dana, Secret("new"));
      } else if (method == "Delete") {
        world.keyring.remove(dana);
      } else {
        world.keyring.find(dana);
      }
    }));
  }
}

TEST_CASE("of a locked and an unlocked item one is found and none is removed") {
  KeyringWorld world;
  world.service->add_item(locked_item(plex_item(dana, "locked")));
  world.service->add_item(plex_item(dana, "open"));
  CHECK(text_of(world.keyring.find(dana)) == "open");
  check_locked(error_of([&] { world.keyring.remove(dana); }));
  CHECK(world.service->items().size() == 2);
  CHECK(world.service->unexpected() == Words{});
}

TEST_CASE("a keyring is unlocked once the person confirms") {
  KeyringWorld world(locked_keyring());
  world.service->add_item(plex_item(dana, "token"));
  CHECK(world.keyring.unlock());
  CHECK(world.keyring.probe(patience) == cmd::KeyringState::ready);
  CHECK(text_of(world.keyring.find(dana)) == "token");
  CHECK(world.keyring.unlock());
  CHECK(world.service->calls() == Words{"ReadAlias", "Unlock", "Prompt", "ReadAlias", "Locked",
                                        "SearchItems", "OpenSession", "GetSecret", "ReadAlias",
                                        "Unlock"});
  CHECK(world.service->unexpected() == Words{});
}

TEST_CASE("a keyring stays locked if the person dismisses the prompt") {
  KeyringWorld world(locked_keyring(PromptEnd::dismissed));
  CHECK_FALSE(world.keyring.unlock());
  CHECK(world.keyring.probe(patience) == cmd::KeyringState::locked);
  CHECK_FALSE(world.keyring.unlock());
  CHECK(world.service->unexpected() == Words{});
}

TEST_CASE("a prompt that nobody answers ends after the limit and the keyring can be used on") {
  cmd::SecretServiceOptions limits;
  limits.person_limit = Milliseconds(300);
  KeyringWorld world(locked_keyring(PromptEnd::never), limits);
  const Error error = error_of([&] { world.keyring.unlock(); });
  CHECK(error.code == ErrorCode::store_locked);
  CHECK(error.message == "the keyring was not unlocked within 0.3 s");
  CHECK(error.hint == "");
  CHECK(world.keyring.probe(patience) == cmd::KeyringState::locked);
  CHECK(world.service->unexpected() == Words{});
}

TEST_CASE("a signal ends the wait for a person as it ends any program") {
  for (const int number : {SIGINT, SIGTERM}) {
    CAPTURE(number);
    KeyringWorld world(locked_keyring(PromptEnd::never));
    ProcessOptions options;
    options.program = keyring_tool();
    options.arguments = {"unlock"};
    options.environment = {{"DBUS_SESSION_BUS_ADDRESS", world.bus.address()}};
    Process process(options);
    REQUIRE(world.service->wait_for_call("Prompt"));
    process.signal(number);
    const ProcessResult result = process.wait();
    CHECK(result.status == 128 + number);
    CHECK(result.out == "");
    CHECK(result.err == "");
  }
}

}  // namespace plex::test
