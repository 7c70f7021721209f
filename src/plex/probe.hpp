// SPDX-License-Identifier: MIT
//
// Asks addresses side by side whether a certain Plex Media Server answers there: GET
// {base}/identity, with neither a token nor a client identifier, as nobody knows yet who answers.
// Which of several addresses is used is left to src/auth/reachability.hpp.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "src/error.hpp"
#include "src/http/http.hpp"
#include "src/text/json.hpp"

namespace plex {

/// The identifier in a server's response to GET /identity. Throws Error(unexpected).
std::string parse_machine_identifier(const Json& document);

struct ProbeTarget {
  BaseUrl base;
  /// Of the server that should answer there.
  std::string machine_identifier;
};

/// What the probe of one target found.
struct ProbeResult {
  /// Why the server is not reachable there, with host; nothing if it answered.
  std::optional<Error> failure;
};

inline constexpr ParallelLimits probe_limits{16, Milliseconds(3000)};

/// Probes the targets once each. The results are in the order of the targets. A failure is what
/// HttpTransport::send throws, what error_from makes of another status, what parse_json_body
/// throws, or unexpected if another server answers; a 401 or 403 is `refused`, as no token was
/// sent. Throws as HttpTransport::send_all.
std::vector<ProbeResult> probe(HttpTransport& transport, const std::vector<ProbeTarget>& targets,
                               const Deadline& deadline,
                               const ParallelLimits& limits = probe_limits);

/// Gets the result of target number `index`. Returns whether more results are wanted.
using ProbeSink = std::function<bool(std::size_t index, ProbeResult result)>;

/// The same, but calls `take` with each result as it arrives, until it returns false.
void probe_until(HttpTransport& transport, const std::vector<ProbeTarget>& targets,
                 const Deadline& deadline, const ParallelLimits& limits, const ProbeSink& take);

}  // namespace plex
