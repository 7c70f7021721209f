// SPDX-License-Identifier: MIT
#include "src/auth/reachability.hpp"

#include <algorithm>
#include <utility>

#include "src/error.hpp"

namespace plex::auth {
namespace {

/// The places in `connections` of those that may carry a token, the best one first.
std::vector<std::size_t> order_of_choice(const std::vector<Connection>& connections) {
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < connections.size(); ++place) {
    const auto base = base_of(connections[place]);
    if (base && may_carry_token(*base)) {
      places.push_back(place);
    }
  }
  std::stable_sort(places.begin(), places.end(), [&](std::size_t left, std::size_t right) {
    return kind_of(connections[left]) < kind_of(connections[right]);
  });
  return places;
}

}  // namespace

std::optional<BaseUrl> base_of(const Connection& connection) {
  if (!connection.uri) {
    return std::nullopt;
  }
  try {
    return parse_base_url(*connection.uri, "the connection");
  } catch (const Error&) {
    return std::nullopt;
  }
}

bool may_carry_token(const BaseUrl& base) { return base.is_https() || names_loopback(base.host); }

std::optional<std::size_t> first_reachable(HttpTransport& transport,
                                           const std::vector<Connection>& connections,
                                           const std::string& machine_identifier,
                                           const Deadline& deadline, const ParallelLimits& limits) {
  const std::vector<std::size_t> places = order_of_choice(connections);
  std::vector<ProbeTarget> targets;
  targets.reserve(places.size());
  for (const std::size_t place : places) {
    targets.push_back({*base_of(connections[place]), machine_identifier});
  }
  std::vector<bool> failed(places.size());
  std::size_t best = places.size();
  probe_until(transport, targets, deadline, limits, [&](std::size_t index, ProbeResult result) {
    failed[index] = result.failure.has_value();
    best = failed[index] ? best : std::min(best, index);
    const auto end = failed.begin() + static_cast<std::ptrdiff_t>(best);
    return best == places.size() || std::find(failed.begin(), end, false) != end;
  });
  return best == places.size() ? std::nullopt : std::optional(places[best]);
}

}  // namespace plex::auth
