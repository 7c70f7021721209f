// SPDX-License-Identifier: MIT
#include "tests/support/fake_plex_client.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>
#include <httplib.h>

namespace plex::test {
namespace {

std::string percent_encode(const std::string& text) {
  std::string encoded;
  for (const char c : text) {
    encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

}  // namespace

std::string ReceivedResponse::header(const std::string& name) const {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [&name](const auto& header) { return header.first == name; });
  return found == headers.end() ? std::string() : found->second;
}

ReceivedResponse send_request(const FakePlexServer& server, const std::string& method,
                              const std::string& target, const NameValuePairs& headers) {
  return send_request(server, method, target, headers, "", "");
}

ReceivedResponse send_request(const FakePlexServer& server, const std::string& method,
                              const std::string& target, const NameValuePairs& headers,
                              const std::string& content_type, const std::string& body) {
  httplib::Request request;
  request.method = method;
  request.path = target;
  request.body = body;
  request.headers.insert(headers.begin(), headers.end());
  if (!content_type.empty()) {
    request.set_header("Content-Type", content_type);
  }
  httplib::Client client(server.server_url());
  client.set_url_encode(false);
  client.set_decompress(false);
  const httplib::Result result = client.send(request);
  if (!result) {
    throw std::runtime_error("no response: " + httplib::to_string(result.error()));
  }
  return {result->status, result->body, {result->headers.begin(), result->headers.end()}};
}

ReceivedResponse get(const FakePlexServer& server, const std::string& target,
                     const NameValuePairs& headers) {
  return send_request(server, "GET", target, headers);
}

NameValuePairs plex_headers(const std::string& token) {
  NameValuePairs headers = {{"Accept", "application/json"},
                            {"X-Plex-Client-Identifier", "test-client"}};
  if (!token.empty()) {
    headers.emplace_back("X-Plex-Token", token);
  }
  return headers;
}

std::string form_body(const NameValuePairs& fields) {
  std::string body;
  for (const auto& [name, value] : fields) {
    body += fmt::format("{}{}={}", body.empty() ? "" : "&", name, percent_encode(value));
  }
  return body;
}

}  // namespace plex::test
