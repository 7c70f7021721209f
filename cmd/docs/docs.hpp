// SPDX-License-Identifier: MIT
//
// Documents that are generated from the definition of the commands and from the tables of
// variables, exit codes and rules: completions whole, manual pages between their markers. Only the
// program plex-docs and tests use it.
#pragma once

#include <string>
#include <vector>

#include "cmd/command.hpp"

namespace plex::cmd {

/// `root` with the words that `plex help` takes as if they were commands, for completions.
Command add_help_words(Command root);

/// The completion script of one shell; `root` is as add_help_words gives it.
std::string bash_completion(const Command& root);
std::string zsh_completion(const Command& root);
std::string fish_completion(const Command& root);

/// The part of a manual page that is generated.
struct ManRegion {
  /// The page's file name, such as `plex-auth-whoami.1`.
  std::string page;
  /// The name in its markers: `.\" BEGIN NAME` and `.\" END NAME`.
  std::string name;
  std::string text;
};

/// The regions of all pages: one per command and one per table.
std::vector<ManRegion> man_regions(const Command& root);

/// `page` with the text between the markers of `region` replaced. Throws std::runtime_error if the
/// markers are missing.
std::string fill_region(const std::string& page, const ManRegion& region);

/// Lines that the page of a group of commands must have: a command's entry in its list of commands.
struct ManReference {
  std::string page;
  std::string text;
};
std::vector<ManReference> man_references(const Command& root);

}  // namespace plex::cmd
