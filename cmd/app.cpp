// SPDX-License-Identifier: MIT
#include "cmd/app.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cmd/cli11.hpp"
#include "cmd/help/argument_scan.hpp"
#include "cmd/help/help.hpp"
#include "cmd/help/suggestions.hpp"
#include "cmd/options/settings.hpp"
#include "cmd/output/error_report.hpp"
#include "cmd/output/exit_code.hpp"
#include "cmd/version.hpp"
#include "src/error.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

void add_version_flag(CLI::App& command) {
  command.set_version_flag("-V,--version", "", "print the version and exit")
      ->group(option_group::general);
  command.get_help_ptr()->group(option_group::general);
  for (CLI::App* child : command.get_subcommands({})) {
    add_version_flag(*child);
  }
}

/// The deepest command that was named.
const CLI::App& named_command(const CLI::App& app) {
  const CLI::App* command = &app;
  while (!command->get_subcommands().empty()) {
    command = command->get_subcommands().front();
  }
  return *command;
}

Action print_help_of(const CLI::App& command) {
  return [&command](Context& context) {
    context.console.print(help_text(command, context.console.colors().out));
  };
}

void print_version(Context& context) {
  context.console.print(fmt::format("plex {}\n{}\n", version, context.library_versions()));
}

/// What to do, by the words. The library's own texts are shown only where they cannot hold a value:
/// a value may be a secret.
Action parse(CLI::App& app, std::vector<std::string> words, const Action& selected) {
  std::reverse(words.begin(), words.end());
  try {
    app.parse(std::move(words));
  } catch (const CLI::CallForHelp&) {
    return print_help_of(named_command(app));
  } catch (const CLI::CallForVersion&) {
    return print_version;
  } catch (const CLI::ExtrasError&) {
    throw unknown_word(named_command(app), app.remaining(true));
  } catch (const CLI::RequiredError& error) {
    throw Error(ErrorCode::usage, visible(error.what()), see_help(named_command(app)));
  } catch (const CLI::ArgumentMismatch& error) {
    // The library says `--token: 1 required TEXT missing`.
    const std::string_view text = error.what();
    throw Error(ErrorCode::usage, visible(text.substr(0, text.find(':'))) + " needs a value",
                see_help(named_command(app)));
  } catch (const CLI::ParseError&) {
    throw Error(ErrorCode::usage, "a switch was given a value", see_help(named_command(app)));
  }
  return selected ? selected : print_help_of(named_command(app));
}

int report(const Error& error, bool json, Console& console) {
  if (json) {
    report_json(error, console);
  } else {
    report_text(error, console);
  }
  return exit_code(error.code).status;
}

}  // namespace

std::unique_ptr<CLI::App> build_app(Action& selected, const std::vector<std::string>& words) {
  auto app =
      std::make_unique<CLI::App>("Plex from the command line: tokens, accounts, addresses", "plex");
  app->set_help_flag("-h,--help", "print this help and exit");
  app->require_subcommand(0, 1);
  app->footer(
      "  plex auth signin\n"
      "  plex auth whoami\n"
      "  plex help exit-codes");
  add_auth(*app, selected, words.size() > 1 && words[0] == "auth" ? words[1] : "");
  add_help(*app, selected);
  add_version_flag(*app);
  return app;
}

int run(const std::vector<std::string>& arguments, Context& context) {
  bool json = false;
  try {
    Action selected;
    const std::unique_ptr<CLI::App> app = build_app(selected, arguments);
    ScannedArguments typed = scan_arguments(*app, arguments);
    json = typed.format == "json";
    context.console.set_colors(resolve_colors(typed.color, context));
    parse(*app, std::move(typed.words), selected)(context);
    return 0;
  } catch (const Error& error) {
    return report(error, json, context.console);
  } catch (const std::exception&) {
    // Its text is a library's, which may quote what it worked on.
    return report(Error(ErrorCode::internal, "internal error", "please report it, without secrets"),
                  json, context.console);
  }
}

}  // namespace plex::cmd
