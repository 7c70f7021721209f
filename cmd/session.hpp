// SPDX-License-Identifier: MIT
//
// One run of a command from settled options to a client that can ask: settings are resolved first,
// secrets are read next, and only then is anything of ours stored or any connection made.
#pragma once

#include <memory>
#include <vector>

#include "cmd/context.hpp"
#include "cmd/options/identity.hpp"
#include "cmd/options/options.hpp"
#include "cmd/options/settings.hpp"
#include "src/plex/client.hpp"

namespace plex::cmd {

class Session {
 public:
  /// Settles console, network and headers, and starts the clock of `--timeout`. `context` and
  /// `options` must outlive it. Throws Error(usage).
  Session(const CommonOptions& options, Target target, BaseUrl base, Context& context);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const BaseUrl& base() const { return base_; }
  /// Of the whole run; a prompt extends it.
  Deadline& deadline() { return deadline_; }

  /// The client, with the identity of this run. It must not outlive the session. Throws as
  /// resolve_identity.
  Client make_client(IdentifierNeed need);

 private:
  const CommonOptions& options_;
  Context& context_;
  BaseUrl base_;
  NetworkSettings network_;
  std::vector<HttpHeader> extra_headers_;
  Deadline deadline_;
  std::unique_ptr<HttpTransport> transport_;
};

}  // namespace plex::cmd
