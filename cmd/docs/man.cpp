// SPDX-License-Identifier: MIT
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "cmd/command.hpp"
#include "cmd/docs/docs.hpp"
#include "cmd/help/help.hpp"
#include "cmd/help/topics.hpp"
#include "cmd/options/env.hpp"
#include "cmd/output/exit_code.hpp"

namespace plex::cmd {
namespace {

/// Text for roff in which the dashes of options can be copied as dashes.
std::string roff(std::string_view text) {
  std::string escaped;
  char before = ' ';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool starts_word = before == ' ' || before == '(' || before == '-' || before == '\'';
    if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-' && starts_word) {
      escaped += "\\-";
    } else {
      escaped += c;
    }
    before = c;
  }
  const bool control = escaped.starts_with('.') || escaped.starts_with('\'');
  return control ? "\\&" + escaped : escaped;
}

/// A name for roff in which every dash can be copied as a dash.
std::string roff_name(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    escaped += c == '-' ? "\\-" : std::string(1, c);
  }
  return escaped;
}

std::string tagged(const std::string& tag, std::string_view text) {
  return fmt::format(".TP\n{}\n{}\n", tag, roff(text));
}

std::string option_tag(const Option& option) {
  std::string tag;
  for (const std::string_view name : option.names()) {
    tag += (tag.empty() ? "" : ", ") + fmt::format("\\fB{}\\fR", roff_name(name));
  }
  const std::string value = option.placeholder();
  return value.empty() ? tag : fmt::format("{} \\fI{}\\fR", tag, roff(value));
}

std::string options_text(const Command& command) {
  std::string text;
  if (command.argument) {
    text +=
        tagged(fmt::format("\\fI{}\\fR", roff(command.argument->usage())), command.argument->help);
  }
  std::optional<OptionGroup> group;
  for (const Option& option : command.options) {
    if (option.group != group) {
      group = option.group;
      text += fmt::format(".SS {}\n", title(option.group));
    }
    text += tagged(option_tag(option), option.full_help());
  }
  return text;
}

std::string environment_text() {
  std::string text;
  for (const env::Meaning& row : env::meanings()) {
    text += tagged(fmt::format("\\fB{}\\fR", row.name), row.meaning);
  }
  return text;
}

std::string exit_codes_text() {
  std::string text = fmt::format(".SS 0: {}\nNothing went wrong.\n", exit_class(0));
  int status = 0;
  for (const ExitCode& row : exit_codes()) {
    if (row.status != status) {
      status = row.status;
      text += fmt::format(".SS {}: {}\n", status, roff(exit_class(status)));
    }
    text += tagged(fmt::format("\\fB{}\\fR", row.name), row.meaning);
  }
  return text + ".SS 128+\\fIn\\fR: ended by signal \\fIn\\fR\n130 after Ctrl\\-C.\n";
}

std::string security_text() {
  std::string text;
  for (const Rule& rule : security_rules()) {
    text += fmt::format(".SS {}\n{}\n", rule.title, roff(rule.text));
  }
  return text;
}

}  // namespace

std::vector<ManRegion> man_regions(const Command& root) {
  std::vector<ManRegion> regions = {
      {"plex-environment.7", "ENVIRONMENT", environment_text()},
      {"plex-exit-codes.7", "EXIT CODES", exit_codes_text()},
      {"plex-security.7", "SECURITY", security_text()},
  };
  for (const Command* command : all_commands(root)) {
    regions.push_back({manual_page(*command) + ".1", "OPTIONS", options_text(*command)});
  }
  return regions;
}

std::vector<ManReference> man_references(const Command& root) {
  std::vector<ManReference> references;
  for (const Command* command : all_commands(root)) {
    for (const Command* below : all_commands(*command)) {
      if (below != command && below->commands.empty()) {
        references.push_back({manual_page(*command) + ".1",
                              fmt::format("\n.TP\n.BR {} (1)\n", roff_name(manual_page(*below)))});
      }
    }
  }
  return references;
}

std::string fill_region(const std::string& page, const ManRegion& region) {
  const std::string begin = fmt::format(".\\\" BEGIN {}\n", region.name);
  const std::string end = fmt::format(".\\\" END {}\n", region.name);
  const std::size_t from = page.find(begin);
  const std::size_t to = page.find(end);
  if (from == std::string::npos || to == std::string::npos || to < from) {
    throw std::runtime_error(
        fmt::format("man/{} lacks the markers of {}", region.page, region.name));
  }
  return page.substr(0, from + begin.size()) + region.text + page.substr(to);
}

}  // namespace plex::cmd
