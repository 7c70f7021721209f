// SPDX-License-Identifier: MIT
//
// The one double of the tests: plex.tv and a Plex Media Server in one process, on 127.0.0.1, on a
// port chosen by the kernel. It listens, records every request, and answers as strictly as Plex
// does; single responses can be replaced by canned ones. The accounts that it knows
// are in fake_plex_credentials.hpp; bytes that no well-behaved HTTP server sends are left to
// raw_server.hpp.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/certificates.hpp"
#include "tests/support/fake_plex_exchange.hpp"

namespace plex::test {

struct FakePlexOptions {
  bool https = false;
  /// Listen on every address of the machine, for a test that has a network of its own. The URLs of
  /// the server still name 127.0.0.1.
  bool everywhere = false;
  LeafOptions certificate = {};  ///< of the https server; by default one for localhost, 127.0.0.1
};

/// A running server, from the end of the constructor to the destructor. All members may be called
/// from any thread.
///
/// Routes of plex.tv: `GET /api/v2/user`, `POST /api/v2/users/signin`, `DELETE
/// /api/v2/users/signout`, `POST /api/v2/pins`, `GET /api/v2/pins/ID`, `PUT /api/v2/pins/link`,
/// `GET /api/v2/resources`, `GET /api/claim/token.json`. Routes of a server: `/security/token` (GET
/// and POST), `GET /security/resources`, `GET /identity`, all also below `/plex` as behind a
/// reverse proxy, and below `/cellar`, where another server is. Anything else is answered 404 and
/// remembered as unexpected.
///
/// For scripts there is `POST /control/approve` with a form of `code` and `token`, which does what
/// approve() does, answers 204 and is not recorded.
///
/// Bodies are sent byte for byte, whatever encoding a canned response claims for them.
class FakePlexServer {
 public:
  /// Throws std::runtime_error when it cannot listen.
  explicit FakePlexServer(const FakePlexOptions& options = {});
  ~FakePlexServer();
  FakePlexServer(const FakePlexServer&) = delete;
  FakePlexServer& operator=(const FakePlexServer&) = delete;
  FakePlexServer(FakePlexServer&&) = delete;
  FakePlexServer& operator=(FakePlexServer&&) = delete;

  std::string server_url() const;   ///< `http://127.0.0.1:PORT`, or https
  std::string plex_tv_url() const;  ///< `http://127.0.0.1:PORT/api/v2`, or https
  std::string host() const;         ///< `127.0.0.1:PORT`
  int port() const;

  /// The certificate authority to trust; "" for http.
  std::string ca_pem() const;

  /// The next request to `path` (as sent, without query: `/api/v2/user`) gets `answer` instead of
  /// what it deserves. Several answers for one path are given in order.
  void respond_next(const std::string& path, CannedResponse answer);

  /// Every request to `path` for which no `respond_next` is left gets `answer`.
  void respond_always(const std::string& path, CannedResponse answer);

  /// From now on GET of the transient token is answered 405, as by a server that wants POST.
  void allow_only_post_for_transient_token();

  /// Moves the clock by which sign-in codes expire. It stands still otherwise.
  void advance_clock(std::chrono::seconds by);

  /// All sign-in codes so far, in the order in which they were made.
  std::vector<std::string> pins() const;

  /// Approves the sign-in code, short or strong, as a person does: whoever asks for it gets
  /// `token`. Throws std::invalid_argument when no code that has not expired is `code`.
  void approve(const std::string& code, const std::string& token);

  /// All requests so far, in the order of their arrival.
  std::vector<RecordedRequest> requests() const;

  /// What should not have happened: `GET /nope` for a route that does not exist, `token in URL: GET
  /// /path`, `credentials in URL: POST /path`, and `never asked: PATH` for each `respond_next` that
  /// is still waiting.
  std::vector<std::string> unexpected() const;

 private:
  class Listener;
  std::unique_ptr<Listener> listener_;
};

}  // namespace plex::test
