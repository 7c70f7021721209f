// SPDX-License-Identifier: MIT
//
// What goes into the fake Plex and what comes out of it: one request as it was received and one
// answer as it will be sent, free of any HTTP library. Which answer a request deserves is decided
// in fake_plex_tv_routes and fake_server_routes; the sockets belong to fake_plex_server.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plex::test {

using NameValuePairs = std::vector<std::pair<std::string, std::string>>;

/// A request as the server received it.
struct RecordedRequest {
  std::string method = {};
  std::string path = {};    ///< as sent, without the query
  std::string target = {};  ///< as sent: path, and `?` and the query if there is one
  std::string body = {};
  NameValuePairs headers = {};  ///< sorted by name; several of one name stay in order

  /// The first header of that name, in any case; "" when there is none.
  std::string header(std::string_view name) const;
  bool has_header(std::string_view name) const;

  /// The first decoded query parameter of that name; "" when there is none.
  std::string query(std::string_view name) const;
  bool has_query(std::string_view name) const;

  /// The first decoded field of that name in a form body; "" when there is none. The content type
  /// is not looked at.
  std::string form(std::string_view name) const;
  bool has_form(std::string_view name) const;

  /// All decoded query parameters and form fields, in the order in which they were sent.
  NameValuePairs query_parameters() const;
  NameValuePairs form_fields() const;

  /// Whether the Accept header names application/json.
  bool accepts_json() const;

  /// Whether the Content-Type is that of a form.
  bool is_form() const;
};

/// A response, whole. An empty `content_type` with a body is sent as text/plain.
struct CannedResponse {
  int status = 200;
  std::string content_type = "application/json";
  std::string body = {};
  NameValuePairs headers = {};
};

/// Splits `a=1&b=%20` into decoded pairs; `+` is a space, a stray `%` stands for itself.
NameValuePairs parse_form(std::string_view text);

/// The HTML page that a Plex server sends with every failure.
CannedResponse html_response(int status, std::string_view reason);

}  // namespace plex::test
