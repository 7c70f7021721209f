// SPDX-License-Identifier: MIT
#include "cmd/auth/sign_in_result.hpp"

#include <array>
#include <memory>
#include <string_view>

#include <nlohmann/json.hpp>

#include "cmd/accounts/kept_token.hpp"
#include "cmd/accounts/timestamp.hpp"
#include "cmd/output/exit_code.hpp"

namespace plex::cmd {
namespace {

std::string dash_if_empty(const std::string& text) { return text.empty() ? absent : text; }

std::string place_of(const SignIn& sign_in) {
  return sign_in.store ? std::string(name_of(*sign_in.store)) : "";
}

Json sign_in_json(const SignIn& sign_in) {
  Json error = nullptr;
  if (sign_in.error) {
    error = {{"code", exit_code(sign_in.error->code).name}, {"message", sign_in.error->message}};
  }
  return {{"uuid", null_if_empty(sign_in.uuid)},
          {"id", or_null(sign_in.id)},
          {"username", null_if_empty(sign_in.username)},
          {"email", null_if_empty(sign_in.email)},
          {"plexTv", null_if_empty(sign_in.plex_tv)},
          {"store", null_if_empty(place_of(sign_in))},
          {"inUse", sign_in.in_use},
          {"source", sign_in.source},
          {"signedInAt", null_if_empty(sign_in.signed_in_at)},
          {"state", name_of(sign_in.state)},
          {"error", error}};
}

std::string state_text(const SignIn& sign_in) {
  if (sign_in.state == TokenState::unchecked && sign_in.error) {
    return "could not be checked: " + sign_in.error->message;
  }
  return sign_in.state == TokenState::unchecked ? "not checked"
                                                : std::string(name_of(sign_in.state));
}

}  // namespace

SignIn sign_in_of(const KeptAccount& account, bool in_use) {
  return {.uuid = account.key.uuid,
          .id = account.id,
          .username = account.username,
          .email = account.email,
          .name = display_name(account),
          .plex_tv = account.key.plex_tv,
          .store = account.kept_in,
          .in_use = in_use,
          .source = "sign-in",
          .signed_in_at = account.signed_in_at};
}

std::string_view name_of(TokenState state) {
  constexpr std::array<std::string_view, 4> names = {"works", "rejected", "expired", "unchecked"};
  return names.at(static_cast<std::size_t>(state));
}

Result sign_in_result(const SignIn& sign_in) {
  Result result;
  Block block{Block::Kind::fields, {{{"account"}, {dash_if_empty(sign_in.name)}}}};
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) {
      block.rows.push_back({{name}, {value}});
    }
  };
  add("e-mail", sign_in.email);
  add("uuid", sign_in.uuid);
  add("kept in", sign_in.place.empty() ? place_of(sign_in) : sign_in.place);
  add("in use", sign_in.in_use ? "yes" : "no");
  result.table = {std::move(block)};
  result.json = std::make_shared<const Json>(sign_in_json(sign_in));
  result.bare = {sign_in.name};
  return result;
}

Result sign_ins_result(const std::vector<SignIn>& sign_ins) {
  Result result;
  Json list = Json::array();
  Block block{Block::Kind::list,
              {{{"in use"}, {"account"}, {"source"}, {"kept in"}, {"since"}, {"state"}}}};
  result.tsv_from_json = false;
  for (const SignIn& each : sign_ins) {
    list.push_back(sign_in_json(each));
    block.rows.push_back({{each.in_use ? "*" : ""},
                          {dash_if_empty(each.name)},
                          {each.source},
                          {dash_if_empty(place_of(each))},
                          {dash_if_empty(each.signed_in_at.substr(0, 10))},
                          {state_text(each)}});
    result.tsv.push_back({each.in_use ? "true" : "false", each.name, each.uuid, each.source,
                          place_of(each), each.signed_in_at, std::string(name_of(each.state))});
    if (each.in_use && !each.name.empty()) {
      result.bare.push_back(each.name);
    }
  }
  if (!sign_ins.empty()) {
    result.table = {std::move(block)};
  }
  result.json = std::make_shared<const Json>(std::move(list));
  result.may_be_empty = true;
  return result;
}

Result signed_out_result(const std::vector<SignIn>& signed_out) {
  Result result;
  result.tsv_from_json = false;
  result.may_be_empty = true;
  Json list = Json::array();
  Block block{Block::Kind::fields, {}};
  for (const SignIn& each : signed_out) {
    list.push_back(sign_in_json(each));
    block.rows.push_back({{"signed out"}, {each.name}});
    result.tsv.push_back({each.name, each.uuid});
    result.bare.push_back(each.name);
  }
  if (!signed_out.empty()) {
    result.table = {std::move(block)};
  }
  result.json = std::make_shared<const Json>(std::move(list));
  return result;
}

Result code_result(const PendingSignIn& pending) {
  const std::string code(pending.code.reveal());
  const std::string expires = format_timestamp(pending.expires_at);
  Result result;
  result.table = {
      {Block::Kind::fields,
       {{{"code"}, {code}}, {{"url"}, {pending.url, true}}, {{"valid until"}, {expires}}}}};
  result.json = std::make_shared<const Json>(
      Json{{"code", code}, {"url", pending.url}, {"expiresAt", expires}});
  result.bare = {code};
  return result;
}

}  // namespace plex::cmd
