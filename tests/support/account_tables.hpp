// SPDX-License-Identifier: MIT
//
// How the commands show an account of the fake Plex as a table. The accounts themselves are in
// fake_plex_payloads.hpp.
#pragma once

namespace plex::test {

/// Dana's account without its secrets.
inline constexpr const char* dana_table =
    "username      dana\n"
    "title         dana\n"
    "e-mail        dana@example.org\n"
    "id            81230011\n"
    "uuid          0f3c9a7712bd4e55\n"
    "country       NO\n"
    "joined        2014-05-13\n"
    "Plex Home     yes\n"
    "managed user  no\n"
    "two-factor    no\n"
    "subscription  active (lifetime)\n";

}  // namespace plex::test
