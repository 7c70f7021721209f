// SPDX-License-Identifier: MIT
//
// The sign-in codes of plex.tv, from POST /pins to their expiry on a clock that the test moves. Who
// may approve a code, and what is required of every request, is left to fake_plex_tv_routes.hpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/fake_plex_exchange.hpp"

namespace plex::test {

/// Not safe for use by several threads at once.
class FakePins {
 public:
  /// The response to `POST /api/v2/pins`: ids count up from 1000000001, a short code lives 900 s, a
  /// strong one, asked for with `strong=true` in query or form, 1800 s.
  CannedResponse create(const RecordedRequest& request);

  /// The response to `GET /api/v2/pins/ID`: the code if it lives and was made by the same client.
  CannedResponse show(const RecordedRequest& request) const;

  /// The response to `PUT /api/v2/pins/link`, whose token the caller has checked: approves a short
  /// code for it.
  CannedResponse link(const RecordedRequest& request);

  /// Approves a code of either kind; false when no living one is that.
  bool approve(std::string_view code, const std::string& token);

  /// All codes made so far, in order.
  std::vector<std::string> codes() const;

  void advance_clock(std::chrono::seconds by) { now_ += by; }

 private:
  struct Pin {
    std::uint64_t id = 0;
    std::string code = {};
    bool strong = false;
    std::string client_identifier = {};
    std::string product = {};
    std::chrono::seconds created{0};
    std::string token = {};

    std::chrono::seconds expires() const;
  };

  bool lives(const Pin& pin) const { return now_ < pin.expires(); }
  std::string json(const Pin& pin) const;
  CannedResponse response(const RecordedRequest& request, int status, const Pin& pin) const;

  /// Since the server started.
  std::chrono::seconds now_{0};
  std::vector<Pin> pins_;
};

}  // namespace plex::test
