// SPDX-License-Identifier: MIT
//
// What every command that sends requests does around its work: settle output and settings first,
// then read secrets, and only then store anything or connect; at the end print the result.
#pragma once

#include <memory>
#include <vector>

#include "cmd/context.hpp"
#include "cmd/options/identity.hpp"
#include "cmd/options/network_settings.hpp"
#include "cmd/options/options.hpp"
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

  const BaseUrl& base() const { return base_; }
  const OutputChoice& output() const { return output_; }
  /// Of the whole run; a prompt extends it.
  Deadline& deadline() { return deadline_; }
  /// Whether a prompt is out of the question.
  bool no_input() const { return options_.general.no_input; }

  /// The token of the run. Throws as plex::cmd::read_token.
  Secret read_token(const TokenOptions& options);

  /// The client, with the identity of this run. It must not outlive the session. Throws as
  /// resolve_identity.
  Client make_client(IdentifierNeed need = IdentifierNeed::any);

  /// Prints the result in the format that was chosen. Throws as plex::cmd::print.
  void print(const Result& result) const;

 private:
  Session(const CommonOptions& options, Service service, BaseUrl base, Context& context);

  const CommonOptions& options_;
  Context& context_;
  OutputChoice output_;
  BaseUrl base_;
  NetworkSettings network_;
  std::vector<HttpHeader> extra_headers_;
  Deadline deadline_;
  std::unique_ptr<HttpTransport> transport_;
};

}  // namespace plex::cmd
