// SPDX-License-Identifier: MIT
#include "cmd/help/command_tree.hpp"

#include <algorithm>
#include <array>

#include "cmd/cli11.hpp"
#include "cmd/help/suggestions.hpp"
#include "cmd/options/options.hpp"

namespace plex::cmd {
namespace {

constexpr std::array groups = {option_group::credentials, option_group::server,
                               option_group::output,      option_group::network,
                               option_group::identity,    option_group::general};

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

/// The words of `a|b|c`; none for a value of another kind.
std::vector<std::string> choices(const std::string& value) {
  return value.find('|') == std::string::npos ? std::vector<std::string>() : split(value, '|');
}

OptionEntry describe_option(const CLI::Option& option) {
  OptionEntry entry;
  entry.group = option.get_group();
  for (const std::string& name : option.get_snames()) {
    entry.names.push_back("-" + name);
  }
  for (const std::string& name : option.get_lnames()) {
    entry.names.push_back("--" + name);
  }
  entry.value = option.get_option_text();
  entry.help = option.get_description();
  entry.choices = choices(entry.value);
  return entry;
}

}  // namespace

CommandEntry describe_command_tree(const CLI::App& app) {
  CommandEntry entry;
  entry.name = app.get_name();
  entry.full_name = full_name(app);
  entry.purpose = app.get_description();
  for (const std::string& line : split(app.get_footer(), '\n')) {
    entry.examples.push_back(line.substr(std::min(line.find_first_not_of(' '), line.size())));
  }
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional()) {
      entry.argument =
          option->get_required() ? option->get_name() : "[" + option->get_name() + "...]";
      entry.argument_help = option->get_description();
    } else {
      entry.options.push_back(describe_option(*option));
    }
  }
  const auto place = [](const OptionEntry& option) {
    return std::find(groups.begin(), groups.end(), option.group) - groups.begin();
  };
  std::stable_sort(entry.options.begin(), entry.options.end(),
                   [&](const OptionEntry& a, const OptionEntry& b) { return place(a) < place(b); });
  for (const CLI::App* child : app.get_subcommands({})) {
    entry.commands.push_back(describe_command_tree(*child));
  }
  return entry;
}

}  // namespace plex::cmd
