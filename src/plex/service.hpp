// SPDX-License-Identifier: MIT
//
// The two services that this library talks to.
#pragma once

namespace plex {

/// Who is asked. They speak of failures in different ways, and plex.tv has the stricter rules of
/// transport.
enum class Service {
  /// A Plex Media Server, which answers errors in HTML.
  media_server,
  /// plex.tv, which answers errors as JSON `errors[]` with codes, or in XML.
  plex_tv,
};

}  // namespace plex
