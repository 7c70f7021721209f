// SPDX-License-Identifier: MIT
//
// Help that belongs to no single command: what `plex help environment`, `exit-codes` and `security`
// print. The manual's pages of these names are made of the same tables.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plex::cmd {

/// A rule that this program keeps about secrets and the network, in a few words and in full.
struct SecurityRule {
  std::string_view title;
  std::string_view text;
};

std::vector<SecurityRule> security_rules();

/// The text of a topic, or nothing where there is none of that name.
std::optional<std::string> topic_text(std::string_view name);

std::vector<std::string> topic_names();

}  // namespace plex::cmd
