// SPDX-License-Identifier: MIT
#include "cmd/accounts/pending_sign_in.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "cmd/accounts/stored_file.hpp"
#include "cmd/accounts/stored_json.hpp"
#include "cmd/accounts/timestamp.hpp"
#include "cmd/storage/private_file.hpp"

namespace plex::cmd {
namespace {

constexpr StoredFile pending_file = {"pending-sign-in.json", "the sign-in that was begun",
                                     64 * 1024, "begin a new one with 'plex auth login --no-wait'"};

Secret required_secret(const Json& object, std::string_view name) {
  std::string text = required_word(object, name, "");
  Secret secret{std::string_view(text)};
  wipe(text);
  return secret;
}

void remove_file(const std::filesystem::path& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
    throw FileError(path, std::strerror(errno));
  }
}

}  // namespace

PendingSignIn parse_pending_sign_in(std::string_view text) {
  const StoredDocument document(text, pending_file.limit);
  const Json& json = document.json();
  PendingSignIn pending;
  pending.plex_tv = required_url(json, "plexTv", "");
  pending.pin_id = required_secret(json, "pinId");
  pending.code = required_secret(json, "code");
  pending.client_identifier = required_text(json, "clientIdentifier", "");
  pending.expires_at = *parse_timestamp(required_moment(json, "expiresAt", ""));
  pending.kept_in = static_cast<KeptIn>(required_choice(json, "store", "", kept_in_names));
  pending.url = required_word(json, "url", "");
  return pending;
}

Secret format_pending_sign_in(const PendingSignIn& pending) {
  StoredDocument document;
  Json& json = document.json();
  json["plexTv"] = pending.plex_tv;
  json["pinId"] = pending.pin_id.reveal();
  json["code"] = pending.code.reveal();
  json["clientIdentifier"] = pending.client_identifier;
  json["expiresAt"] = format_timestamp(pending.expires_at);
  json["store"] = name_of(pending.kept_in);
  json["url"] = pending.url;
  return document.format();
}

std::optional<PendingSignIn> read_pending_sign_in(Context& context) {
  std::optional<PendingSignIn> pending = read_stored(pending_file, parse_pending_sign_in, context);
  if (pending) {
    context.console.learn(pending->pin_id.reveal());
    context.console.learn(pending->code.reveal());
  }
  return pending;
}

void write_pending_sign_in(const PendingSignIn& pending, Context& context) {
  change_stored_files(context, [&](const std::filesystem::path& directory) {
    replace_file(directory / pending_file.name, format_pending_sign_in(pending).reveal());
  });
}

void remove_pending_sign_in(const PendingSignIn& pending, Context& context) {
  change_stored_files(context, [&](const std::filesystem::path& directory) {
    const std::optional<PendingSignIn> now = read_pending_sign_in(context);
    if (now && now->pin_id.reveal() == pending.pin_id.reveal()) {
      remove_file(directory / pending_file.name);
    }
  });
}

}  // namespace plex::cmd
