// SPDX-License-Identifier: MIT
#include "src/text/redactor.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "src/text/encoding.hpp"

namespace plex::test {
namespace {

using namespace std::string_view_literals;

std::string redacted(std::string_view secret, std::string_view text) {
  Redactor redactor;
  redactor.learn(secret);
  return redactor.redact(text);
}

void check_hidden(std::string_view secret, const std::vector<std::string_view>& forms) {
  for (const std::string_view form : forms) {
    CAPTURE(form);
    CHECK(redacted(secret, form) == "[redacted]");
    CHECK(redacted(secret, "<" + std::string(form) + "> and " + std::string(form)) ==
          "<[redacted]> and [redacted]");
  }
}

/// RFC 4648 section 5, without padding.
std::string url_safe(std::string base64) {
  base64.erase(base64.find_last_not_of('=') + 1);
  for (char& c : base64) {
    c = c == '+' ? '-' : c == '/' ? '_' : c;
  }
  return base64;
}

/// Bytes whose base64 holds `+` and `/` at every alignment.
std::string secret_of(std::size_t size) {
  constexpr std::string_view pattern = "\xFB\xEF\xBE\x3E\x3F\xFF\xFEz~?k>";
  std::string secret;
  while (secret.size() < size) {
    secret += pattern[secret.size() % pattern.size()];
  }
  return secret;
}

}  // namespace

TEST_CASE("a token is hidden as it is and wherever it stands") {
  check_hidden("kJx-7_tokenValue", {"kJx-7_tokenValue"});
  CHECK(redacted("kJx-7_tokenValue", "akJx-7_tokenValuekJx-7_tokenValuez") ==
        "a[redacted][redacted]z");
}

TEST_CASE("a password is hidden in its percent forms") {
  check_hidden("p+a s&s=w/ö%?", {"p+a s&s=w/ö%?", "p%2Ba%20s%26s%3Dw%2F%C3%B6%25%3F",
                                 "p%2ba%20s%26s%3dw%2f%c3%b6%25%3f"});
}

TEST_CASE("a password is hidden in its form encoding") {
  check_hidden("two words+plus", {"two+words%2Bplus"});
}

TEST_CASE("a password is hidden in its JSON forms") {
  check_hidden(R"(a"b\c/d)", {R"(a"b\c/d)", R"(a\"b\\c/d)", R"(a\"b\\c\/d)"});
  check_hidden("a\tb\nc\x01z", {R"(a\tb\nc\u0001z)"});
}

TEST_CASE("the base64 of a secret is hidden whole") {
  check_hidden("kJx-7_tokenValue", {"a0p4LTdfdG9rZW5WYWx1ZQ=="});
  check_hidden("\xFB\xEF\xBE\xFF\xFE?", {"++++//4/", "----__4_"});
  check_hidden("123456", {"MTIzNDU2"});
}

TEST_CASE("the base64 of a secret of any length is hidden whole in both alphabets") {
  for (std::size_t size = shortest_redacted; size < 24; ++size) {
    CAPTURE(size);
    const std::string secret = secret_of(size);
    const std::string base64 = base64_encode(secret);
    CHECK(redacted(secret, base64) == "[redacted]");
    CHECK(redacted(secret, base64.substr(0, base64.find('='))) == "[redacted]");
    CHECK(redacted(secret, url_safe(base64)) == "[redacted]");
  }
}

TEST_CASE("no four base64 characters of a secret are left wherever it stands") {
  for (std::size_t size = shortest_redacted; size < 24; ++size) {
    CAPTURE(size);
    const std::string secret = secret_of(size);
    for (const std::string_view before : {""sv, "u"sv, "u:"sv, "me:"sv, "user:"sv, "m@x.y:"sv}) {
      CAPTURE(before);
      const std::string base64 = base64_encode(std::string(before) + secret + "!tail");
      for (const std::string& text : {base64, url_safe(base64)}) {
        CAPTURE(text);
        const std::string left = redacted(secret, text);
        const std::size_t first = (before.size() * 8 + 5) / 6;
        const std::size_t end = (before.size() + size) * 8 / 6;
        for (std::size_t at = first; at + 4 <= end; ++at) {
          CAPTURE(at);
          CHECK(left.find(text.substr(at, 4)) == std::string::npos);
        }
      }
    }
  }
}

TEST_CASE("the base64 of user and password does not show the end of the password") {
  for (std::size_t size = shortest_redacted; size < 24; ++size) {
    CAPTURE(size);
    const std::string secret = secret_of(size);
    for (const std::string_view user : {"u:"sv, "me:"sv, "you:"sv}) {
      CAPTURE(user);
      const std::string base64 = base64_encode(std::string(user) + secret);
      for (const std::string& text : {base64, url_safe(base64)}) {
        CAPTURE(text);
        const std::string left = redacted(secret, text);
        CHECK(left.substr(0, left.find_last_not_of('=') + 1).ends_with("[redacted]"));
      }
    }
  }
}

TEST_CASE("when secrets overlap nothing of either is left") {
  Redactor redactor;
  redactor.learn("abcd");
  redactor.learn("abcdefgh");
  redactor.learn("efgh");
  redactor.learn("ghij");
  CHECK(redactor.redact("abcdefgh abcd efgh abcdef") ==
        "[redacted] [redacted] [redacted] [redacted]ef");
  CHECK(redactor.redact("abcdefghij xefghijx abcdghij") ==
        "[redacted] x[redacted]x [redacted][redacted]");
  redactor.learn("xyxy");
  CHECK(redactor.redact("xyxyxy!") == "[redacted]!");
  Redactor other_order;
  other_order.learn("abcdefgh");
  other_order.learn("cdef");
  CHECK(other_order.redact("abcdefgh cdef") == "[redacted] [redacted]");
}

TEST_CASE("a secret within another form is hidden without the rest of that form") {
  Redactor redactor;
  redactor.learn("user:pass word");
  redactor.learn("pass word");
  CHECK(redactor.redact("user:pass word, pass%20word, user%3Apass+word") ==
        "[redacted], [redacted], [redacted]");
}

TEST_CASE("a secret that looks like the redaction mark changes no mark") {
  Redactor redactor;
  redactor.learn("hunter2-hunter2");
  redactor.learn("redacted");
  redactor.learn("[red");
  CHECK(redactor.redact("redacted, x hunter2-hunter2 y, [redacted]") ==
        "[redacted], x [redacted] y, [redacted]]");
}

TEST_CASE("secrets shorter than four bytes are not searched for") {
  Redactor redactor;
  redactor.learn("");
  redactor.learn("abc");
  redactor.learn("   ");
  CHECK(redactor.redact("abc   YWJj %20%20%20") == "abc   YWJj %20%20%20");
  redactor.learn("abcd");
  CHECK(redactor.redact("abcd YWJjZA==") == "[redacted] [redacted]");
}

TEST_CASE("text without a secret stays byte for byte as it is") {
  const std::string_view text = "plain \x1B \xFF \0 text"sv;
  CHECK(Redactor().redact(text) == text);
  CHECK(redacted("kJx-7_tokenValue", text) == text);
  CHECK(redacted("kJx-7_tokenValue", "") == "");
  CHECK(redacted("kJx-7_tokenValue", "kJx-7_tokenValu") == "kJx-7_tokenValu");
}

TEST_CASE("a secret that was learned twice is hidden as before") {
  Redactor redactor;
  for (int round = 0; round < 3; ++round) {
    redactor.learn("kJx-7_tokenValue");
  }
  CHECK(redactor.redact("kJx-7_tokenValue") == "[redacted]");
}

TEST_CASE("the largest secrets are hidden in a large text without delay") {
  const std::string secret = secret_of(16 * 1024);
  const auto start = std::chrono::steady_clock::now();
  Redactor redactor;
  redactor.learn(secret);
  const std::string filler(1'048'576, 'x');
  CHECK(redactor.redact(filler + secret + filler) == filler + "[redacted]" + filler);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
}

}  // namespace plex::test
