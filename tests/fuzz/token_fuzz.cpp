// SPDX-License-Identifier: MIT
//
// The token check: what passes can be sent as a header value and is told to nobody in a note.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "src/error.hpp"
#include "src/plex/token.hpp"
#include "src/text/redactor.hpp"

namespace {

void expect(bool holds) {
  if (!holds) {
    std::abort();
  }
}

/// The mark and the text around it may happen to form the secret: the text alone never does.
void expect_hidden(std::string_view secret, std::string_view shown) {
  for (std::size_t mark = shown.find(plex::redacted_mark); mark != std::string_view::npos;
       mark = shown.find(plex::redacted_mark)) {
    expect(shown.substr(0, mark).find(secret) == std::string_view::npos);
    shown.remove_prefix(mark + plex::redacted_mark.size());
  }
  expect(shown.find(secret) == std::string_view::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  try {
    const plex::TokenText read = plex::parse_token_text(text, "--token");
    const std::string_view token = read.token.reveal();
    expect(plex::is_token(token) && !token.starts_with("claim-"));
    plex::Redactor redactor;
    redactor.learn(token);
    if (token.size() >= plex::shortest_redacted) {
      expect_hidden(token, redactor.redact("before " + std::string(text) + " after"));
    }
  } catch (const plex::Error& error) {
    expect(error.code == plex::ErrorCode::usage ||
           error.code == plex::ErrorCode::token_source_empty);
  }
  return 0;
}
