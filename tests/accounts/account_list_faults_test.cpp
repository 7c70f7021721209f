// SPDX-License-Identifier: MIT
//
// Texts that are not a list of accounts: each is refused as a whole, and the message names the
// member and never what it holds.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cmd/accounts/account_list.hpp"
#include "src/error.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/kept_accounts.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

Error fault_in(const std::string& text) {
  return error_of([&] { cmd::parse_account_list(text); });
}

void check_fault(const std::string& text, const std::string& message) {
  CAPTURE(message);
  const Error error = fault_in(text);
  CHECK(error.code == ErrorCode::store_unreadable);
  CHECK(error.message == message);
}

/// The list of two with one piece replaced.
struct Fault {
  std::string from;
  std::string to;
  std::string message;
};

void check_faults(const std::vector<Fault>& faults) {
  for (const Fault& fault : faults) {
    CAPTURE(fault.to);
    REQUIRE(two_accounts.find(fault.from) != std::string::npos);
    check_fault(replaced(two_accounts, fault.from, fault.to), fault.message);
  }
}

}  // namespace

TEST_CASE("a text that is not one JSON object is not a list of accounts") {
  check_fault("", "it is not valid JSON (at byte 1)");
  check_fault("[]", "it is not a JSON object");
  check_fault("null", "it is not a JSON object");
  check_fault(two_accounts + "{}", "it is not valid JSON (at byte 565)");
  check_fault(std::string("{\"version\":1,\"accounts\":[]}\0", 28), "it contains a NUL byte");
  check_fault("{\"version\":1,\"accounts\":[],\"x\":\"\xFF\"}",
              "it is not valid JSON (at byte 33)");
  check_fault("{\"version\":1,\"version\":1,\"accounts\":[]}",
              "it contains an object with a duplicate name");
  check_fault("{\"version\":1,\"accounts\":[],\"x\":" + repeat("[", 64) + repeat("]", 64) + "}",
              "it contains values nested more than 64 deep");
  CHECK_NOTHROW(cmd::parse_account_list("{\"version\":1,\"accounts\":[],\"x\":" + repeat("[", 63) +
                                        repeat("]", 63) + "}"));
}

TEST_CASE("a list of more than 1 MiB is refused") {
  const std::string start = "{\"version\":1,\"accounts\":[]}";
  const std::string most = start + repeat(" ", cmd::max_account_list_bytes - start.size());
  CHECK_NOTHROW(cmd::parse_account_list(most));
  check_fault(most + " ", "it is larger than 1048576 bytes");
}

TEST_CASE("a list of another version is refused whatever it holds") {
  const Error newer = fault_in("{\"version\":2,\"accounts\":{}}");
  CHECK(newer.code == ErrorCode::store_unreadable);
  CHECK(newer.message == "it was written by a newer plex (version 2)");
  CHECK(newer.hint == "update plex");
  check_faults({
      {"\"version\":1,", "", "version is missing"},
      {"\"version\":1,", "\"version\":null,", "version is missing"},
      {"\"version\":1,", "\"version\":0,", "version is not 1"},
      {"\"version\":1,", "\"version\":-1,", "version is not 1"},
      {"\"version\":1,", "\"version\":\"1\",", "version is not a whole number of 64 bits"},
      {"\"version\":1,", "\"version\":1.0,", "version is not a whole number of 64 bits"},
      {"\"version\":1,", "\"version\":true,", "version is not a whole number of 64 bits"},
  });
}

TEST_CASE("a member that is missing or of the wrong kind is named") {
  check_faults({
      {R"("uuid":"0f3c9a7712bd4e55",)", "", "accounts[0].uuid is missing"},
      {R"("uuid":"0f3c9a7712bd4e55",)", R"("uuid":"",)", "accounts[0].uuid is empty"},
      {R"("uuid":"0f3c9a7712bd4e55",)", R"("uuid":7,)", "accounts[0].uuid is not a string"},
      {R"("uuid":"0f3c9a7712bd4e55",)", R"("uuid":"a b",)",
       "accounts[0].uuid contains a blank or a character that is not ASCII"},
      {"81230022", R"("81230022")", "accounts[1].id is not a whole number of 64 bits"},
      {"81230022", "1e3", "accounts[1].id is not a whole number of 64 bits"},
      {"81230022", "9223372036854775808", "accounts[1].id is not a whole number of 64 bits"},
      {R"("robin",)", "[],", "accounts[1].username is not a string"},
      {R"("Robin@example.org")", "{}", "accounts[1].email is not a string"},
      {R"("Dana D.")", "false", "accounts[0].title is not a string"},
      {R"("clientIdentifier":"b1f2-robin",)", "", "accounts[1].clientIdentifier is missing"},
      {"b1f2-robin", R"(a\r\nX-Evil: 1)",
       "accounts[1].clientIdentifier contains a control character"},
      {R"("code")", R"("magic")", "accounts[0].method is none of code, password, token"},
      {"2026-11-24T17:20:05Z", "yesterday",
       "accounts[0].signedInAt is not a time like 2026-01-02T03:04:05Z"},
      {R"("keyring")", R"("cloud")", "accounts[0].store is none of keyring, file"},
      {R"("keyring")", "null", "accounts[0].store is missing"},
  });
}

TEST_CASE("a base URL of plex.tv that is not one is named and not shown") {
  const std::string first_url = R"("Dana D.","plexTv":"https://plex.tv/api/v2")";
  check_faults({
      {first_url, R"("Dana D.")", "accounts[0].plexTv is missing"},
      {first_url, R"("Dana D.","plexTv":"plex.tv")",
       "accounts[0].plexTv is not a URL; write it with http:// or https://"},
      {first_url, R"("Dana D.","plexTv":"https://user:hidden@plex.tv")",
       "accounts[0].plexTv must not hold a user name or password"},
  });
}

TEST_CASE("a token is in the file exactly if the file keeps it") {
  check_faults({
      {R"("keyring")", R"("keyring","token":"t")",
       "accounts[0].token is there although a keyring keeps it"},
      {R"("keyring")", R"("file")", "accounts[0].token is missing"},
      {robins_token, "", "accounts[1].token is empty"},
      {robins_token, "hidden token", "accounts[1].token is not a valid token"},
      {robins_token, "hidden\u00E9", "accounts[1].token is not a valid token"},
      {robins_token, repeat("x", 16 * 1024 + 1), "accounts[1].token is not a valid token"},
  });
}

TEST_CASE("accounts that are not a list of different accounts are refused") {
  check_fault(R"({"version":1})", "accounts is missing");
  check_fault(R"({"version":1,"accounts":{}})", "accounts is not a list");
  check_fault(R"({"version":1,"accounts":[7]})", "accounts[0] is not an object");
  check_fault(R"({"version":1,"accounts":[)" + repeat("0,", 100) + "0]}",
              "accounts has more than 100 entries");
  check_fault(replaced(two_accounts, "3333cccc4444dddd", "0f3c9a7712bd4e55"),
              "accounts[1] is the same account as accounts[0]");
}

TEST_CASE("an account in use that is not one of the list is refused") {
  const std::string active = R"("active":"0f3c9a7712bd4e55")";
  check_faults({
      {active, R"("active":"ffff")", "active is not the uuid of an account"},
      {active, R"("active":"")", "active is empty"},
      {active, R"("active":1)", "active is not a string"},
      {active, active + R"(,"activePlexTv":"https://elsewhere.example")",
       "active is not the uuid of an account"},
      {active, active + R"(,"activePlexTv":1)", "activePlexTv is not a string"},
  });
  const std::string twins = replaced(replaced(two_accounts, "3333cccc4444dddd", "0f3c9a7712bd4e55"),
                                     R"("title":"robin","plexTv":"https://plex.tv/api/v2")",
                                     R"("title":"robin","plexTv":"https://elsewhere.example")");
  check_fault(twins, "active is the uuid of several accounts");
}

}  // namespace plex::test
