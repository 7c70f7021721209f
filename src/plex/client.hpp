// SPDX-License-Identifier: MIT
//
// What all requests to Plex have in common: who we say we are, retries, the status that becomes an
// Error, JSON that is read within limits. The operations themselves are in src/auth/.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "src/http/http.hpp"
#include "src/http/retry.hpp"
#include "src/http/url.hpp"
#include "src/plex/error_response.hpp"
#include "src/text/json.hpp"

namespace plex {

/// The X-Plex-* headers by which Plex lists a device; those that are empty are not sent.
struct Identity {
  std::string client_identifier;
  std::string product;
  std::string version;
  std::string platform;
  std::string platform_version;
  std::string device;
  std::string device_name;
  std::string device_vendor;
  std::string model;
  std::string marketplace;
};

/// The headers of every request: Accept, `identity`, then `extra`, which replaces those of the same
/// name; one with an empty value is left out.
std::vector<HttpHeader> request_headers(const Identity& identity,
                                        const std::vector<HttpHeader>& extra);

/// One question to Plex.
struct ApiRequest {
  std::string_view method = "GET";
  std::string_view path;
  Query query = {};
  /// Empty for a question that needs none.
  Secret token = {};
  /// The form of a POST.
  Secret form = {};
};

/// Where questions go and how; one per run. Holds no secret.
struct Client {
  HttpTransport& transport;
  BaseUrl base;
  std::vector<HttpHeader> headers;
  RetryPolicy retry;
  RetryTools tools;
  /// The caller's, who may extend it between two questions.
  const Deadline& deadline;

  /// Sends the question and hands the JSON of the 2xx response to `read`. Throws Error with host,
  /// status and attempts: what send_with_retries throws, what error_from makes of another status,
  /// malformed, truncated or too_large for a body that is not JSON, and what `read` throws.
  void request(Service service, ApiRequest question, const std::function<void(Json)>& read) const;
};

}  // namespace plex
