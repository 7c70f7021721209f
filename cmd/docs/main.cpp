// SPDX-License-Identifier: MIT
//
// The program plex-docs, which is not installed: writes the completions and the generated parts of
// the manual below a directory, or with --check compares them with the files there.
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "cmd/app.hpp"
#include "cmd/command.hpp"
#include "cmd/docs/docs.hpp"

namespace {

namespace fs = std::filesystem;
using Documents = std::map<fs::path, std::string>;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw std::runtime_error(fmt::format("{} is missing", path.string()));
  }
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

Documents make_documents(const plex::cmd::Command& root, const fs::path& directory) {
  const plex::cmd::Command typed = plex::cmd::add_help_words(root);
  Documents documents = {{"completions/plex.bash", plex::cmd::bash_completion(typed)},
                         {"completions/_plex", plex::cmd::zsh_completion(typed)},
                         {"completions/plex.fish", plex::cmd::fish_completion(typed)}};
  for (const plex::cmd::ManRegion& region : plex::cmd::man_regions(root)) {
    const fs::path page = fs::path("man") / region.page;
    documents[page] = plex::cmd::fill_region(read_file(directory / page), region);
  }
  return documents;
}

void write_documents(const Documents& documents, const fs::path& directory) {
  for (const auto& [path, text] : documents) {
    std::ofstream file(directory / path, std::ios::binary);
    file << text << std::flush;
    if (!file) {
      throw std::runtime_error(fmt::format("{} cannot be written", path.string()));
    }
  }
}

/// The number of files that differ.
int check_documents(const Documents& documents, const fs::path& directory) {
  int differing = 0;
  for (const auto& [path, text] : documents) {
    if (read_file(directory / path) != text) {
      std::cerr << path.string() << " differs from the program\n";
      ++differing;
    }
  }
  if (differing > 0) {
    std::cerr << "regenerate with: cmake --build build/test --target update-docs\n";
  }
  return differing;
}

/// The number of commands that the page of their group does not list.
int check_references(const plex::cmd::Command& root, const fs::path& directory) {
  int missing = 0;
  for (const plex::cmd::ManReference& reference : plex::cmd::man_references(root)) {
    if (read_file(directory / "man" / reference.page).find(reference.text) == std::string::npos) {
      std::cerr << "man/" << reference.page << " lacks the lines:" << reference.text;
      ++missing;
    }
  }
  return missing;
}

}  // namespace

int main(int argc, char** argv) {
  const bool check = argc == 3 && std::string_view(argv[1]) == "--check";
  if (argc != 2 && !check) {
    std::cerr << "usage: plex-docs [--check] DIRECTORY\n";
    return 2;
  }
  try {
    const fs::path directory = argv[argc - 1];
    const plex::cmd::Command root = plex::cmd::plex_command();
    const Documents documents = make_documents(root, directory);
    if (check) {
      return check_documents(documents, directory) + check_references(root, directory) == 0 ? 0 : 1;
    }
    write_documents(documents, directory);
  } catch (const std::exception& error) {
    std::cerr << "plex-docs: " << error.what() << "\n";
    return 1;
  }
  return 0;
}
