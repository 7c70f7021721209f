// SPDX-License-Identifier: MIT
//
// Runs of the commands against a given server, and how a failed one ended, in a form that a test
// can write in one line. For the tests of the wire: what the commands print is left to other tests.
#pragma once

#include <string>

#include "tests/support/raw_server.hpp"
#include "tests/support/run_plex.hpp"
#include "tests/support/words.hpp"

namespace plex::test {

/// `plex auth transient-token` against a server, with dana's token.
[[nodiscard]] RunResult run_transient_token(const std::string& server, const Words& more = {},
                                            const World& world = {});

/// `plex auth whoami` with dana's token.
[[nodiscard]] RunResult run_whoami(const std::string& plex_tv, const Words& more = {},
                                   const World& world = {});

/// `plex auth signin` as dana.
[[nodiscard]] RunResult run_signin(const std::string& plex_tv, const Words& more = {},
                                   const World& world = {});

/// A member of what the one line of JSON on stderr says of the failure of a run with `-o json`: a
/// string as it is, anything else as JSON; empty if stderr holds anything else.
[[nodiscard]] std::string error_member(const RunResult& result, const char* name);

/// The end of a run with `-o json` that failed as it should, such as `6 connection_lost, attempts
/// 3`. Anything unexpected is returned instead: output on stdout, more than the one line on stderr,
/// a secret of dana's.
[[nodiscard]] std::string failure_of(const RunResult& result);

/// The end of `plex auth transient-token -o json` against a server that does this.
[[nodiscard]] std::string failure_against(const Script& script, const Words& more = {},
                                          const World& world = {});

/// A body that holds the first transient token, and a whole response with it.
[[nodiscard]] std::string good_body();
[[nodiscard]] std::string good_response();

}  // namespace plex::test
