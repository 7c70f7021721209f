// SPDX-License-Identifier: MIT
//
// What the program's own texts tell users to type, wherever in cmd/ they stand.
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/known_names.hpp"
#include "tests/support/programs.hpp"
#include "tests/support/string_literals.hpp"

namespace plex::test {
namespace {

namespace fs = std::filesystem;

std::string read_source(const fs::path& path) {
  std::ostringstream content;
  content << std::ifstream(path).rdbuf();
  return content.str();
}

/// The sources of cmd/, less cmd/docs/, which writes for shells and man: their options are not
/// ours.
std::vector<fs::path> sources_with_texts() {
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(fs::path(source_directory()) / "cmd")) {
    const std::string extension = entry.path().extension();
    if ((extension == ".cpp" || extension == ".hpp") &&
        entry.path().parent_path().filename() != "docs") {
      paths.push_back(entry.path());
    }
  }
  return paths;
}

}  // namespace

TEST_CASE("every option and variable and command that a text of the program names exists") {
  std::size_t texts = 0;
  for (const fs::path& path : sources_with_texts()) {
    CAPTURE(path.string());
    for (const std::string& text : string_literals(read_source(path))) {
      CAPTURE(text);
      CHECK(unknown_names(text) == "");
      ++texts;
    }
  }
  CHECK(texts > 300);
}

}  // namespace plex::test
