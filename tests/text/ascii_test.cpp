// SPDX-License-Identifier: MIT
#include "src/text/ascii.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace plex::test {

TEST_CASE("only ASCII letters are put in lower case") {
  CHECK(ascii_lower("HTTPS://Example.ORG:32400/@[`{") == "https://example.org:32400/@[`{");
  CHECK(ascii_lower("AZaz09 İIÄ") == "azaz09 İiÄ");
  CHECK(ascii_lower("") == "");
}

TEST_CASE("control bytes are those below a space and DEL and no others") {
  for (int value = 0; value < 256; ++value) {
    CAPTURE(value);
    const std::string text = {'a', static_cast<char>(value), 'b'};
    CHECK(has_control(text) == (value < 0x20 || value == 0x7F));
  }
  CHECK_FALSE(has_control(""));
}

TEST_CASE("one line end and only one is stripped whether it is LF or CRLF") {
  struct Row {
    std::string_view text;
    std::string_view stripped;
  };
  for (const Row& row : {Row{"a\n", "a"}, Row{"a\r\n", "a"}, Row{"a\n\n", "a\n"}, Row{"a\r", "a\r"},
                         Row{"\n", ""}, Row{"", ""}, Row{"a", "a"}}) {
    CAPTURE(row.text);
    CHECK(strip_line_end(row.text) == row.stripped);
  }
}

}  // namespace plex::test
