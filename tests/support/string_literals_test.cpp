// SPDX-License-Identifier: MIT
#include "tests/support/string_literals.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace plex::test {

TEST_CASE("string literals are found and comments and includes and characters are not") {
  CHECK(string_literals("#include \"cmd/app.hpp\"\n"
                        "// a \"comment\"\n"
                        "f(\"one\", '\"', 60'000, \"\"); /* \"two\" */ g(\"three\");") ==
        std::vector<std::string>{"one", "", "three"});
}

TEST_CASE("string literals that the compiler joins are one") {
  CHECK(string_literals("f(\"a \"\n    \"b\"  // why\n \"c\", \"d\" + \"e\");") ==
        std::vector<std::string>{"a bc", "d", "e"});
}

TEST_CASE("escapes of a string literal do not end it") {
  CHECK(string_literals(R"(f("a \"b\" \\", '\'', "c\n");)") ==
        std::vector<std::string>{"a \"b\" \\", "c\n"});
}

}  // namespace plex::test
