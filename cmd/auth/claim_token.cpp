// SPDX-License-Identifier: MIT
//
// plex auth claim-token: a token with which a new server joins the account.
#include "src/auth/claim_token.hpp"

#include <chrono>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "cmd/accounts/timestamp.hpp"
#include "cmd/commands.hpp"
#include "cmd/options/env.hpp"
#include "cmd/options/options.hpp"
#include "cmd/session.hpp"

namespace plex::cmd {
namespace {

struct ClaimTokenOptions {
  CommonOptions common;
  TokenOptions token;
  PlexTvOptions plex_tv;
};

Result claim_token_result(const Secret& token, std::chrono::system_clock::time_point now) {
  const std::string value(token.reveal());
  const std::string expires =
      format_timestamp(std::chrono::floor<std::chrono::seconds>(now) + auth::claim_token_lifetime);
  Result result;
  result.table = {{Block::Kind::fields,
                   {{{"claim token"}, {value, true}}, {{"valid for"}, {"about 4 minutes"}}}}};
  result.json = std::make_shared<const Json>(Json{{"token", value}, {"expiresAtLatest", expires}});
  result.env = {{env::claim, value}};
  result.bare = {value};
  return result;
}

void run_claim_token(const ClaimTokenOptions& options, Context& context) {
  Session session(options.common, options.plex_tv, context);
  const Secret token = session.read_token(options.token);
  const Secret claim = auth::claim_token(session.make_client(), token);
  session.print(claim_token_result(claim, context.tools.wall_clock()));
}

}  // namespace

Command auth_claim_token_command() {
  auto options = std::make_shared<ClaimTokenOptions>();
  Command command{
      .purpose = "Get a claim token, with which a new server joins the account",
      .examples = {
          "plex auth claim-token",
          "claim=$(plex auth claim-token -q) && docker run -e PLEX_CLAIM=\"$claim\" IMAGE"}};
  add_token_options(command, options->token, "account token");
  add_plex_tv_options(command, options->plex_tv);
  add_common_options(command, options->common, "the claim token", "expiresAtLatest");
  command.action = with_options(options, run_claim_token);
  return command;
}

}  // namespace plex::cmd
