// SPDX-License-Identifier: MIT
//
// The library as a command uses it, for tests of its operations: a client of any transport, and the
// real transport.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "src/http/curl_transport.hpp"
#include "src/plex/client.hpp"
#include "tests/support/run_plex.hpp"

namespace plex::test {

/// The real transport, whose warnings go nowhere.
inline std::unique_ptr<HttpTransport> real_transport() {
  TransportOptions options;
  options.warn = [](const std::string&) {};
  return make_curl_transport(std::move(options));
}

/// A client of https://plex.test/api/v2 whose waits between attempts take no time.
inline Client client_of(HttpTransport& transport) {
  static const Deadline no_limit;
  return {transport,
          parse_base_url("https://plex.test/api/v2", "the test"),
          {{"Accept", "application/json"}, {"X-Plex-Client-Identifier", "test-client"}},
          {},
          {.now = [] { return Clock::time_point(); },
           .wall_clock = [] { return std::chrono::system_clock::time_point(fixed_now); },
           .sleep = [](Milliseconds) {},
           .jitter = [] { return 1.0; }},
          no_limit};
}

/// The same of another base URL.
inline Client client_of(HttpTransport& transport, const std::string& base) {
  Client client = client_of(transport);
  client.base = parse_base_url(base, "the test");
  return client;
}

}  // namespace plex::test
