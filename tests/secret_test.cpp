// SPDX-License-Identifier: MIT
#include "src/secret.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/file_descriptor.hpp"

namespace plex::test {
namespace {

template <class Type, class = void>
struct Printable : std::false_type {};
template <class Type>
struct Printable<Type, std::void_t<decltype(std::declval<std::ostream&>() << std::declval<Type>())>>
    : std::true_type {};

template <class Type, class = void>
struct Comparable : std::false_type {};
template <class Type>
struct Comparable<Type, std::void_t<decltype(std::declval<Type>() == std::declval<Type>())>>
    : std::true_type {};

static_assert(!std::is_copy_constructible_v<Secret>);
static_assert(!std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret>);
static_assert(std::is_nothrow_move_assignable_v<Secret>);
static_assert(!std::is_convertible_v<std::string_view, Secret>);
static_assert(!std::is_convertible_v<Secret, std::string_view>);
static_assert(!std::is_convertible_v<Secret, std::string>);
static_assert(Printable<std::string>::value && !Printable<Secret>::value);
static_assert(Comparable<std::string>::value && !Comparable<Secret>::value);

/// Long enough to be found in memory that was given back, whose first bytes the allocator reuses.
std::string marked_bytes() {
  return std::string(64, '.') + "find-this-if-it-stays" + std::string(64, '.');
}

/// The bytes at an address that may have been given back: the kernel reads them, so that neither
/// compiler nor sanitizer has a say.
std::string memory_at(const char* address, std::size_t size) {
  const FileDescriptor memory(::open("/proc/self/mem", O_RDONLY | O_CLOEXEC));
  std::string bytes(size, '\0');
  const ssize_t got = ::pread(memory.get(), bytes.data(), size,
                              static_cast<off_t>(reinterpret_cast<std::uintptr_t>(address)));
  bytes.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  return bytes;
}

bool holds_mark(const std::string& bytes) {
  return bytes.find("find-this-if-it-stays") != std::string::npos;
}

}  // namespace

TEST_CASE("a secret gives back the bytes that it was made of") {
  using namespace std::string_view_literals;
  CHECK(Secret("token").reveal() == "token");
  CHECK(Secret("a\0b\xFF"sv).reveal() == "a\0b\xFF"sv);
  CHECK(Secret(std::vector<char>{'x', 'y'}).reveal() == "xy");
  CHECK_FALSE(Secret("x").empty());
  CHECK(Secret().empty());
  CHECK(Secret("").empty());
  CHECK(Secret().reveal() == "");
}

TEST_CASE("a secret takes over a buffer without leaving a copy behind") {
  std::vector<char> buffer = {'t', 'o', 'k', 'e', 'n'};
  const char* const bytes = buffer.data();
  const Secret secret(std::move(buffer));
  CHECK(secret.reveal().data() == bytes);
}

TEST_CASE("a moved secret leaves nothing where it was") {
  Secret first("token");
  const char* const bytes = first.reveal().data();
  Secret second(std::move(first));
  CHECK(second.reveal().data() == bytes);
  CHECK(first.empty());
  Secret third("other");
  third = std::move(second);
  CHECK(third.reveal() == "token");
  CHECK(third.reveal().data() == bytes);
  CHECK(second.empty());
}

TEST_CASE("a secret that is moved to itself keeps its bytes") {
  Secret secret("token");
  Secret& same = secret;
  secret = std::move(same);
  CHECK(secret.reveal() == "token");
}

TEST_CASE("a clone owns bytes of its own") {
  std::optional<Secret> original = Secret("token");
  const Secret copy = original->clone();
  CHECK(copy.reveal().data() != original->reveal().data());
  original.reset();
  CHECK(copy.reveal() == "token");
}

TEST_CASE("wipe empties a text and leaves none of its bytes in it") {
  for (const std::size_t size : {0U, 1U, 15U, 16U, 1000U}) {
    CAPTURE(size);
    std::string text(size, 'S');
    const char* const bytes = text.data();
    wipe(text);
    CHECK(text.empty());
    CHECK(memory_at(bytes, size) == std::string(size, '\0'));
  }
}

TEST_CASE("the bytes of a secret are gone when it goes") {
  std::optional<Secret> secret = Secret(marked_bytes());
  const char* const bytes = secret->reveal().data();
  const std::size_t size = secret->reveal().size();
  REQUIRE(holds_mark(memory_at(bytes, size)));
  secret.reset();
  CHECK_FALSE(holds_mark(memory_at(bytes, size)));
}

TEST_CASE("the bytes of a secret are gone when another takes its place") {
  Secret secret(marked_bytes());
  const char* const bytes = secret.reveal().data();
  const std::size_t size = secret.reveal().size();
  REQUIRE(holds_mark(memory_at(bytes, size)));
  secret = Secret("other");
  CHECK_FALSE(holds_mark(memory_at(bytes, size)));
  CHECK(secret.reveal() == "other");
}

}  // namespace plex::test
