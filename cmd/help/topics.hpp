// SPDX-License-Identifier: MIT
//
// Help that does not belong to a single command: what `plex help accounts`, `environment`,
// `exit-codes` and `security` print. The manual pages of the last three are made from the same
// tables.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plex::cmd {

/// A rule that this program keeps: its title and its text.
struct Rule {
  std::string_view title;
  std::string_view text;
};

/// The rules about secrets and the network.
std::vector<Rule> security_rules();

/// The text of a topic; nothing if there is no topic of that name.
std::optional<std::string> topic_text(std::string_view name);

std::vector<std::string> topic_names();

}  // namespace plex::cmd
