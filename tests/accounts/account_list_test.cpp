// SPDX-License-Identifier: MIT
//
// The list of accounts by itself: what is read of its text and written again, and how accounts are
// found, put in and taken out. Texts that are not a list are in account_list_faults_test.cpp.
#include "cmd/accounts/account_list.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "src/error.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/kept_accounts.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using cmd::AccountList;

std::string text_of(const AccountList& list) {
  return std::string(cmd::format_account_list(list).reveal());
}

std::string rewritten(const std::string& text) { return text_of(cmd::parse_account_list(text)); }

/// The uuids of the accounts that have this name, in order.
Words found(const AccountList& list, std::string_view name) {
  Words uuids;
  for (const cmd::KeptAccount* account : cmd::find_accounts(list, name)) {
    uuids.push_back(account->key.uuid);
  }
  return uuids;
}

Words uuids_of(const AccountList& list) {
  Words uuids;
  for (const cmd::KeptAccount& account : list.accounts) {
    uuids.push_back(account.key.uuid);
  }
  return uuids;
}

}  // namespace

TEST_CASE("a list without accounts is written and read") {
  CHECK(text_of({}) == "{\"version\":1,\"accounts\":[]}\n");
  const AccountList list = cmd::parse_account_list("{\"version\":1,\"accounts\":[]}\n");
  CHECK(list.accounts.empty());
  CHECK_FALSE(list.active);
  CHECK(cmd::active_account(list) == nullptr);
}

TEST_CASE("the place of the last sign-in is written and read, and is keyring or file") {
  for (const std::string place : {"keyring", "file"}) {
    CAPTURE(place);
    const std::string text = "{\"version\":1,\"store\":\"" + place + "\",\"accounts\":[]}\n";
    CHECK(rewritten(text) == text);
    CHECK(name_of(cmd::parse_account_list(text).store.value()) == place);
  }
  CHECK_FALSE(cmd::parse_account_list("{\"version\":1,\"accounts\":[]}").store);
  const Error error = error_of(
      [] { cmd::parse_account_list("{\"version\":1,\"store\":\"cloud\",\"accounts\":[]}"); });
  CHECK(error.code == ErrorCode::store_unreadable);
}

TEST_CASE("all that is kept of an account is read") {
  const AccountList list = cmd::parse_account_list(two_accounts);
  REQUIRE(list.accounts.size() == 2);
  const cmd::KeptAccount& dana = list.accounts[0];
  CHECK(dana.key == cmd::AccountKey{production, "0f3c9a7712bd4e55"});
  CHECK(dana.id == 81230011);
  CHECK(dana.username == "dana");
  CHECK(dana.email == "dana@example.org");
  CHECK(dana.title == "Dana D.");
  CHECK(dana.client_identifier == "7d0c-dana");
  CHECK(dana.method == cmd::SignInMethod::code);
  CHECK(dana.signed_in_at == "2026-11-24T17:20:05Z");
  CHECK(dana.kept_in == cmd::KeptIn::keyring);
  CHECK(dana.token.empty());
  CHECK(list.accounts[1].kept_in == cmd::KeptIn::file);
  CHECK(list.accounts[1].method == cmd::SignInMethod::token);
  CHECK(list.accounts[1].token.reveal() == robins_token);
  CHECK(list.active == dana.key);
  CHECK(cmd::active_account(list) == &dana);
}

TEST_CASE("a list that is read and written again is the same text") {
  CHECK(rewritten(two_accounts) == two_accounts);
}

TEST_CASE("members that this version does not know survive a rewrite") {
  const std::string later =
      R"({"version":1,"accounts":[{"uuid":"u","username":"","email":"","title":"",)"
      R"("plexTv":"https://plex.tv/api/v2","clientIdentifier":"c","method":"password",)"
      R"("signedInAt":"2026-01-02T03:04:05Z","store":"file","token":"kept",)"
      R"("later":{"a":[1,2.5,null],"b":{}},"more":"x"}],"token":"not ours","theme":["dark"]})"
      "\n";
  CHECK(rewritten(later) == later);
  AccountList list = cmd::parse_account_list(later);
  cmd::put_account(list, kept_account("u", "another-token"));
  CHECK(text_of(list).find(R"("later":{"a":[1,2.5,null],"b":{}},"more":"x"}],)") !=
        std::string::npos);
}

TEST_CASE("the base URL of plex.tv is compared in its normal form") {
  const std::string odd = replaced(two_accounts, production, "HTTPS://Plex.TV:443/api/v2/");
  CHECK(rewritten(odd) == two_accounts);
}

TEST_CASE("what plex.tv did not send may be missing or null") {
  const std::string text = replaced(
      replaced(two_accounts, R"("id":81230011,"username":"dana","email":"dana@example.org",)",
               R"("id":null,"username":null,)"),
      R"("title":"robin",)", "");
  const AccountList list = cmd::parse_account_list(text);
  CHECK_FALSE(list.accounts[0].id);
  CHECK(list.accounts[0].username == "");
  CHECK(list.accounts[0].email == "");
  CHECK(list.accounts[1].title == "");
  CHECK(rewritten(rewritten(text)) == rewritten(text));
}

TEST_CASE("a uuid that two plex.tv services gave is told apart by their URL") {
  AccountList list;
  cmd::put_account(list, kept_account("u", "first"));
  cmd::KeptAccount elsewhere = kept_account("u", "second");
  elsewhere.key.plex_tv = "http://127.0.0.1:8080/api/v2";
  const cmd::AccountKey key = elsewhere.key;
  cmd::put_account(list, std::move(elsewhere));
  list.active = key;
  CHECK(text_of(list).starts_with(
      R"({"version":1,"active":"u","activePlexTv":"http://127.0.0.1:8080/api/v2","accounts":[)"));
  const AccountList again = cmd::parse_account_list(text_of(list));
  REQUIRE(cmd::active_account(again) != nullptr);
  CHECK(cmd::active_account(again)->token.reveal() == "second");
}

TEST_CASE("an account is found by user name and e-mail address and id and uuid") {
  const AccountList list = cmd::parse_account_list(two_accounts);
  for (const std::string name :
       {"robin", "Robin@example.org", "rOBIN@EXAMPLE.ORG", "81230022", "3333cccc4444dddd"}) {
    CAPTURE(name);
    CHECK(found(list, name) == Words{"3333cccc4444dddd"});
  }
  for (const std::string name : {"", "Dana D.", "robi", "Robin", "8123002", "3333CCCC4444DDDD"}) {
    CAPTURE(name);
    CHECK(found(list, name).empty());
  }
}

TEST_CASE("all accounts of a name are found and one without a name by no empty one") {
  AccountList list;
  for (const std::string uuid : {"a", "b", "c"}) {
    cmd::KeptAccount account = kept_account(uuid);
    account.username = uuid == "c" ? "" : "twin";
    cmd::put_account(list, std::move(account));
  }
  CHECK(found(list, "twin") == Words{"a", "b"});
  CHECK(found(list, "").empty());
}

TEST_CASE("an account that is put in takes the place of its predecessor or comes last") {
  AccountList list;
  for (const std::string uuid : {"a", "b", "c"}) {
    cmd::put_account(list, kept_account(uuid));
  }
  list.active = list.accounts[1].key;
  cmd::put_account(list, kept_account("b", "newer"));
  CHECK(uuids_of(list) == Words{"a", "b", "c"});
  CHECK(list.accounts[1].token.reveal() == "newer");
  CHECK(cmd::active_account(list) == &list.accounts[1]);
}

TEST_CASE("a hundred accounts can be signed in and not one more") {
  AccountList list;
  for (std::size_t i = 0; i < cmd::max_accounts; ++i) {
    cmd::put_account(list, kept_account("u" + std::to_string(i)));
  }
  CHECK(cmd::parse_account_list(text_of(list)).accounts.size() == cmd::max_accounts);
  cmd::put_account(list, kept_account("u7", "newer"));
  const Error error = error_of([&] { cmd::put_account(list, kept_account("one-more")); });
  CHECK(error.code == ErrorCode::store_unavailable);
  CHECK(error.message == "100 accounts are signed in, and no more can be");
  CHECK(error.hint == "sign out of one with 'plex auth logout'");
  CHECK(list.accounts.size() == cmd::max_accounts);
}

TEST_CASE("an account that is taken out is no longer in use") {
  AccountList list = cmd::parse_account_list(two_accounts);
  CHECK_FALSE(cmd::remove_account(list, {"https://elsewhere.example", "0f3c9a7712bd4e55"}));
  CHECK(cmd::remove_account(list, {production, "3333cccc4444dddd"}));
  CHECK(uuids_of(list) == Words{"0f3c9a7712bd4e55"});
  CHECK(list.active);
  CHECK(cmd::remove_account(list, {production, "0f3c9a7712bd4e55"}));
  CHECK_FALSE(list.active);
  CHECK(text_of(list) == text_of({}));
}

TEST_CASE("an account that was signed in again meanwhile is not taken out") {
  const AccountList seen = cmd::parse_account_list(two_accounts);
  const cmd::KeptAccount& dana = seen.accounts[0];
  const cmd::KeptAccount& robin = seen.accounts[1];
  struct Change {
    std::string from;
    std::string to;
    bool dana_is_removed;
    bool robin_is_removed;
  };
  for (const Change& change : {
           Change{"", "", true, true},
           Change{robins_token, "a-newer-token", true, false},
           Change{"2026-11-24T17:20:05Z", "2026-11-24T17:20:06Z", false, true},
           Change{"7d0c-dana", "9e9e-dana", false, true},
           // The token is what was revoked, however it got there.
           Change{"2026-11-20T08:00:00Z", "2026-11-20T08:00:01Z", true, true},
           Change{R"("keyring")", R"("file","token":"t")", false, true},
           Change{R"("file","token":"kept-token-of-robin")", R"("keyring")", true, false},
       }) {
    CAPTURE(change.to);
    AccountList list = cmd::parse_account_list(
        change.from.empty() ? two_accounts : replaced(two_accounts, change.from, change.to));
    CHECK(cmd::remove_if_same(list, dana) == change.dana_is_removed);
    CHECK(cmd::remove_if_same(list, robin) == change.robin_is_removed);
    CHECK_FALSE(cmd::remove_if_same(list, kept_account("unknown")));
    CHECK(list.accounts.size() ==
          2U - (change.dana_is_removed ? 1U : 0U) - (change.robin_is_removed ? 1U : 0U));
  }
}

}  // namespace plex::test
