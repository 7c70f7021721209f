// SPDX-License-Identifier: MIT
//
// What a command is: its name, its options and its work, as plain data. The parser, help, the
// manual and the completions are all made from this one definition; how arguments are parsed into
// the targets is cmd/parse/parser.hpp.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace plex::cmd {

struct Context;

/// The work of a command.
using Action = std::function<void(Context&)>;

/// The value of an option as it was typed; nothing when it was not.
using Typed = std::optional<std::string>;

/// The groups of options, in the order in which help shows them.
enum class OptionGroup { credentials, server, output, network, identity, general };

/// The heading of a group.
std::string_view title(OptionGroup group);

/// What a value names, so that completions can offer it: a file, or a kept account.
enum class ValueKind { text, file, account };

/// Where the parser puts what was typed: nowhere (`--help`), a switch, a value of which the last
/// one counts, or a list of values. The target must outlive the command.
using OptionTarget = std::variant<std::monostate, bool*, Typed*, std::vector<std::string>*>;

/// One option of a command. All texts must outlive it; only `help` is owned.
struct Option {
  /// With its dashes: `--token`.
  std::string_view name = {};
  /// `-t`, if there is a short name.
  std::string_view short_name = {};
  /// The name that turns a switch off, if there is one.
  std::string_view negation = {};
  OptionGroup group = OptionGroup::general;
  /// What stands for the value in help: `FILE`; empty for a switch and for one of `choices`.
  std::string_view value = {};
  ValueKind kind = ValueKind::text;
  /// The values that are allowed; empty if any is.
  std::vector<std::string_view> choices = {};
  /// What it does, in a few words, without default and variable.
  std::string help = {};
  /// The value that holds without the option, for a person.
  std::string_view default_value = {};
  /// The environment variable that stands in for the option.
  std::string_view variable = {};
  /// Whether `-h` shows it; `--help` shows all.
  bool common = false;
  OptionTarget target = {};

  bool takes_value() const;
  bool repeatable() const { return std::holds_alternative<std::vector<std::string>*>(target); }
  /// All names, the short one first.
  std::vector<std::string_view> names() const;
  /// What stands for the value: `value`, or the choices with `|` between; empty for a switch.
  std::string placeholder() const;
  /// `help` followed by default and variable: `output format (default: table)`.
  std::string full_help() const;
};

/// The argument of a command that is not an option: one that is required, one that may be left out,
/// or any number.
struct Argument {
  std::string_view name = {};
  std::string_view help = {};
  std::variant<std::string*, Typed*, std::vector<std::string>*> target = {};
  ValueKind kind = ValueKind::text;

  bool required() const { return std::holds_alternative<std::string*>(target); }
  /// As usage lines show it: `SOURCE`, `[NAME]`, `[WORD...]`.
  std::string usage() const;
};

/// A command, or a group of commands, which has no action.
struct Command {
  /// `whoami`
  std::string name = {};
  /// `plex auth whoami`; add_commands() sets it for all but the root.
  std::string full_name = {};
  std::string purpose = {};
  /// One command line each.
  std::vector<std::string_view> examples = {};
  std::optional<Argument> argument = {};
  /// In the order of help.
  std::vector<Option> options = {};
  std::vector<Command> commands = {};
  Action action = {};

  bool is_group() const { return !action; }
};

/// The action that hands the options which the parser filled to `run`, and keeps them alive.
template <class Options>
Action with_options(std::shared_ptr<Options> options, void (*run)(const Options&, Context&)) {
  return [options = std::move(options), run](Context& context) { run(*options, context); };
}

/// Gives `command` these options, after those that it has.
void add_options(Command& command, std::vector<Option> options);

/// Puts `commands` below `parent`, after those that are there, and completes their full names.
void add_commands(Command& parent, std::vector<Command> commands);

/// The command of that name directly below `parent`, or nullptr.
const Command* find_command(const Command& parent, std::string_view name);

/// `root` and all commands below it, in the order of help.
std::vector<const Command*> all_commands(const Command& root);

}  // namespace plex::cmd
