// SPDX-License-Identifier: MIT
//
// Responses that are too large, compressed to be too large, or compressed wrongly.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "src/http/http.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/wire_runs.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

constexpr std::string_view gzip_header("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10);

std::string little_endian(std::uint32_t value, int bytes) {
  std::string text;
  for (int at = 0; at < bytes; ++at) {
    text += static_cast<char>((value >> (8 * at)) & 0xFFU);
  }
  return text;
}

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
  }
  return ~crc;
}

/// RFC 1952 around one stored block of RFC 1951, which is the last one or not.
std::string stored_block(std::string_view bytes, bool last) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  return std::string(1, last ? '\x01' : '\0') + little_endian(size, 2) + little_endian(~size, 2) +
         std::string(bytes);
}

std::string gzip(std::string_view bytes) {
  return std::string(gzip_header) + stored_block(bytes, true) + little_endian(crc32(bytes), 4) +
         little_endian(static_cast<std::uint32_t>(bytes.size()), 4);
}

/// RFC 7932 around one block that is not compressed, of up to 64 KiB.
std::string brotli(std::string_view bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  return little_endian(0x0BU | ((size - 1) << 7U) | (1U << 23U), 3) + std::string(bytes) + "\x03";
}

/// A gzip stream of some 64 KiB that unpacks to more than 10 MB: one space, and then copies of 258
/// bytes from one byte back in a block of fixed codes.
std::string gzip_bomb() {
  std::string bits = "010";
  for (int copies = 0; copies < 40'000; ++copies) {
    bits += "1100010100000";
  }
  bits.resize((bits.size() + 7) / 8 * 8, '0');
  std::string packed;
  for (std::size_t at = 0; at < bits.size(); at += 8) {
    unsigned byte = 0;
    for (std::size_t bit = 0; bit < 8; ++bit) {
      byte |= (bits[at + bit] == '1' ? 1U : 0U) << bit;
    }
    packed += static_cast<char>(byte);
  }
  return std::string(gzip_header) + stored_block(" ", false) + packed;
}

std::string response_in(const std::string& encoding, const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: " + encoding +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

bool prints_the_token(const std::string& bytes) {
  const RawServer server(says(bytes));
  const RunResult result = run_transient_token(server.url(), {"-q"});
  CHECK(result.err.empty());
  return result.out == line(first_transient_token);
}

constexpr const char* chunked =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

}  // namespace

TEST_CASE("a header of 300 KB ends the run as too large") {
  CHECK(failure_against(says("HTTP/1.1 200 OK\r\nX-Long: " + std::string(300'000, 'a') +
                             "\r\nContent-Length: 2\r\n\r\n{}")) == "8 too_large, attempts 1");
}

TEST_CASE("an endless header line ends the run as too large") {
  CHECK(failure_against({ReadRequest{}, Send{"HTTP/1.1 200 OK\r\nX-Long: "}, SendForever{"a"}}) ==
        "8 too_large, attempts 1");
}

TEST_CASE("endless headers end the run as too large") {
  CHECK(failure_against({ReadRequest{}, Send{"HTTP/1.1 200 OK\r\n"}, SendForever{"X-A: b\r\n"}}) ==
        "8 too_large, attempts 1");
}

TEST_CASE("headers of 60 KiB are read and of 70 KiB are not") {
  const auto with_headers = [](std::size_t lines) {
    std::string text = "HTTP/1.1 200 OK\r\n";
    for (std::size_t line = 0; line < lines; ++line) {
      text += "X-Long: " + std::string(1014, 'a') + "\r\n";
    }
    return text + "Content-Length: " + std::to_string(good_body().size()) + "\r\n\r\n" +
           good_body();
  };
  CHECK(prints_the_token(with_headers(60)));
  CHECK(failure_against(says(with_headers(70))) == "8 too_large, attempts 1");
}

TEST_CASE("an endless body ends the run as too large") {
  CHECK(failure_against({ReadRequest{}, Send{chunked}, SendForever{"4\r\n    \r\n"}}) ==
        "8 too_large, attempts 1");
  CHECK(failure_against({ReadRequest{}, Send{"HTTP/1.1 200 OK\r\n\r\n"}, SendForever{" "}}) ==
        "8 too_large, attempts 1");
}

TEST_CASE("a body of 8 MiB is read and one byte more is not") {
  const auto padded = [](std::size_t size) {
    return ok_json(good_body() + std::string(size - good_body().size(), ' '));
  };
  CHECK(prints_the_token(padded(max_body_bytes)));
  CHECK(failure_against(says(padded(max_body_bytes + 1))) == "8 too_large, attempts 1");
}

TEST_CASE("a chunk of the largest size that can be written is not a response") {
  const std::string failure =
      failure_against(says(chunked + std::string("7FFFFFFFFFFFFFFF\r\n{}")));
  CHECK(failure == "8 truncated, attempts 1");
  CHECK(failure_against(says(chunked + std::string(5000, 'F') + "\r\n{}")).substr(0, 2) == "8 ");
}

TEST_CASE("a response in gzip is read however its name is written") {
  CHECK(prints_the_token(response_in("gzip", gzip(good_body()))));
  CHECK(prints_the_token(response_in("x-gzip", gzip(good_body()))));
  CHECK(prints_the_token(response_in("GZIP", gzip(good_body()))));
}

TEST_CASE("a gzip bomb ends the run as too large") {
  const std::string bomb = gzip_bomb();
  CHECK(bomb.size() < 70'000);
  CHECK(failure_against(says(response_in("gzip", bomb))) == "8 too_large, attempts 1");
}

TEST_CASE("damaged gzip is not a response") {
  const std::string good = gzip(good_body());
  std::string wrong_sum = good;
  wrong_sum[wrong_sum.size() - 6] ^= 1;
  std::string wrong_length = good;
  wrong_length[gzip_header.size() + 1] ^= 1;
  for (const std::string& bytes : {wrong_sum, wrong_length, "x" + good, std::string("not gzip")}) {
    CAPTURE(bytes);
    CHECK(failure_against(says(response_in("gzip", bytes))) == "8 malformed, attempts 1");
  }
  CHECK(failure_against(says(response_in("gzip", good.substr(0, 40)))).substr(0, 2) == "8 ");
}

TEST_CASE("a response in an encoding that was not asked for is refused") {
  for (const std::string encoding :
       {"br", "zstd", "deflate", "compress", "aes128gcm", "gzip, br"}) {
    CAPTURE(encoding);
    CHECK(failure_against(says(response_in(encoding, gzip(good_body())))) ==
          "8 malformed, attempts 1");
  }
}

TEST_CASE("brotli is refused even if the library can read it") {
  CHECK(failure_against(says(response_in("br", brotli(good_body())))) == "8 malformed, attempts 1");
  CHECK(failure_against(says(response_in("gzip\r\nContent-Encoding: br",
                                         brotli(gzip(good_body()))))) == "8 malformed, attempts 1");
}

}  // namespace plex::test
