// SPDX-License-Identifier: MIT
//
// plex auth switch: chooses the account that other commands use.
#include <memory>
#include <string>

#include "cmd/accounts/account_store.hpp"
#include "cmd/accounts/token_choice.hpp"
#include "cmd/auth/sign_in_result.hpp"
#include "cmd/commands.hpp"
#include "cmd/options/options.hpp"
#include "cmd/output/output.hpp"

namespace plex::cmd {
namespace {

struct SwitchOptions {
  OutputOptions output;
  GeneralOptions general;
  std::string account;
};

void run_switch(const SwitchOptions& options, Context& context) {
  const OutputChoice output = choose_output(options.output);
  context.console.set_quiet(options.output.quiet);
  context.console.set_verbose(options.general.verbose);
  // Before the list is locked, for which there may be no place.
  KeptAccount chosen = copy_of(find_named_account(read_accounts(context), options.account));
  change_accounts(context, [&](AccountList& list) {
    chosen = copy_of(find_named_account(list, options.account));
    list.active = chosen.key;
  });
  print(sign_in_result(sign_in_of(chosen, true)), output, context.console);
}

}  // namespace

Command auth_switch_command() {
  constexpr std::string_view formats[] = {"table", "json", "tsv"};
  auto options = std::make_shared<SwitchOptions>();
  Command command{.purpose = "Choose the account that other commands use",
                  .examples = {"plex auth switch robin", "plex auth switch robin@example.org"},
                  .argument = Argument{"ACCOUNT", "user name, e-mail address, id or uuid",
                                       &options->account, ValueKind::account}};
  add_output_options(command, options->output, "the user name", "username", formats);
  add_general_options(command, options->general);
  command.action = with_options(options, run_switch);
  return command;
}

}  // namespace plex::cmd
