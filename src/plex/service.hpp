// SPDX-License-Identifier: MIT
//
// The two services that this library talks to.
#pragma once

namespace plex {

/// The receiver of a request. The two report failures in different ways, and the rules for
/// connections to plex.tv are stricter.
enum class Service {
  /// A Plex Media Server, which answers errors in HTML.
  media_server,
  /// plex.tv, which answers errors as JSON `errors[]` with codes, or in XML.
  plex_tv,
};

}  // namespace plex
