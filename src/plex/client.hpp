// SPDX-License-Identifier: MIT
//
// What all requests to Plex share: the client's identity, retries, the status that becomes an
// Error, JSON that is parsed within limits. The operations themselves are in src/auth/.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "src/deadline.hpp"
#include "src/http/http.hpp"
#include "src/http/retry.hpp"
#include "src/http/url.hpp"
#include "src/plex/service.hpp"
#include "src/secret.hpp"
#include "src/text/json.hpp"

namespace plex {

/// The X-Plex-* headers that describe this device to Plex; empty ones are not sent.
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

/// The headers of every request: Accept, `identity`, then `extra`, which replaces headers of the
/// same name. A header with an empty value is left out.
std::vector<HttpHeader> request_headers(const Identity& identity,
                                        const std::vector<HttpHeader>& extra);

/// The value of the first header of that name, in any case of letters; empty if there is none.
std::string header_value(const std::vector<HttpHeader>& headers, std::string_view name);

/// The JSON of a 2xx response. Throws Error: malformed, truncated, too_large; if the body is a web
/// page or XML, the message says so.
Json parse_json_body(const HttpResponse& response);

/// `headers` with each of `replaced` in place of those of the same name, in any case. A header with
/// an empty value is left out. So a copy of a Client can act under another identity.
std::vector<HttpHeader> with_headers(std::vector<HttpHeader> headers,
                                     const std::vector<HttpHeader>& replaced);

/// One request to Plex.
struct ApiRequest {
  std::string_view method = "GET";
  std::string_view path;
  Query query = {};
  /// Empty if the request needs none.
  Secret token = {};
  /// The form of a POST or PUT.
  Secret form = {};
};

/// Where requests go and how; one per run. Holds no token.
struct Client {
  HttpTransport& transport;
  BaseUrl base;
  std::vector<HttpHeader> headers;
  RetryPolicy retry;
  RetryTools tools;
  /// Owned by the caller, who may extend it between two requests.
  const Deadline& deadline;
  /// Where the tokens of the requests come from, for errors; empty if nothing is known.
  std::string token_source = {};

  /// Sends the request and returns what `parse` makes of the JSON of the 2xx response, which it is
  /// given as a Json&&. Throws Error with host, status and attempts: what send_with_retries throws,
  /// what error_from makes of another status, malformed, truncated or too_large for a body that is
  /// not JSON, and what `parse` throws.
  template <class Parse>
  auto request(Service service, ApiRequest api_request, Parse parse) const {
    std::optional<std::invoke_result_t<Parse&, Json>> result;
    request_json(service, std::move(api_request),
                 [&](Json& document) { result = parse(std::move(document)); });
    return *std::move(result);
  }

  /// Sends a request that succeeds by any 2xx status, whatever the body holds. Throws as request()
  /// does before it looks at the body.
  void send(Service service, ApiRequest api_request) const;

 private:
  /// Hands the JSON to `parse`, whose errors also get host, status and attempts.
  void request_json(Service service, ApiRequest api_request,
                    const std::function<void(Json&)>& parse) const;
  /// Hands a 2xx response to `take`, whose errors also get host, status and attempts.
  void receive(Service service, ApiRequest api_request,
               const std::function<void(HttpResponse&)>& take) const;
};

}  // namespace plex
