// SPDX-License-Identifier: MIT
//
// What the fake Plex answers: which response each request gets, canned or deserved, and the record
// of all requests. It joins the routes of plex.tv and of a server and may be used by several
// threads at once. Sockets are left to fake_plex_server.hpp.
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/fake_plex_exchange.hpp"
#include "tests/support/fake_plex_tv_routes.hpp"
#include "tests/support/fake_server_routes.hpp"

namespace plex::test {

/// The public functions mean what those of FakePlexServer mean.
class FakePlexScript {
 public:
  /// Records the request and gives it its response.
  CannedResponse answer(const RecordedRequest& request);

  void respond_next(const std::string& path, CannedResponse answer);
  void respond_always(const std::string& path, CannedResponse answer);
  void allow_only_post_for_transient_token();
  /// Must be called before anything is answered.
  void set_server_url(const std::string& url);
  void advance_clock(std::chrono::seconds by);
  void approve(const std::string& code, const std::string& token);
  std::vector<std::string> pins() const;
  std::vector<RecordedRequest> requests() const;
  std::vector<std::string> unexpected() const;

 private:
  CannedResponse control(const RecordedRequest& request);
  void note_secrets_in_url(const RecordedRequest& request);
  std::optional<CannedResponse> take_canned(const std::string& path);
  CannedResponse deserved_response(const RecordedRequest& request);

  mutable std::mutex mutex_;
  FakeTvRoutes tv_routes_;
  FakeServerRoutes server_routes_;
  std::map<std::string, std::deque<CannedResponse>> next_;
  std::map<std::string, CannedResponse> always_;
  std::vector<RecordedRequest> requests_;
  std::vector<std::string> unexpected_;
};

}  // namespace plex::test
