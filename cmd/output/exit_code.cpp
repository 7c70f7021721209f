// SPDX-License-Identifier: MIT
#include "cmd/output/exit_code.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace plex::cmd {
namespace {

constexpr std::array table = {
    ExitCode{ErrorCode::write_failed, "write_failed", 1, "the result could not be written"},
    ExitCode{ErrorCode::field_missing, "field_missing", 1,
             "the value asked for by -q, --field or -o env is absent or null"},
    ExitCode{ErrorCode::internal, "internal", 1, "a bug in this program"},
    ExitCode{ErrorCode::usage, "usage", 2, "a command, option or value is wrong"},
    ExitCode{ErrorCode::insecure_transport, "insecure_transport", 2,
             "plain http would expose the secret to the network"},
    ExitCode{ErrorCode::account_unknown, "account_unknown", 2,
             "no account of that name is signed in, or several are"},
    ExitCode{ErrorCode::file_unreadable, "file_unreadable", 3, "a file could not be read"},
    ExitCode{ErrorCode::token_source_empty, "token_source_empty", 3,
             "the source named for a token or password is empty"},
    ExitCode{ErrorCode::state_unwritable, "state_unwritable", 3,
             "the client identifier could be neither read nor stored"},
    ExitCode{ErrorCode::store_locked, "store_locked", 3, "the keyring is locked"},
    ExitCode{ErrorCode::store_unavailable, "store_unavailable", 3,
             "the place where the sign-in is kept cannot be used"},
    ExitCode{ErrorCode::store_busy, "store_busy", 3, "another plex is changing the kept sign-ins"},
    ExitCode{ErrorCode::store_unreadable, "store_unreadable", 3,
             "the kept sign-ins cannot be read, or are not what plex writes"},
    ExitCode{ErrorCode::token_missing, "token_missing", 4,
             "no token was given, and no kept one may be used"},
    ExitCode{ErrorCode::token_rejected, "token_rejected", 4, "Plex does not accept the token"},
    ExitCode{ErrorCode::token_expired, "token_expired", 4, "the token has expired"},
    ExitCode{ErrorCode::credentials_rejected, "credentials_rejected", 4,
             "the user name or password is wrong"},
    ExitCode{ErrorCode::email_required, "email_required", 4,
             "the account can sign in with its e-mail address only"},
    ExitCode{ErrorCode::verification_code_rejected, "verification_code_rejected", 4,
             "the verification code is wrong"},
    ExitCode{ErrorCode::client_identifier_missing, "client_identifier_missing", 5,
             "plex.tv requires a client identifier"},
    ExitCode{ErrorCode::source_not_found, "source_not_found", 5,
             "the server does not know the source, or the account the server"},
    ExitCode{ErrorCode::refused, "refused", 5, "the request was refused (any other 4xx)"},
    ExitCode{ErrorCode::dns_failed, "dns_failed", 6, "the host name could not be resolved"},
    ExitCode{ErrorCode::connect_failed, "connect_failed", 6, "the connection could not be made"},
    ExitCode{ErrorCode::tls_failed, "tls_failed", 6,
             "TLS failed, or the certificate is not trusted"},
    ExitCode{ErrorCode::proxy_failed, "proxy_failed", 6,
             "the proxy refused or could not be reached"},
    ExitCode{ErrorCode::connection_lost, "connection_lost", 6,
             "the connection was lost before a response arrived"},
    ExitCode{ErrorCode::timeout, "timeout", 7, "no response within the time limit"},
    ExitCode{ErrorCode::code_expired, "code_expired", 7,
             "the code was not approved within its lifetime"},
    ExitCode{ErrorCode::server_error, "server_error", 8, "the service failed (5xx)"},
    ExitCode{ErrorCode::malformed, "malformed", 8, "the response is not HTTP or not JSON"},
    ExitCode{ErrorCode::truncated, "truncated", 8, "the response was cut short"},
    ExitCode{ErrorCode::too_large, "too_large", 8, "the response is too large"},
    ExitCode{ErrorCode::redirected, "redirected", 8,
             "the response is a redirect, and redirects are not followed"},
    ExitCode{ErrorCode::unexpected, "unexpected", 8,
             "the response lacks required data, or the result does not fit this format"},
    ExitCode{ErrorCode::rate_limited, "rate_limited", 9,
             "too many requests (429), or the limits do not allow the wait in Retry-After"},
    ExitCode{ErrorCode::locked_out, "locked_out", 9,
             "plex.tv has blocked this IP address after repeated failures"},
    ExitCode{ErrorCode::verification_code_required, "verification_code_required", 10,
             "the account requires a verification code: --code"},
    ExitCode{ErrorCode::approval_pending, "approval_pending", 11,
             "nobody has approved the code yet"},
};

static_assert(table.size() == static_cast<std::size_t>(ErrorCode::approval_pending) + 1,
              "each ErrorCode needs a row");

constexpr std::array<std::string_view, 12> classes = {"success: the result was printed",
                                                      "other failure",
                                                      "usage",
                                                      "local file or storage",
                                                      "not authenticated",
                                                      "refused",
                                                      "cannot connect",
                                                      "timed out",
                                                      "bad response",
                                                      "too many requests, or blocked",
                                                      "a verification code is needed",
                                                      "waiting for approval"};

}  // namespace

std::span<const ExitCode> exit_codes() { return table; }

const ExitCode& exit_code(ErrorCode code) {
  return *std::find_if(table.begin(), table.end() - 1,
                       [&](const ExitCode& row) { return row.code == code; });
}

std::string_view exit_class(int status) { return classes.at(static_cast<std::size_t>(status)); }

}  // namespace plex::cmd
