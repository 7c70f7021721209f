// SPDX-License-Identifier: MIT
//
// A plain HTTP client for the tests of the fake Plex itself. It sends exactly what it is given and
// adds no header of Plex's. The client that the project is about is tested elsewhere.
#pragma once

#include <string>

#include "tests/support/fake_plex_server.hpp"

namespace plex::test {

struct ReceivedResponse {
  int status = 0;
  std::string body = {};
  NameValuePairs headers = {};

  /// The first header of that name, in exactly this spelling; "" when there is none.
  std::string header(const std::string& name) const;
};

/// Sends a request without a body to a plain http server. Throws std::runtime_error when no
/// response comes.
ReceivedResponse send_request(const FakePlexServer& server, const std::string& method,
                              const std::string& target, const NameValuePairs& headers = {});

/// The same with a body.
ReceivedResponse send_request(const FakePlexServer& server, const std::string& method,
                              const std::string& target, const NameValuePairs& headers,
                              const std::string& content_type, const std::string& body);

/// A GET with these headers.
ReceivedResponse get(const FakePlexServer& server, const std::string& target,
                     const NameValuePairs& headers);

/// The headers that both halves of Plex ask for, and the token if it is not empty.
NameValuePairs plex_headers(const std::string& token = "");

/// `fields` as a form body.
std::string form_body(const NameValuePairs& fields);

}  // namespace plex::test
