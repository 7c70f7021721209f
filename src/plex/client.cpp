// SPDX-License-Identifier: MIT
#include "src/plex/client.hpp"

#include <algorithm>
#include <cstddef>

#include <nlohmann/json.hpp>

#include "src/error.hpp"
#include "src/plex/error_response.hpp"
#include "src/secret.hpp"
#include "src/text/ascii.hpp"

namespace plex {
namespace {

/// Describes a body that is not JSON at all; the body itself is never shown.
std::string describe_non_json(const HttpResponse& response) {
  const std::size_t first = response.body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string::npos) {
    return "the response is empty";
  }
  if (response.body[first] != '<') {
    return {};
  }
  const std::string type = ascii_lower(response.header("content-type").value_or(""));
  const std::string start = ascii_lower(response.body.substr(first, 14));
  if (type.find("html") != std::string::npos || start == "<!doctype html" ||
      start.starts_with("<html")) {
    return "got a web page instead of a response; does this network have a login page?";
  }
  return "the response is XML, not JSON";
}

/// Adds what is known of the request that failed: its host and, if a response was returned, its
/// status and attempts. What is known of a request without one is in the error already.
void add_facts(Error& error, const BaseUrl& base, const HttpResponse& response) {
  error.host = base.authority();
  if (response.status != 0) {
    error.http_status = response.status;
    error.attempts = response.attempts;
    error.request_sent = true;
  }
}

}  // namespace

Json parse_json_body(const HttpResponse& response) {
  if (std::string instead = describe_non_json(response); !instead.empty()) {
    throw Error(ErrorCode::malformed, std::move(instead));
  }
  try {
    return parse_json(response.body);
  } catch (const Error& error) {
    if (response.ended_by_close && error.code == ErrorCode::malformed) {
      throw Error(ErrorCode::truncated,
                  "the response is incomplete JSON and may have been cut short");
    }
    throw;
  }
}

std::vector<HttpHeader> request_headers(const Identity& identity,
                                        const std::vector<HttpHeader>& extra) {
  std::vector<HttpHeader> headers = {
      {"Accept", "application/json"},
      {"X-Plex-Client-Identifier", identity.client_identifier},
      {"X-Plex-Product", identity.product},
      {"X-Plex-Version", identity.version},
      {"X-Plex-Platform", identity.platform},
      {"X-Plex-Platform-Version", identity.platform_version},
      {"X-Plex-Device", identity.device},
      {"X-Plex-Device-Name", identity.device_name},
      {"X-Plex-Device-Vendor", identity.device_vendor},
      {"X-Plex-Model", identity.model},
      {"X-Plex-Marketplace", identity.marketplace},
  };
  return with_headers(std::move(headers), extra);
}

std::vector<HttpHeader> with_headers(std::vector<HttpHeader> headers,
                                     const std::vector<HttpHeader>& replaced) {
  for (const HttpHeader& header : replaced) {
    std::erase_if(headers, [&](const HttpHeader& known) {
      return ascii_lower(known.name) == ascii_lower(header.name);
    });
  }
  headers.insert(headers.end(), replaced.begin(), replaced.end());
  std::erase_if(headers, [](const HttpHeader& header) { return header.value.empty(); });
  return headers;
}

std::string header_value(const std::vector<HttpHeader>& headers, std::string_view name) {
  const auto found = std::find_if(headers.begin(), headers.end(), [&](const HttpHeader& header) {
    return ascii_lower(header.name) == ascii_lower(name);
  });
  return found == headers.end() ? "" : found->value;
}

void Client::send(Service service, ApiRequest api_request) const {
  receive(service, std::move(api_request), [](HttpResponse&) {});
}

void Client::request_json(Service service, ApiRequest api_request,
                          const std::function<void(Json&)>& parse) const {
  receive(service, std::move(api_request), [&](HttpResponse& response) {
    Json document = parse_json_body(response);
    wipe(response.body);
    parse(document);
  });
}

void Client::receive(Service service, ApiRequest api_request,
                     const std::function<void(HttpResponse&)>& take) const {
  HttpRequest request;
  request.method = api_request.method;
  request.base = base;
  request.target = make_target(api_request.path, api_request.query);
  request.headers = headers;
  request.token = std::move(api_request.token);
  request.token_source = token_source;
  request.body = std::move(api_request.form);
  HttpResponse response;
  try {
    response = send_with_retries(transport, request, retry, tools, deadline);
    if (response.status / 100 != 2) {
      throw error_from(response, service, request);
    }
    take(response);
  } catch (Error& error) {
    add_facts(error, base, response);
    throw;
  }
}

}  // namespace plex
