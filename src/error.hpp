// SPDX-License-Identifier: MIT
//
// What can go wrong, as users may rely on it: one code per kind of failure, and the exception that
// carries it with the facts that a report needs. The exit status, and the options and commands that
// help, are left to cmd/.
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "src/advice.hpp"

namespace plex {

/// One kind of failure of the whole program: of this library, and those that only cmd/ can have,
/// such as `write_failed`, because users meet one list. The names are the values of `error.code` in
/// JSON errors and never change.
enum class ErrorCode {
  write_failed,
  field_missing,
  internal,
  usage,
  insecure_transport,
  account_unknown,
  file_unreadable,
  token_source_empty,
  state_unwritable,
  store_locked,
  store_unavailable,
  store_busy,
  store_unreadable,
  token_missing,
  token_rejected,
  token_expired,
  credentials_rejected,
  email_required,
  verification_code_rejected,
  client_identifier_missing,
  source_not_found,
  refused,
  dns_failed,
  connect_failed,
  tls_failed,
  proxy_failed,
  connection_lost,
  timeout,
  code_expired,
  server_error,
  malformed,
  truncated,
  too_large,
  redirected,
  unexpected,
  rate_limited,
  locked_out,
  verification_code_required,
  approval_pending,
};

/// A failure that ends the command. `message` says what failed in one line without a full stop and
/// holds no secret and no raw outside text; all other members but `advice` and `hint` are facts,
/// absent if they do not apply.
struct Error : std::exception {
  Error(ErrorCode error_code, std::string what_failed, Advice next_step = Advice::none)
      : code(error_code), message(std::move(what_failed)), advice(next_step) {}
  /// For cmd/ only.
  Error(ErrorCode error_code, std::string what_failed, std::string next_step)
      : code(error_code), message(std::move(what_failed)), hint(std::move(next_step)) {}

  const char* what() const noexcept override { return message.c_str(); }

  ErrorCode code;
  std::string message;
  /// The next step; none if there is none, or if `hint` says it.
  Advice advice = Advice::none;
  /// The next step in words, one line. A failure that arises in cmd/, which knows its own options,
  /// may bring it; in errors of the library it is empty.
  std::string hint;
  /// `host` or `host:port` that the failure is about; empty for local failures.
  std::string host;
  /// The words of an error response, raw: outside text that may hold anything, also a secret.
  std::string server_said;
  std::optional<int> http_status;
  /// `errors[].code` of a response from plex.tv.
  std::optional<std::int64_t> plex_code;
  /// How long the service asked to wait.
  std::optional<std::chrono::seconds> retry_after;
  /// The number of attempts, 0 if there was none. An attempt may end before anything is sent.
  int attempts = 0;
  /// True once any byte of an HTTP request may have left this machine: then the request must not be
  /// repeated unless that is safe.
  bool request_sent = false;
};

}  // namespace plex
