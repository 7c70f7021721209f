// SPDX-License-Identifier: MIT
#include "cmd/parse/parser.hpp"

#include <algorithm>
#include <exception>
#include <string_view>
#include <utility>
#include <variant>

// App.hpp alone leaves CLI::Formatter and CLI::Config undefined.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "cmd/parse/argument_scan.hpp"
#include "cmd/parse/suggestions.hpp"
#include "src/error.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

/// The list of names in the form of CLI11, in which `!` marks the name that turns a switch off.
std::string names_for_parser(const Option& option) {
  std::string names(option.name);
  if (!option.short_name.empty()) {
    names += fmt::format(",{}", option.short_name);
  }
  if (!option.negation.empty()) {
    names += fmt::format(",!{}", option.negation);
  }
  return names;
}

struct AddTo {
  CLI::App& app;
  const Option& option;

  void operator()(std::monostate) const {
    if (option.name == "--version") {
      app.set_version_flag(names_for_parser(option), "");
      return;
    }
    // CLI11's two flags for help tell the short name from the long one.
    app.set_help_flag(std::string(option.short_name));
    app.set_help_all_flag(std::string(option.name));
  }
  void operator()(bool* target) const {
    app.add_flag(names_for_parser(option), *target)->take_last();
  }
  void operator()(Typed* target) const {
    // Not CLI11's own optional support, which takes an empty value for none.
    app.add_option_function<std::string>(names_for_parser(option),
                                         [target](const std::string& typed) { *target = typed; })
        ->take_last();
  }
  void operator()(std::vector<std::string>* target) const {
    app.add_option(names_for_parser(option), *target)->allow_extra_args(false);
  }
};

void define(CLI::App& app, const Command& command) {
  for (const Option& option : command.options) {
    std::visit(AddTo{app, option}, option.target);
  }
  if (command.argument) {
    const auto add = [&](auto* target) {
      app.add_option(std::string(command.argument->name), *target)
          ->required(command.argument->required());
    };
    std::visit(add, command.argument->target);
  }
  if (command.is_group()) {
    app.require_subcommand(0, 1);
  }
  for (const Command& child : command.commands) {
    define(*app.add_subcommand(child.name, ""), child);
  }
}

const Command& named_command(const CLI::App& app, const Command& command) {
  const auto named = app.get_subcommands();
  return named.empty()
             ? command
             : named_command(*named.front(), *find_command(command, named.front()->get_name()));
}

/// CLI11's own texts are shown only if they cannot hold a value, which may be a secret.
Parsed::Mode run_parser(CLI::App& app, std::vector<std::string> arguments, const Command& root) {
  std::reverse(arguments.begin(), arguments.end());
  const auto usage = [&](std::string what) {
    return Error(ErrorCode::usage, std::move(what), see_help(named_command(app, root)));
  };
  try {
    app.parse(std::move(arguments));
    return Parsed::Mode::run;
  } catch (const CLI::CallForAllHelp&) {
    return Parsed::Mode::full_help;
  } catch (const CLI::CallForHelp&) {
    return Parsed::Mode::short_help;
  } catch (const CLI::CallForVersion&) {
    return Parsed::Mode::version;
  } catch (const CLI::ExtrasError&) {
    throw unknown_argument(named_command(app, root), app.remaining(true));
  } catch (const CLI::RequiredError& error) {
    throw usage(visible(error.what()));
  } catch (const CLI::ArgumentMismatch& error) {
    // CLI11 says `--token: 1 required TEXT missing`.
    const std::string_view text = error.what();
    throw usage(visible(text.substr(0, text.find(':'))) + " needs a value");
  } catch (const CLI::ParseError&) {
    throw usage("a switch has a value other than true or false");
  }
}

void check_choices(const Command& command) {
  for (const Option& option : command.options) {
    const auto* target = std::get_if<Typed*>(&option.target);
    if (option.choices.empty() || target == nullptr || !**target ||
        std::find(option.choices.begin(), option.choices.end(), ***target) !=
            option.choices.end()) {
      continue;
    }
    throw Error(ErrorCode::usage,
                fmt::format("{} must be {} or {}", option.name,
                            fmt::join(option.choices.begin(), option.choices.end() - 1, ", "),
                            option.choices.back()));
  }
}

}  // namespace

Parsed parse(const Command& root, const std::vector<std::string>& arguments) {
  CLI::App app("", root.name);
  define(app, root);
  Parsed parsed;
  parsed.mode = run_parser(app, spell_out_empty_values(root, arguments), root);
  parsed.command = &named_command(app, root);
  if (parsed.mode == Parsed::Mode::run) {
    check_choices(*parsed.command);
  }
  return parsed;
}

std::optional<bool> parse_switch(const std::string& value) {
  try {
    return CLI::detail::to_flag_value(value) > 0;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace plex::cmd
