// SPDX-License-Identifier: MIT
//
// The token check: what passes can be sent as a header value and is told to nobody in a note.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "src/error.hpp"
#include "src/redactor.hpp"
#include "src/token.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  try {
    const plex::TokenText read = plex::read_token_text(text, "--token");
    if (!plex::is_token(read.token.reveal()) || read.token.reveal().starts_with("claim-")) {
      std::abort();
    }
    plex::Redactor redactor;
    redactor.learn(read.token.reveal());
    const std::string shown = redactor.redact("before " + std::string(text) + " after");
    if (read.token.reveal().size() >= plex::shortest_redacted &&
        shown.find(read.token.reveal()) != std::string::npos &&
        std::string_view("before  after[redacted]").find(read.token.reveal()) ==
            std::string_view::npos) {
      std::abort();
    }
  } catch (const plex::Error& error) {
    if (error.code != plex::ErrorCode::usage && error.code != plex::ErrorCode::token_source_empty) {
      std::abort();
    }
  }
  return 0;
}
