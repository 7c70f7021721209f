// SPDX-License-Identifier: MIT
//
// What every command that sends requests does around its work: settle output and settings first,
// then read secrets, and only then store anything or connect; at the end print the result. Which
// token is used and where a kept one may go is decided in cmd/accounts/.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cmd/accounts/account_list.hpp"
#include "cmd/accounts/server_access.hpp"
#include "cmd/accounts/token_choice.hpp"
#include "cmd/context.hpp"
#include "cmd/options/identity.hpp"
#include "cmd/options/network_settings.hpp"
#include "cmd/options/options.hpp"
#include "cmd/options/settings.hpp"
#include "cmd/output/output.hpp"
#include "src/deadline.hpp"
#include "src/http/http.hpp"
#include "src/http/url.hpp"
#include "src/plex/client.hpp"
#include "src/plex/service.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

class Session {
 public:
  /// For a command that talks to a media server, or to plex.tv. Settles console, output, network
  /// and headers, and starts the clock of `--timeout`. `options` and `context` must outlive it.
  /// Throws Error(usage).
  Session(const CommonOptions& options, const ServerOptions& server, Context& context);
  Session(const CommonOptions& options, const PlexTvOptions& plex_tv, Context& context);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Where requests go. For a server that was named, and for the plex.tv of a kept sign-in, this is
  /// known after read_token.
  const BaseUrl& base() const { return base_; }
  const OutputChoice& output() const { return output_; }
  /// Of the whole run; a prompt extends it.
  Deadline& deadline() { return deadline_; }
  /// Starts the clock of `--timeout` again, after waiting for a person.
  void restart_clock();
  /// Whether a prompt is out of the question.
  bool no_input() const { return options_.general.no_input; }

  /// Makes the requests those of a sign-in: at its plex.tv, and with its client identifier unless
  /// it is empty. An identifier of an option or a variable stays stronger.
  void act_as(const std::string& client_identifier, const std::string& plex_tv);

  /// How messages name the token in use; empty before read_token.
  const std::string& token_source() const { return token_source_; }

  /// The token of the run. For a server that was named, or with a kept sign-in, it is the server's
  /// own access token, which plex.tv is asked for. Throws as choose_token, check_own_plex_tv,
  /// find_server, access_server and token_of_server_at.
  Secret read_token(const TokenOptions& options);

  /// The client, with the identity of this run. It must not outlive the session. Throws as
  /// resolve_identity.
  Client make_client(IdentifierNeed need = IdentifierNeed::any);

  /// A client for the plex.tv of a kept account, with the client identifier of its sign-in.
  Client make_client(const KeptAccount& account);

  /// A transport for connections of servers that plex.tv lists: https, or loopback. It must not
  /// outlive the session.
  HttpTransport& make_probe_transport();

  /// Prints the result in the format that was chosen. Throws as plex::cmd::print.
  void print(const Result& result) const;

 private:
  Session(const CommonOptions& options, Target target, Context& context);

  void use_base(BaseUrl base);
  Secret read_server_token(const ChosenToken& chosen);
  std::vector<auth::Resource> list_servers(const ChosenToken& chosen);
  Client client_of(const BaseUrl& base, const NetworkSettings& network, IdentifierNeed need);

  const CommonOptions& options_;
  Context& context_;
  OutputChoice output_;
  Service service_;
  BaseUrl base_;
  std::optional<std::string> server_name_;
  bool base_given_;
  NetworkSettings network_;
  std::vector<HttpHeader> extra_headers_;
  Deadline deadline_;
  /// The client identifier of the kept sign-in in use; empty without one.
  std::string kept_identifier_;
  /// How errors name the token in use; empty before read_token.
  std::string token_source_;
  std::vector<std::unique_ptr<HttpTransport>> transports_;
};

}  // namespace plex::cmd
