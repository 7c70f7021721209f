// SPDX-License-Identifier: MIT
//
// In which order sources are asked. The sources that every secret has are tested by what
// commands do with them, in token_input_test.cpp and credentials_test.cpp.
#include "cmd/secrets/secret_input.hpp"

#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/error_of.hpp"

namespace plex::test {
namespace {

using cmd::FoundSecret;
using cmd::SecretSource;

/// A source that notes in `asked` that it was asked, and has `text` if there is any.
SecretSource source(const std::string& name, const std::optional<std::string>& text,
                    std::vector<std::string>& asked) {
  return [&asked, name, text]() -> std::optional<FoundSecret> {
    asked.push_back(name);
    return text ? std::optional(FoundSecret{Secret(*text), name}) : std::nullopt;
  };
}

}  // namespace

TEST_CASE("the first source that has a secret is used and those after it are not asked") {
  std::vector<std::string> asked;
  const auto found = cmd::find_secret(
      {source("option", {}, asked), source("variable", "", asked), source("store", "kept", asked)});
  REQUIRE(found);
  CHECK(found->text.reveal() == "");
  CHECK(found->source == "variable");
  CHECK(asked == std::vector<std::string>{"option", "variable"});
}

TEST_CASE("there is no secret if every source was asked in vain") {
  std::vector<std::string> asked;
  CHECK_FALSE(cmd::find_secret({source("option", {}, asked), source("variable", {}, asked)}));
  CHECK(asked == std::vector<std::string>{"option", "variable"});
  CHECK_FALSE(cmd::find_secret({}));
}

TEST_CASE("a source that fails is an error even if a later source has a secret") {
  std::vector<std::string> asked;
  const SecretSource broken = []() -> std::optional<FoundSecret> {
    throw Error(ErrorCode::file_unreadable, "broken");
  };
  CHECK(error_of([&] {
          cmd::find_secret({broken, source("store", "kept", asked)});
        }).message == "broken");
  CHECK(asked.empty());
}

}  // namespace plex::test
