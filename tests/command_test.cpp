// SPDX-License-Identifier: MIT
#include "cmd/command.hpp"

#include <algorithm>
#include <set>
#include <sstream>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "cmd/app.hpp"
#include "cmd/options/env.hpp"
#include "cmd/options/network_settings.hpp"
#include "cmd/options/settings.hpp"
#include "src/deadline.hpp"
#include "src/http/http.hpp"
#include "src/http/retry.hpp"

namespace plex::test {
namespace {

using cmd::Command;
using cmd::Option;

/// The option of that name of the command `plex auth NAME`.
const Option& option_of(const Command& root, std::string_view command, std::string_view name) {
  const Command& found = *find_command(*find_command(root, "auth"), command);
  return *std::find_if(found.options.begin(), found.options.end(),
                       [&](const Option& each) { return each.name == name; });
}

bool is_documented(std::string_view variable) {
  const auto rows = cmd::env::meanings();
  return std::any_of(rows.begin(), rows.end(), [&](const cmd::env::Meaning& row) {
    return (", " + std::string(row.name) + ",").find(fmt::format(", {},", variable)) !=
           std::string::npos;
  });
}

}  // namespace

TEST_CASE("the defaults that help names are the ones that hold") {
  const Command root = cmd::plex_command();
  const RetryPolicy retry;
  const TransportOptions transport;
  std::ostringstream unused;
  const cmd::Context context{cmd::Console(unused, unused)};
  const auto seconds = [](Milliseconds time) { return fmt::format("{}", time.count() / 1000); };
  const auto milliseconds = [](Milliseconds time) { return fmt::format("{}", time.count()); };
  struct Row {
    std::string_view command;
    std::string_view option;
    std::string value;
  };
  for (const Row& row : {
           Row{"whoami", "--timeout", seconds(cmd::NetworkSettings().timeout)},
           Row{"whoami", "--connect-timeout", seconds(transport.connect_timeout)},
           Row{"whoami", "--retries", fmt::format("{}", retry.retries)},
           Row{"whoami", "--retry-initial-interval", milliseconds(retry.initial_interval)},
           Row{"whoami", "--retry-max-interval", milliseconds(retry.max_interval)},
           Row{"whoami", "--retry-max-elapsed", milliseconds(retry.max_elapsed)},
           Row{"whoami", "--retry-exponent", fmt::format("{}", retry.exponent)},
           Row{"whoami", "--retry-connection-errors", retry.connection_errors ? "on" : "off"},
           Row{"whoami", "--plex-tv-url", resolve_plex_tv({}, context).base.text()},
           Row{"source-info", "--server", resolve_server({}, context).base.text()},
       }) {
    CAPTURE(row.option);
    CHECK(option_of(root, row.command, row.option).default_value == row.value);
  }
}

TEST_CASE("no name stands for two options of a command") {
  const Command root = cmd::plex_command();
  for (const Command* command : all_commands(root)) {
    CAPTURE(command->full_name);
    std::set<std::string_view> names;
    for (const Option& option : command->options) {
      for (const std::string_view name : option.names()) {
        CAPTURE(name);
        CHECK(names.insert(name).second);
      }
    }
  }
}

TEST_CASE("every variable of an option is explained by the topic on the environment") {
  const Command root = cmd::plex_command();
  for (const Command* command : all_commands(root)) {
    CAPTURE(command->full_name);
    for (const Option& option : command->options) {
      CAPTURE(option.name);
      CHECK((option.variable.empty() || is_documented(option.variable)));
    }
  }
}

TEST_CASE("every command says what it is for and shows how it is called") {
  const Command root = cmd::plex_command();
  for (const Command* command : all_commands(root)) {
    CAPTURE(command->full_name);
    CHECK_FALSE(command->purpose.empty());
    CHECK_FALSE(command->purpose.ends_with('.'));
    CHECK_FALSE(command->examples.empty());
    for (const Option& option : command->options) {
      CAPTURE(option.name);
      CHECK_FALSE(option.help.empty());
    }
  }
}

TEST_CASE("the help of an option ends with its default and whether it repeats and its variable") {
  std::vector<std::string> values;
  const Option option{.name = "--x",
                      .value = "X",
                      .help = "does a thing",
                      .default_value = "7",
                      .variable = "PLEX_X",
                      .target = &values};
  CHECK(option.full_help() == "does a thing (default: 7) (repeatable) [PLEX_X]");
  CHECK(option.placeholder() == "X");
}

}  // namespace plex::test
