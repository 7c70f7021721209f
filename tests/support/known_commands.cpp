// SPDX-License-Identifier: MIT
#include "tests/support/known_commands.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <utility>

#include "cmd/accounts/account_list.hpp"
#include "cmd/app.hpp"
#include "src/http/url.hpp"
#include "src/secret.hpp"
#include "tests/support/temporary_directory.hpp"

namespace plex::test {
namespace {

std::vector<KnownCommand> commands_of_sign_ins() {
  return {{.name = {"auth", "login"},
           .words = {"auth", "login"},
           .service = Service::plex_tv,
           .path = signin_path,
           .requests = 2,
           .takes_token = false,
           .takes_password = true,
           .needs_sign_ins = true,
           .formats = {"table", "json", "tsv"}},
          {.name = {"auth", "logout"},
           .words = {"auth", "logout"},
           .service = Service::plex_tv,
           .path = signout_path,
           .takes_token = false,
           .needs_sign_ins = true,
           .takes_any_success = true,
           .formats = {"table", "json", "tsv"}},
          {.name = {"auth", "status"},
           .words = {"auth", "status"},
           .service = Service::plex_tv,
           .path = user_path,
           .prints_and_fails = true,
           .formats = {"table", "json", "tsv"}},
          {.name = {"auth", "switch"},
           .words = {"auth", "switch", "dana"},
           .service = Service::plex_tv,
           .requests = 0,
           .takes_token = false,
           .needs_sign_ins = true,
           .formats = {"table", "json", "tsv"}}};
}

std::vector<KnownCommand> commands_of_tokens() {
  return {{.name = {"auth", "token"},
           .words = {"auth", "token", "--server", "Attic"},
           .service = Service::plex_tv,
           .path = account_resources_path,
           .formats = {"table", "json", "tsv", "env"}},
          {.name = {"auth", "servers"},
           .words = {"auth", "servers", "Attic"},
           .service = Service::plex_tv,
           .path = account_resources_path,
           .formats = {"table", "json", "tsv", "env"},
           .has_show_token = true},
          {.name = {"auth", "claim-token"},
           .words = {"auth", "claim-token"},
           .service = Service::plex_tv,
           .path = claim_path,
           .formats = {"table", "json", "tsv", "env"}},
          {.name = {"auth", "new-token"},
           .words = {"auth", "new-token", "backup"},
           .service = Service::plex_tv,
           .path = pins_path,
           .requests = 3,
           .prints_token = true,
           .acts_as_new_device = true,
           .formats = {"table", "json", "tsv", "env"}}};
}

std::vector<KnownCommand> first_commands() {
  return {{.name = whoami,
           .words = whoami,
           .service = Service::plex_tv,
           .path = user_path,
           .formats = {"table", "json", "tsv"},
           .has_show_token = true},
          {.name = signin,
           .words = signin,
           .service = Service::plex_tv,
           .path = signin_path,
           .takes_token = false,
           .takes_password = true,
           .prints_token = true,
           .formats = {"table", "json", "tsv", "env"}},
          {.name = transient,
           .words = transient,
           .path = token_path,
           .formats = {"table", "json", "tsv", "env"}},
          {.name = {"auth", "source-info"},
           .words = attic,
           .path = resources_path,
           .formats = {"table", "json", "tsv", "env"}}};
}

/// The file of sign-ins with one account, at that plex.tv and with that token.
Secret one_sign_in(const std::string& plex_tv, const std::string& token) {
  cmd::KeptAccount account;
  account.key = {parse_base_url(plex_tv, "PLEX_TV_URL").text(), "0f3c9a7712bd4e55"};
  account.username = dana_username;
  account.client_identifier = "client-of-the-sign-in";
  account.signed_in_at = "2026-01-02T03:04:05Z";
  account.token = Secret(token);
  cmd::AccountList list;
  list.active = account.key;
  cmd::put_account(list, std::move(account));
  return cmd::format_account_list(list);
}

}  // namespace

std::vector<KnownCommand> every_command() {
  std::vector<KnownCommand> all = first_commands();
  for (std::vector<KnownCommand>& more :
       std::vector{commands_of_sign_ins(), commands_of_tokens()}) {
    std::move(more.begin(), more.end(), std::back_inserter(all));
  }
  return all;
}

std::vector<KnownCommand> every_command_with_requests() {
  std::vector<KnownCommand> all = every_command();
  std::erase_if(all, [](const KnownCommand& each) { return each.requests == 0; });
  return all;
}

void provide_sign_ins(const KnownCommand& command, Variables& environment,
                      const std::filesystem::path& state) {
  if (!command.needs_sign_ins) {
    return;
  }
  const std::filesystem::path directory = state / "plex";
  std::filesystem::create_directories(directory);
  std::filesystem::permissions(directory, std::filesystem::perms::owner_all);
  const std::filesystem::path file = directory / "accounts.json";
  std::filesystem::remove(file);
  if (command.uses_sign_in()) {
    std::ofstream(file)
        << one_sign_in(environment["PLEX_TV_URL"], environment["PLEX_TOKEN"]).reveal();
    std::filesystem::permissions(
        file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }
  environment["XDG_STATE_HOME"] = state;
  environment.erase("PLEX_TOKEN");
}

RunResult run_known(const KnownCommand& command, const Words& more, World world) {
  std::optional<TemporaryDirectory> own;
  if (command.needs_sign_ins) {
    std::string& state = world.environment["XDG_STATE_HOME"];
    if (state.empty()) {
      state = own.emplace().path();
    }
    provide_sign_ins(command, world.environment, std::string(state));
  }
  return run_plex(joined(command.words, more), world);
}

const cmd::Command& command_tree() {
  static const cmd::Command tree = cmd::plex_command();
  return tree;
}

Words words_of(const cmd::Command& command) {
  Words words;
  std::istringstream names(command.full_name);
  for (std::string name; names >> name;) {
    words.push_back(name);
  }
  if (!words.empty()) {
    words.erase(words.begin());
  }
  return words;
}

}  // namespace plex::test
