// SPDX-License-Identifier: MIT
//
// Error responses in all their forms, for the tests of what every request makes of them and of what
// a sign-in makes of them.
#pragma once

#include <string>
#include <vector>

#include "src/error.hpp"
#include "src/http/http.hpp"
#include "tests/support/fake_plex_payloads.hpp"

namespace plex::test {

/// One error with this number, written as plex.tv writes it in JSON and in XML, and with words that
/// belong to another number.
inline std::vector<std::string> bodies_with(int status, int number) {
  return {errors_json(status, number, "Please enter the verification code"),
          errors_json(status, number, "User could not be authenticated"),
          errors_json(status, number, ""),
          errors_xml(status, number, "Invalid verification code"),
          "\n  " + errors_xml(status, number, ""),
          "{\"errors\":[{\"code\":" + std::to_string(number) + "}]}"};
}

/// Bodies that say nothing, in every way.
inline std::vector<std::string> bodies_without_a_number() {
  return {"",
          " \r\n",
          "null",
          "[]",
          "{}",
          "{\"errors\":[]}",
          "{\"errors\":null}",
          "{\"errors\":\"1029\"}",
          "{\"errors\":{\"code\":1029}}",
          "{\"errors\":[null]}",
          "{\"errors\":[1029]}",
          "{\"errors\":[{\"code\":null,\"message\":null}]}",
          "{\"errors\":[{\"code\":1029.5,\"message\":1}]}",
          "{\"errors\":[{\"code\":",
          "{\"error\":\"no\"}",
          "1029 Please enter the verification code",
          "<html><head><title>Unauthorized</title></head><body><h1>401</h1></body></html>",
          "<errors></errors>",
          "<errors",
          "<errors><error",
          "<error code=\"",
          "<error code=\"x\" message=\"\"/>",
          std::string("\0\xFF\xFE", 3),
          std::string(max_error_body_bytes, '['),
          "<" + std::string(max_error_body_bytes - 1, 'a')};
}

/// The ways in which plex.tv says that a token was revoked, with status 422.
inline std::vector<std::string> bodies_that_say_invalid_token() {
  return {"<?xml version=\"1.0\"?>\n<errors> <error>Invalid token</error> </errors>\n",
          errors_xml(422, 1001, "Invalid token"), errors_json(422, 1001, "Invalid token"),
          "{\"errors\":[{\"message\":\"Invalid token\",\"status\":422}]}"};
}

struct StatusMeaning {
  int status;
  ErrorCode code;
};

/// Statuses that mean the same as the response to any request and with any body.
inline std::vector<StatusMeaning> statuses_with_one_meaning() {
  return {{400, ErrorCode::refused},      {402, ErrorCode::refused},
          {404, ErrorCode::refused},      {405, ErrorCode::refused},
          {408, ErrorCode::refused},      {409, ErrorCode::refused},
          {422, ErrorCode::refused},      {451, ErrorCode::refused},
          {499, ErrorCode::refused},      {498, ErrorCode::token_expired},
          {429, ErrorCode::rate_limited}, {500, ErrorCode::server_error},
          {502, ErrorCode::server_error}, {503, ErrorCode::server_error},
          {504, ErrorCode::server_error}, {599, ErrorCode::server_error}};
}

/// Bodies that change nothing of what these mean.
inline std::vector<std::string> bodies_that_do_not_matter() {
  std::vector<std::string> bodies = bodies_without_a_number();
  bodies.push_back(errors_json(401, 1001, "User could not be authenticated"));
  bodies.push_back(errors_json(401, 1031, "Please try again later"));
  return bodies;
}

}  // namespace plex::test
