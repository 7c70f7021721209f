// SPDX-License-Identifier: MIT
//
// The servers of an account in every output format, with what was found out about their
// connections.
#pragma once

#include <cstddef>
#include <vector>

#include "cmd/output/output.hpp"
#include "src/auth/connection.hpp"
#include "src/auth/resources.hpp"
#include "src/plex/probe.hpp"

namespace plex::cmd {

/// A server of the list.
struct ListedServer {
  auth::Resource resource;
  /// The places in `resource.connections` of those that are shown.
  std::vector<std::size_t> shown = {};
  /// The results of their probes, in the same order; empty if there were none.
  std::vector<ProbeResult> probes = {};

  /// Connection number `index` of those that are shown.
  const auth::Connection& connection(std::size_t index) const {
    return resource.connections[shown[index]];
  }
};

Result servers_result(const std::vector<ListedServer>& servers);

}  // namespace plex::cmd
