// SPDX-License-Identifier: MIT
#include "cmd/app.hpp"

#include <algorithm>
#include <exception>
#include <string_view>

#include <fmt/format.h>

#include "cmd/accounts/token_choice.hpp"
#include "cmd/commands.hpp"
#include "cmd/console.hpp"
#include "cmd/help/help.hpp"
#include "cmd/help/hints.hpp"
#include "cmd/options/settings.hpp"
#include "cmd/output/error_report.hpp"
#include "cmd/output/exit_code.hpp"
#include "cmd/parse/argument_scan.hpp"
#include "cmd/parse/parser.hpp"
#include "cmd/version.hpp"
#include "src/error.hpp"

namespace plex::cmd {
namespace {

/// Gives every command `--help` and `--version`, and sorts the options by group.
void complete_options(Command& command) {
  std::vector<Option>& options = command.options;
  options.insert(options.begin(), {.name = "--help",
                                   .short_name = "-h",
                                   .help = "print help: -h common options, --help all options",
                                   .common = true});
  options.push_back({.name = "--version",
                     .short_name = "-V",
                     .help = "print the version and exit",
                     .common = command.is_group()});
  std::stable_sort(options.begin(), options.end(),
                   [](const Option& a, const Option& b) { return a.group < b.group; });
  for (Command& child : command.commands) {
    complete_options(child);
  }
}

void print_version(Context& context) {
  context.console.print(fmt::format("plex {}\n{}\n", version, context.library_versions()));
}

void carry_out(const Parsed& parsed, Context& context) {
  switch (parsed.mode) {
    case Parsed::Mode::version: return print_version(context);
    case Parsed::Mode::short_help: return print_help(*parsed.command, HelpLength::common, context);
    case Parsed::Mode::full_help: return print_help(*parsed.command, HelpLength::full, context);
    case Parsed::Mode::run: break;
  }
  if (parsed.command->is_group()) {
    print_help(*parsed.command, HelpLength::full, context);
  } else {
    parsed.command->action(context);
  }
}

bool says_token_is_bad(const Error& error) {
  return error.code == ErrorCode::token_rejected || error.code == ErrorCode::token_expired;
}

int report(Error error, bool json, Context& context) {
  error.message = message_text(error);
  if (says_token_is_bad(error) && !context.token_variable.empty()) {
    error.hint = hint_beyond_variable(context.token_variable, context).value_or(error.hint);
  }
  error.hint = hint_text(error);
  Console& console = context.console;
  if (json) {
    report_json(error, console);
  } else {
    report_text(error, console);
  }
  return exit_code(error.code).status;
}

}  // namespace

Command plex_command(const std::vector<std::string>& arguments) {
  Command plex{.name = "plex",
               .full_name = "plex",
               .purpose = "Plex from the command line: tokens, accounts, addresses",
               .examples = {"plex auth login", "plex auth whoami", "plex help exit-codes"}};
  const bool named = arguments.size() > 1 && arguments[0] == "auth";
  add_commands(plex, {auth_command(named ? std::string_view(arguments[1]) : ""),
                      help_command([] { return plex_command(); })});
  complete_options(plex);
  return plex;
}

int run(const std::vector<std::string>& arguments, Context& context) {
  bool json = false;
  try {
    const Command root = plex_command(arguments);
    const EarlyOptions early = find_early_options(root, arguments);
    json = early.format == "json";
    context.console.set_colors(resolve_colors(early.color, context));
    carry_out(parse(root, arguments), context);
    return 0;
  } catch (const Error& error) {
    return report(error, json, context);
  } catch (const std::exception&) {
    // Its text is a library's, which may quote what it worked on.
    return report(Error(ErrorCode::internal, "internal error", "please report it, without secrets"),
                  json, context);
  }
}

}  // namespace plex::cmd
