// SPDX-License-Identifier: MIT
#include "tests/support/fake_plex_payloads.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace plex::test {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* paying_account = R"json({
  "id": 81230011,
  "uuid": "0f3c9a7712bd4e55",
  "username": "dana",
  "title": "dana",
  "email": "dana@example.org",
  "friendlyName": "Dana Ümlaut 漢",
  "locale": null,
  "confirmed": true,
  "joinedAt": 1400000000,
  "emailOnlyAuth": false,
  "hasPassword": true,
  "protected": true,
  "thumb": "https://plex.example/users/0f3c9a7712bd4e55/avatar?c=1400000001",
  "authToken": "dana-ADMIN-token_001",
  "mailingListStatus": "unsubscribed",
  "mailingListActive": false,
  "scrobbleTypes": "10",
  "country": "NO",
  "pin": "invented-pin-hash-0000",
  "subscription": {
    "active": true,
    "subscribedAt": "2019-04-01T10:20:30Z",
    "status": "Active",
    "paymentService": "invented-payments",
    "plan": "lifetime",
    "features": []
  },
  "subscriptionDescription": "Lifetime Plex Pass",
  "restricted": false,
  "anonymous": null,
  "home": true,
  "guest": false,
  "homeSize": 2,
  "homeAdmin": true,
  "maxHomeSize": 15,
  "rememberExpiresAt": 1790000000,
  "profile": {
    "autoSelectAudio": true,
    "defaultAudioAccessibility": 0,
    "defaultAudioLanguage": "nb",
    "defaultAudioLanguages": null,
    "defaultSubtitleLanguage": null,
    "defaultSubtitleLanguages": null,
    "autoSelectSubtitle": 1,
    "defaultSubtitleAccessibility": 0,
    "defaultSubtitleForced": 1,
    "watchedIndicator": 1,
    "mediaReviewsVisibility": 0,
    "mediaReviewsLanguages": null
  },
  "entitlements": ["all"],
  "roles": ["plexpass"],
  "services": [
    {
      "identifier": "metadata-dev",
      "endpoint": "https://metadata.example/dev",
      "token": "invented-service-token-1",
      "status": "offline"
    },
    {
      "identifier": "uploads",
      "endpoint": "https://uploads.example",
      "token": "invented-service-token-2",
      "secret": "invented-service-secret-2",
      "status": "online"
    },
    {"identifier": "lyrics", "endpoint": "https://lyrics.example", "status": "online"}
  ],
  "adsConsent": null,
  "adsConsentSetAt": null,
  "adsConsentReminderAt": null,
  "experimentalFeatures": false,
  "twoFactorEnabled": false,
  "backupCodesCreated": false,
  "inventedField": {"nested": [1, 2.5, "three", null, true]},
  "inventedNumber": -9007199254740993
})json";

constexpr const char* paying_features = R"json([
  "Android - Dolby Vision", "Android - PiP", "CU Sunset", "HRK_enable_EUR", "adaptive_bitrate",
  "advanced-playback-settings", "album-types", "allow_dvr", "amazon-loop-debug", "boost-voices",
  "camera_upload", "cloudflare-turnstile-required", "collections", "content_filter",
  "download_certificates", "dvr", "federated-auth", "hardware_transcoding", "home", "hwtranscode",
  "imagga-v2", "increase-password-complexity", "invented-feature", "item_clusters", "kevin-bacon",
  "live_tv", "loudness", "lyrics", "music-analysis", "music_videos", "pass", "photos-favorites",
  "premium_music_metadata", "radio", "server-manager", "session_bandwidth_restrictions",
  "shared_server", "sync", "trailers", "tuner-sharing", "type-first", "unsupportedtuners",
  "webhooks"
])json";

constexpr const char* free_features = R"json([
  "adaptive_bitrate", "collections", "federated-auth", "home", "invented-feature", "type-first"
])json";

Json paying() {
  Json account = Json::parse(paying_account);
  account["subscription"]["features"] = Json::parse(paying_features);
  return account;
}

Json free_of_charge() {
  Json account = paying();
  account["friendlyName"] = "";
  account["subscription"] = {{"active", false},      {"subscribedAt", nullptr},
                             {"status", "Inactive"}, {"paymentService", nullptr},
                             {"plan", nullptr},      {"features", Json::parse(free_features)}};
  account["subscriptionDescription"] = nullptr;
  account["home"] = false;
  account["homeAdmin"] = false;
  account["homeSize"] = 1;
  account["protected"] = false;
  account["entitlements"] = Json::array();
  for (const char* absent : {"pin", "roles"}) {
    account.erase(absent);
  }
  return account;
}

void rename(Json& account, const char* username, const char* email, const char* token) {
  account["username"] = username;
  account["title"] = username;
  account["email"] = email;
  account["authToken"] = token;
}

}  // namespace

std::string dana_account() { return paying().dump(); }

std::string frida_account() {
  Json account = free_of_charge();
  rename(account, frida_username, frida_email, frida_token);
  account["id"] = Json::parse(frida_id);
  account["uuid"] = "1111aaaa2222bbbb";
  return account.dump();
}

std::string robin_account() {
  Json account = free_of_charge();
  rename(account, robin_username, robin_email, robin_token);
  account["id"] = 81230022;
  account["uuid"] = "3333cccc4444dddd";
  account["twoFactorEnabled"] = true;
  account["backupCodesCreated"] = true;
  return account.dump();
}

std::string emil_account() {
  Json account = free_of_charge();
  rename(account, emil_username, emil_email, emil_token);
  account["id"] = 81230033;
  account["uuid"] = "5555eeee6666ffff";
  account["emailOnlyAuth"] = true;
  return account.dump();
}

std::string kid_account() {
  Json account = free_of_charge();
  rename(account, "", "", kid_token);
  account["id"] = 81230044;
  account["uuid"] = "7777abab8888cdcd";
  account["title"] = kid_title;
  account["hasPassword"] = false;
  account["restricted"] = true;
  account["home"] = true;
  account["homeSize"] = 2;
  account["mailingListStatus"] = nullptr;
  account["scrobbleTypes"] = "";
  account["rememberExpiresAt"] = nullptr;
  account["services"] = Json::array();
  account["restrictionProfile"] = "little_kid";
  return account.dump();
}

std::string signed_in(std::string_view account) {
  Json document = Json::parse(account);
  document["subscriptions"] = Json::array();
  if (document["subscription"]["active"] == true) {
    document["subscriptions"].push_back({{"id", 4711},
                                         {"mode", "lifetime"},
                                         {"renewsAt", nullptr},
                                         {"endsAt", nullptr},
                                         {"type", "plexpass"},
                                         {"transfer", nullptr},
                                         {"state", "active"}});
  }
  document["pastSubscriptions"] = Json::array();
  document["trials"] = Json::array();
  return document.dump();
}

std::string without_secrets(std::string_view account) {
  Json document = Json::parse(account);
  document.erase("authToken");
  document.erase("pin");
  for (Json& service : document["services"]) {
    service.erase("token");
    service.erase("secret");
  }
  return document.dump();
}

std::string transient_token_json(std::string_view token) {
  return fmt::format(R"({{"MediaContainer":{{"size":0,"token":"{}"}}}})", token);
}

std::string transient_token_xml(std::string_view token) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<MediaContainer size=\"0\" token=\"{}\">\n</MediaContainer>\n",
      token);
}

std::string errors_json(int status, int code, std::string_view message) {
  return fmt::format(R"({{"errors":[{{"code":{},"message":"{}","status":{}}}]}})", code, message,
                     status);
}

std::string errors_xml(int status, int code, std::string_view message) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<errors>\n  <error code=\"{}\" message=\"{}\" status=\"{}\"/>\n</errors>\n",
      code, message, status);
}

}  // namespace plex::test
