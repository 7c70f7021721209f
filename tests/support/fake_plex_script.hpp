// SPDX-License-Identifier: MIT
//
// What the fake Plex says: which answer each request gets, canned or deserved, and the account of
// everything that was asked. It joins the routes of plex.tv and of a server and may be used by
// several threads at once; it has no sockets, those are in fake_plex.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/fake_plex_exchange.hpp"
#include "tests/support/fake_server_routes.hpp"

namespace plex::test {

/// The public functions mean what those of FakePlex mean.
class FakePlexScript {
 public:
  /// Records the request and gives it its answer.
  CannedAnswer answer(const RecordedRequest& request);

  void answer_next(const std::string& path, CannedAnswer answer);
  void answer_always(const std::string& path, CannedAnswer answer);
  void allow_only_post_for_transient_token();
  std::vector<RecordedRequest> requests() const;
  std::vector<std::string> unexpected() const;

 private:
  void note_secrets_in_url(const RecordedRequest& request);
  std::optional<CannedAnswer> take_canned(const std::string& path);
  CannedAnswer deserved_answer(const RecordedRequest& request);

  mutable std::mutex mutex_;
  FakeServerRoutes server_routes_;
  std::map<std::string, std::deque<CannedAnswer>> next_;
  std::map<std::string, CannedAnswer> always_;
  std::vector<RecordedRequest> requests_;
  std::vector<std::string> unexpected_;
};

}  // namespace plex::test
