// SPDX-License-Identifier: MIT
#include "src/plex/probe.hpp"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "src/plex/client.hpp"
#include "src/plex/error_response.hpp"

namespace plex {
namespace {

HttpRequest identity_request(const ProbeTarget& target) {
  HttpRequest request;
  request.method = "GET";
  request.base = target.base;
  request.target = "/identity";
  request.headers = {{"Accept", "application/json"}};
  return request;
}

Error refusal(const HttpResponse& response, const HttpRequest& request) {
  Error error = error_from(response, Service::media_server, request);
  if (error.code == ErrorCode::token_rejected) {
    // Whatever it protects, it was not given a token that it could have rejected.
    error = {ErrorCode::refused,
             fmt::format("the request was refused with status {}", response.status)};
  }
  return error;
}

/// Throws Error unless the response is that of the target.
void check_response(const HttpResponse& response, const HttpRequest& request,
                    const ProbeTarget& target) {
  try {
    if (response.status / 100 != 2) {
      throw refusal(response, request);
    }
    if (parse_machine_identifier(parse_json_body(response)) != target.machine_identifier) {
      throw Error(ErrorCode::unexpected, "another server answers at this address");
    }
  } catch (Error& error) {
    error.http_status = response.status;
    error.request_sent = true;
    throw;
  }
}

ProbeResult judge(const HttpOutcome& outcome, const HttpRequest& request,
                  const ProbeTarget& target) {
  try {
    if (const auto* failure = std::get_if<Error>(&outcome)) {
      throw Error(*failure);
    }
    check_response(std::get<HttpResponse>(outcome), request, target);
    return {};
  } catch (Error& error) {
    error.host = target.base.authority();
    error.attempts = 1;
    return {std::move(error)};
  }
}

}  // namespace

std::string parse_machine_identifier(const Json& document) {
  const Json* container = document.is_object() ? find_member(document, "MediaContainer") : nullptr;
  if (container == nullptr || !container->is_object()) {
    throw Error(ErrorCode::unexpected, "the response has no MediaContainer");
  }
  auto found = optional_string(*container, "machineIdentifier", "MediaContainer.");
  if (!found) {
    throw Error(ErrorCode::unexpected, "the response has no MediaContainer.machineIdentifier");
  }
  return *std::move(found);
}

std::vector<ProbeResult> probe(HttpTransport& transport, const std::vector<ProbeTarget>& targets,
                               const Deadline& deadline, const ParallelLimits& limits) {
  std::vector<ProbeResult> results(targets.size());
  probe_until(transport, targets, deadline, limits, [&](std::size_t index, ProbeResult result) {
    results[index] = std::move(result);
    return true;
  });
  return results;
}

void probe_until(HttpTransport& transport, const std::vector<ProbeTarget>& targets,
                 const Deadline& deadline, const ParallelLimits& limits, const ProbeSink& take) {
  std::vector<HttpRequest> requests;
  requests.reserve(targets.size());
  for (const ProbeTarget& target : targets) {
    requests.push_back(identity_request(target));
  }
  transport.send_all(requests, limits, deadline, [&](std::size_t index, HttpOutcome outcome) {
    return take(index, judge(outcome, requests[index], targets[index]));
  });
}

}  // namespace plex
