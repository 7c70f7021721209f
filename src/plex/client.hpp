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

/// One request to Plex.
struct ApiRequest {
  std::string_view method = "GET";
  std::string_view path;
  Query query = {};
  /// Empty if the request needs none.
  Secret token = {};
  /// The form of a POST.
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

 private:
  /// Hands the JSON to `parse`, whose errors also get host, status and attempts.
  void request_json(Service service, ApiRequest api_request,
                    const std::function<void(Json&)>& parse) const;
};

}  // namespace plex
