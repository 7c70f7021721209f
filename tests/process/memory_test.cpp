// SPDX-License-Identifier: MIT
//
// That no response makes the program large, however much a server sends. Which errors such
// responses are is tested in tests/wire/ as well; here the memory of the process is measured.
#include <string>

#include <doctest/doctest.h>

#include "tests/support/plex_process.hpp"
#include "tests/support/programs.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool measurable = false;
#elif defined(__has_feature)
constexpr bool measurable = !__has_feature(address_sanitizer);
#else
constexpr bool measurable = true;
#endif

constexpr long limit_kib = 64 * 1024;

/// Bits as DEFLATE packs them: bytes fill from their lowest bit, codes come highest bit first.
class BitWriter {
 public:
  void append_code(unsigned code, int length) {
    for (int bit = length - 1; bit >= 0; --bit) {
      if (used_ == 0) {
        bytes_ += '\0';
      }
      const unsigned value = ((code >> static_cast<unsigned>(bit)) & 1U) << used_;
      bytes_.back() = static_cast<char>(static_cast<unsigned char>(bytes_.back()) | value);
      used_ = (used_ + 1) % 8;
    }
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  unsigned used_ = 0;
};

struct GzipBomb {
  std::string start;
  /// 13 bytes that stand for 2064 spaces each time they come.
  std::string period;
};

/// A gzip file of spaces that has no end, after RFC 1951 and 1952.
GzipBomb gzip_bomb() {
  BitWriter bits;
  bits.append_code(0b0, 1);         // not the last block
  bits.append_code(0b10, 2);        // fixed Huffman codes; this one number has its low bit first
  bits.append_code(0b01010000, 8);  // a space
  for (int i = 0; i < 16; ++i) {
    bits.append_code(0b11000101, 8);  // 258 bytes more
    bits.append_code(0b00000, 5);     // like the one before
  }
  const std::string gzip_header("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10);
  return {gzip_header + bits.bytes().substr(0, 2), bits.bytes().substr(2, 13)};
}

/// Lets whoami read what the script sends and checks that it ends small. time(1) measures it:
/// what starts a program counts as part of its largest size, and time(1) is small.
void check_small(const Script& script, int status, const std::string& code) {
  const RawServer server(script);
  const TemporaryDirectory directory;
  ProcessOptions options =
      plex_process({"-f", "%M", "-q", "-o", directory.path() / "peak", plex_program(), "auth",
                    "whoami", "-o", "json", "--retries", "0"},
                   {{"PLEX_TV_URL", server.url()},
                    {"PLEX_TOKEN", dana_token},
                    {"PLEX_CLIENT_ID", "test-client"}});
  options.program = "/usr/bin/time";
  const ProcessResult result = run_process(options);
  CHECK(result.status == status);
  CHECK(result.out == "");
  CHECK(result.err.find("{\"error\":{\"code\":\"" + code + "\",") == 0);
  const long peak_kib = std::stol(directory.read_file("peak"));
  CHECK(peak_kib > 1024);
  CHECK(peak_kib < limit_kib);
}

}  // namespace

TEST_CASE("a gzip bomb leaves the program small" * doctest::skip(!measurable)) {
  const GzipBomb bomb = gzip_bomb();
  check_small({ReadRequest{},
               Send{"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                    "Content-Encoding: gzip\r\n\r\n" +
                    bomb.start},
               SendForever{repeat(bomb.period, 1000)}},
              8, "too_large");
}

TEST_CASE("an endless chunked body leaves the program small" * doctest::skip(!measurable)) {
  check_small({ReadRequest{},
               Send{"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                    "Transfer-Encoding: chunked\r\n\r\n"},
               SendForever{"1000\r\n" + std::string(0x1000, ' ') + "\r\n"}},
              8, "too_large");
}

TEST_CASE("one endless header leaves the program small" * doctest::skip(!measurable)) {
  for (const std::string start : {"HTTP/1.1 200 OK\r\nX-Header: ", "HTTP/1.1 200 "}) {
    CAPTURE(start);
    check_small({ReadRequest{}, Send{start}, SendForever{std::string(1000, 'x')}}, 8, "too_large");
  }
}

TEST_CASE("endless headers leave the program small" * doctest::skip(!measurable)) {
  check_small({ReadRequest{}, Send{"HTTP/1.1 200 OK\r\n"},
               SendForever{"X-Header: " + std::string(1000, 'x') + "\r\n"}},
              8, "too_large");
}

TEST_CASE("an error body of 100 MB leaves the program small" * doctest::skip(!measurable)) {
  check_small({ReadRequest{},
               Send{"HTTP/1.1 401 Unauthorized\r\nContent-Type: text/html\r\n"
                    "Content-Length: 100000000\r\n\r\n"},
               SendForever{std::string(10'000, 'x')}},
              4, "token_rejected");
}

TEST_CASE("endless interim responses leave the program small" * doctest::skip(!measurable)) {
  check_small({ReadRequest{}, SendForever{"HTTP/1.1 100 Continue\r\n\r\n"}}, 8, "too_large");
}

TEST_CASE("eight megabytes of JSON leave the program small" * doctest::skip(!measurable)) {
  const std::string start =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8000000\r\n\r\n";
  check_small({ReadRequest{}, Send{start}, SendForever{std::string(8000, '[')}}, 8, "malformed");
  check_small({ReadRequest{}, Send{start + "["}, SendForever{repeat("{},", 2000)}}, 8, "too_large");
}

}  // namespace plex::test
