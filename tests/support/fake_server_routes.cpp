// SPDX-License-Identifier: MIT
#include "tests/support/fake_server_routes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/fake_plex_payloads.hpp"
#include "tests/support/fake_plex_sources.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

/// A reverse proxy before the one server, and the other server.
constexpr std::string_view proxy_prefix = "/plex";
constexpr std::string_view cellar_prefix = "/cellar";

bool is_below(std::string_view prefix, std::string_view path) {
  return path.starts_with(prefix) && path.substr(prefix.size()).starts_with('/');
}

std::string_view without_prefix(std::string_view path) {
  for (const std::string_view prefix : {proxy_prefix, cellar_prefix}) {
    if (is_below(prefix, path)) {
      return path.substr(prefix.size());
    }
  }
  return path;
}

CannedResponse bad_request() { return html_response(400, "Bad Request"); }

CannedResponse success(const RecordedRequest& request, const std::string& json,
                       const std::string& xml) {
  return request.accepts_json() ? CannedResponse{200, "application/json", json, {}}
                                : CannedResponse{200, "text/xml;charset=utf-8", xml, {}};
}

/// Whether the parameter was sent once and with that value.
bool is_exactly(const RecordedRequest& request, std::string_view name, std::string_view value) {
  const NameValuePairs parameters = request.query_parameters();
  return request.query(name) == value &&
         std::count_if(parameters.begin(), parameters.end(),
                       [name](const auto& parameter) { return parameter.first == name; }) == 1;
}

/// Who the server is, for anybody.
CannedResponse identity(const RecordedRequest& request) {
  const char* identifier =
      is_below(cellar_prefix, request.path) ? cellar_identifier : attic_identifier;
  return success(request,
                 fmt::format(R"({{"MediaContainer":{{"size":0,"claimed":true,)"
                             R"("machineIdentifier":"{}","version":"1.41.0.0000"}}}})",
                             identifier),
                 fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<MediaContainer "
                             "size=\"0\" claimed=\"1\" machineIdentifier=\"{}\" "
                             "version=\"1.41.0.0000\">\n</MediaContainer>\n",
                             identifier));
}

bool names_a_source(std::string_view source) {
  for (const std::string_view scheme : {"server://", "provider://"}) {
    if (source.starts_with(scheme) && source.size() > scheme.size()) {
      return true;
    }
  }
  return false;
}

}  // namespace

FakeServerRoutes::Access FakeServerRoutes::access_of(const RecordedRequest& request) const {
  const std::string token = request.header("X-Plex-Token");
  const bool cellar = is_below(cellar_prefix, request.path);
  if (!cellar && (token == dana_token || token == attic_access_token)) {
    return Access::admin;
  }
  if (cellar ? token == cellar_access_token : token == kid_token || token == shared_user_token) {
    return Access::user;
  }
  for (const TransientToken& known : transient_tokens_) {
    if (known.token == token) {
      return known.access;
    }
  }
  return Access::none;
}

CannedResponse FakeServerRoutes::transient_token(const RecordedRequest& request) {
  const Access access = access_of(request);
  if (access == Access::none) {
    return html_response(401, "Unauthorized");
  }
  if (!is_exactly(request, "type", "delegation") || !is_exactly(request, "scope", "all")) {
    return bad_request();
  }
  transient_tokens_.push_back(
      {fmt::format("transient-7d1c2a90-1b44-4e0c-9a55-{:012}", transient_tokens_.size() + 1),
       access});
  const std::string& token = transient_tokens_.back().token;
  return success(request, transient_token_json(token), transient_token_xml(token));
}

CannedResponse FakeServerRoutes::resources(const RecordedRequest& request) const {
  const Access access = access_of(request);
  if (access == Access::none) {
    return html_response(401, "Unauthorized");
  }
  if (access != Access::admin) {
    return html_response(403, "Forbidden");
  }
  const std::string source = request.query("source");
  const bool valid_refresh = !request.has_query("refresh") || is_exactly(request, "refresh", "0") ||
                             is_exactly(request, "refresh", "1");
  if (!names_a_source(source) || !is_exactly(request, "source", source) || !valid_refresh) {
    return bad_request();
  }
  return success(request, source_json(source), source_xml(source));
}

std::optional<CannedResponse> FakeServerRoutes::answer(const RecordedRequest& request) {
  const std::string_view path = without_prefix(request.path);
  const bool get = request.method == "GET";
  const bool post = request.method == "POST";
  if (path == token_path && get && only_post_) {
    CannedResponse answer = html_response(405, "Method Not Allowed");
    answer.headers.emplace_back("Allow", "POST");
    return answer;
  }
  if (path == token_path && (get || post)) {
    return transient_token(request);
  }
  if (path == resources_path && get) {
    return resources(request);
  }
  if (path == identity_path && get) {
    return identity(request);
  }
  return std::nullopt;
}

}  // namespace plex::test
