// SPDX-License-Identifier: MIT
//
// The sign-in that one run began and another finishes: what is kept of it, which texts are refused,
// and who may remove it.
#include "cmd/accounts/pending_sign_in.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include "src/error.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/file_descriptor.hpp"
#include "tests/support/kept_accounts.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* pending_name = "plex/pending-sign-in.json";

const std::string pending_text =
    R"({"version":1,"plexTv":"https://plex.tv/api/v2","pinId":"1234567890","code":"7RQZ",)"
    R"("clientIdentifier":"7d0c-dana","expiresAt":"2026-01-02T03:19:05Z","store":"keyring",)"
    R"("url":"https://plex.tv/link/?pin=7RQZ"})"
    "\n";

cmd::PendingSignIn pending_sign_in() {
  cmd::PendingSignIn pending;
  pending.plex_tv = production;
  pending.pin_id = Secret(std::string_view("1234567890"));
  pending.code = Secret(std::string_view("7RQZ"));
  pending.client_identifier = "7d0c-dana";
  pending.expires_at = std::chrono::sys_seconds(fixed_now) + std::chrono::minutes(15);
  pending.kept_in = cmd::KeptIn::keyring;
  pending.url = "https://plex.tv/link/?pin=7RQZ";
  return pending;
}

}  // namespace

TEST_CASE("a sign-in that was begun is kept for its owner alone and read again") {
  StoreWorld world;
  CHECK_FALSE(cmd::read_pending_sign_in(world.context));
  cmd::write_pending_sign_in(pending_sign_in(), world.context);
  CHECK(world.home.read_file(pending_name) == pending_text);
  CHECK(mode_of(world.home.path() / pending_name) == 0600);
  CHECK(world.names() == std::set<std::string>{"accounts.lock", "pending-sign-in.json"});
  const auto again = cmd::read_pending_sign_in(world.context);
  REQUIRE(again);
  CHECK(again->plex_tv == production);
  CHECK(again->pin_id.reveal() == "1234567890");
  CHECK(again->code.reveal() == "7RQZ");
  CHECK(again->client_identifier == "7d0c-dana");
  CHECK(again->expires_at == std::chrono::sys_seconds(fixed_now) + std::chrono::minutes(15));
  CHECK(again->kept_in == cmd::KeptIn::keyring);
  CHECK(again->url == "https://plex.tv/link/?pin=7RQZ");
  CHECK(world.err.str() == "");
}

TEST_CASE("the pin id and the code are hidden from the moment that they are read") {
  StoreWorld world;
  world.home.write_file(pending_name, pending_text);
  CHECK(cmd::read_pending_sign_in(world.context));
  world.context.console.note("pins/1234567890 with 7RQZ");
  CHECK(world.err.str() == "plex: note: pins/[redacted] with [redacted]\n");
}

TEST_CASE("a new sign-in takes the place of one that was begun before whatever its file holds") {
  StoreWorld world;
  for (const std::string& before : {replaced(pending_text, "7RQZ", "ABCD"), std::string("{")}) {
    CAPTURE(before);
    world.home.write_file(pending_name, before);
    cmd::write_pending_sign_in(pending_sign_in(), world.context);
    CHECK(world.home.read_file(pending_name) == pending_text);
  }
}

TEST_CASE("a sign-in that is finished is forgotten unless another has taken its place") {
  StoreWorld world;
  cmd::remove_pending_sign_in(pending_sign_in(), world.context);
  world.home.write_file(pending_name, pending_text);
  cmd::remove_pending_sign_in(pending_sign_in(), world.context);
  CHECK(world.names() == std::set<std::string>{"accounts.lock"});
  const std::string other = replaced(pending_text, "1234567890", "1234567891");
  world.home.write_file(pending_name, other);
  cmd::remove_pending_sign_in(pending_sign_in(), world.context);
  CHECK(world.home.read_file(pending_name) == other);
}

TEST_CASE("a file that does not hold a sign-in is refused and left as it is") {
  struct Fault {
    std::string from;
    std::string to;
    std::string reason;
    std::string hint = "begin a new one with 'plex auth login --no-wait'";
  };
  StoreWorld world;
  const std::string path = world.home.path() / pending_name;
  for (const Fault& fault : {
           Fault{"\"version\":1", "\"version\":2", "it was written by a newer plex (version 2)",
                 "update plex"},
           Fault{"https://plex.tv/api", "plex.tv/api",
                 "plexTv is not a URL; write it with http:// or https://"},
           Fault{R"("1234567890")", "1234567890", "pinId is not a string"},
           Fault{"1234567890", "1/2 3", "pinId contains a blank or a character that is not ASCII"},
           Fault{R"("code":"7RQZ",)", "", "code is missing"},
           Fault{"7d0c-dana", "", "clientIdentifier is empty"},
           Fault{"2026-01-02T", "2026-02-30T", "expiresAt is not a time like 2026-01-02T03:04:05Z"},
           Fault{"keyring", "auto", "store is none of keyring, file"},
           Fault{"?pin=", "?\\u001bpin=", "url contains a control character"},
           Fault{"\"url\"", "\"code\":\"x\",\"url\"",
                 "it contains an object with a duplicate name"},
           Fault{"}", "", "it is not valid JSON (at byte 206)"},
           Fault{"}", "}" + repeat(" ", 64 * 1024), "it is larger than 65536 bytes"},
       }) {
    CAPTURE(fault.reason);
    REQUIRE(pending_text.find(fault.from) != std::string::npos);
    const std::string text = replaced(pending_text, fault.from, fault.to);
    world.home.write_file(pending_name, text);
    const Error error = error_of([&] { cmd::read_pending_sign_in(world.context); });
    CHECK(error.code == ErrorCode::store_unreadable);
    CHECK(error.message ==
          "cannot read the sign-in that was begun from " + path + ": " + fault.reason);
    CHECK(error.hint == fault.hint);
    CHECK(error_of([&] { cmd::remove_pending_sign_in(pending_sign_in(), world.context); }).code ==
          ErrorCode::store_unreadable);
    CHECK(world.home.read_file(pending_name) == text);
  }
}

TEST_CASE("a sign-in is neither kept nor forgotten while another process changes the store") {
  StoreWorld world;
  world.home.write_file(pending_name, pending_text);
  const FileDescriptor lock = open_file(world.home.path() / "plex/accounts.lock", O_RDWR | O_CREAT);
  REQUIRE(::flock(lock.get(), LOCK_EX) == 0);
  CHECK(error_of([&] { cmd::write_pending_sign_in(pending_sign_in(), world.context); }).code ==
        ErrorCode::store_busy);
  CHECK(error_of([&] { cmd::remove_pending_sign_in(pending_sign_in(), world.context); }).code ==
        ErrorCode::store_busy);
  CHECK(world.home.read_file(pending_name) == pending_text);
}

TEST_CASE("a sign-in cannot be kept without a state directory") {
  StoreWorld world;
  world.context.environment.clear();
  CHECK_FALSE(cmd::read_pending_sign_in(world.context));
  CHECK(error_of([&] { cmd::write_pending_sign_in(pending_sign_in(), world.context); }).code ==
        ErrorCode::store_unavailable);
}

}  // namespace plex::test
