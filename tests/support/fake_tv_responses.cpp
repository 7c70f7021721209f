// SPDX-License-Identifier: MIT
#include "tests/support/fake_tv_responses.hpp"

#include "tests/support/fake_plex_payloads.hpp"

namespace plex::test {

CannedResponse tv_account(const RecordedRequest& request, int status, const std::string& account) {
  if (request.accepts_json()) {
    return {status, tv_json_type, account, {}};
  }
  return {status, tv_xml_type, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<user/>\n", {}};
}

CannedResponse tv_failure(const RecordedRequest& request, int status, int code,
                          std::string_view message) {
  if (request.accepts_json()) {
    return {status, tv_json_type, errors_json(status, code, message), {}};
  }
  return {status, tv_xml_type, errors_xml(status, code, message), {}};
}

CannedResponse tv_not_authenticated(const RecordedRequest& request) {
  return tv_failure(request, 401, 1001, "User could not be authenticated");
}

CannedResponse tv_malformed(const RecordedRequest& request) {
  return tv_failure(request, 400, 1004,
                    "The request is malformed, misses a required parameter or has an invalid one");
}

CannedResponse tv_code_unknown(const RecordedRequest& request) {
  if (request.accepts_json()) {
    return {404,
            tv_json_type,
            R"({"errors":[{"code":1020,"message":"Code not found or expired"}]})",
            {}};
  }
  return {404,
          tv_xml_type,
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<errors>\n  <error code=\"1020\" message=\"Code not found or expired\"/>\n</errors>\n",
          {}};
}

}  // namespace plex::test
