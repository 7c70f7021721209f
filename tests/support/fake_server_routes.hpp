// SPDX-License-Identifier: MIT
//
// What a Plex Media Server answers: who may have a transient token, who may ask about a source, and
// what anybody may know of its identity. It is two servers, one of them below `/cellar`, and
// remembers the transient tokens that it handed out, as a server does until it restarts; sockets
// and plex.tv are left to others.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/fake_plex_exchange.hpp"

namespace plex::test {

/// A server without sockets. Not safe for use by several threads at once.
class FakeServerRoutes {
 public:
  /// The response of the server; nothing when it has no such route.
  std::optional<CannedResponse> answer(const RecordedRequest& request);

  void allow_only_post_for_transient_token() { only_post_ = true; }

 private:
  enum class Access { none, user, admin };
  struct TransientToken {
    std::string token;
    Access access;
  };

  Access access_of(const RecordedRequest& request) const;
  CannedResponse transient_token(const RecordedRequest& request);
  CannedResponse resources(const RecordedRequest& request) const;

  bool only_post_ = false;
  std::vector<TransientToken> transient_tokens_;
};

}  // namespace plex::test
