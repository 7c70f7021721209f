// SPDX-License-Identifier: MIT
//
// What plex.tv answers: its routes as functions from a request to a response, as strict about
// headers, tokens and form fields as plex.tv is. It remembers the sign-in codes that it made and
// the tokens that were signed out. It has no sockets; what a server answers is left to
// fake_server_routes.hpp.
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/fake_pins.hpp"
#include "tests/support/fake_plex_exchange.hpp"

namespace plex::test {

/// plex.tv without sockets. Not safe for use by several threads at once.
class FakeTvRoutes {
 public:
  /// A token and the account that it belongs to, as JSON.
  struct Account {
    std::string_view token;
    std::string (*json)();
  };

  /// The response of plex.tv; nothing when it has no such route.
  std::optional<CannedResponse> answer(const RecordedRequest& request);

  /// Where Dana's server is said to be.
  void set_server_url(const std::string& url) { server_url_ = url; }

  /// Approves a living sign-in code: whoever asks for it gets `token`, which works again if it was
  /// signed out. Throws std::invalid_argument when no living code is `code`.
  void approve(std::string_view code, const std::string& token);

  std::vector<std::string> codes() const { return pins_.codes(); }
  void advance_clock(std::chrono::seconds by) { pins_.advance_clock(by); }

 private:
  using Handler = CannedResponse (FakeTvRoutes::*)(const RecordedRequest&);

  static Handler find_handler(const RecordedRequest& request);
  const Account* find_account(const RecordedRequest& request) const;

  CannedResponse show_user(const RecordedRequest& request);
  CannedResponse sign_in(const RecordedRequest& request);
  CannedResponse sign_out(const RecordedRequest& request);
  CannedResponse list_resources(const RecordedRequest& request);
  CannedResponse hand_out_claim_token(const RecordedRequest& request);
  CannedResponse create_pin(const RecordedRequest& request) { return pins_.create(request); }
  CannedResponse show_pin(const RecordedRequest& request) { return pins_.show(request); }
  CannedResponse link_pin(const RecordedRequest& request);

  std::string server_url_;
  FakePins pins_;
  std::set<std::string> signed_out_;
};

}  // namespace plex::test
