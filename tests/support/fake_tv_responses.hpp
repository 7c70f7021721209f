// SPDX-License-Identifier: MIT
//
// How plex.tv puts an account or an error, in JSON or XML as the request accepts. Which request
// gets which is left to fake_plex_tv_routes.hpp and the files that it uses.
#pragma once

#include <string>
#include <string_view>

#include "tests/support/fake_plex_exchange.hpp"

namespace plex::test {

inline constexpr const char* tv_json_type = "application/json; charset=utf-8";
inline constexpr const char* tv_xml_type = "application/xml; charset=utf-8";

/// An account: in XML, an element without any of it.
CannedResponse tv_account(const RecordedRequest& request, int status, const std::string& account);

/// One error with its number and words.
CannedResponse tv_failure(const RecordedRequest& request, int status, int code,
                          std::string_view message);

/// 401/1001: no token, or none that plex.tv knows.
CannedResponse tv_not_authenticated(const RecordedRequest& request);

/// 400/1004: a parameter is missing or has a value that it may not have.
CannedResponse tv_malformed(const RecordedRequest& request);

/// 404/1020, which repeats no status in its body: a sign-in code that is unknown to the client.
CannedResponse tv_code_unknown(const RecordedRequest& request);

}  // namespace plex::test
