// SPDX-License-Identifier: MIT
//
// Documents that are made from the tree of commands and from the tables of variables, exit codes
// and rules: completions whole, manual pages between their marks. Used by the program plex-docs
// alone.
#pragma once

#include <string>
#include <vector>

#include "cmd/help/command_tree.hpp"

namespace plex::cmd {

/// `root` with the words that `plex help` takes as if they were commands, for completions.
CommandEntry add_help_words(CommandEntry root);

/// The completion script of one shell; `root` is as add_help_words gives it.
std::string bash_completion(const CommandEntry& root);
std::string zsh_completion(const CommandEntry& root);
std::string fish_completion(const CommandEntry& root);

/// The part of a manual page that is made here.
struct ManRegion {
  /// The page's file name, such as `plex-auth-whoami.1`.
  std::string page;
  /// What stands in the marks: `.\" BEGIN NAME` and `.\" END NAME`.
  std::string name;
  std::string text;
};

/// The regions of all pages: one for each command and one for each table.
std::vector<ManRegion> man_regions(const CommandEntry& root);

/// `page` with the text between the marks of `region` replaced. Throws std::runtime_error where the
/// marks are not there.
std::string fill_region(const std::string& page, const ManRegion& region);

/// What the page of a group of commands must say: the name of a command's own page.
struct ManReference {
  std::string page;
  std::string text;
};
std::vector<ManReference> man_references(const CommandEntry& root);

/// `root` and all commands below it, in the order of help.
std::vector<const CommandEntry*> all_commands(const CommandEntry& root);

}  // namespace plex::cmd
