// SPDX-License-Identifier: MIT
#include "cmd/session.hpp"

#include <utility>

#include "cmd/options/settings.hpp"
#include "cmd/secrets/token_input.hpp"
#include "src/deadline.hpp"
#include "src/http/url.hpp"
#include "src/secret.hpp"

namespace plex::cmd {

Session::Session(const CommonOptions& options, Service service, BaseUrl base, Context& context)
    : options_(options),
      context_(context),
      output_(choose_output(options.output)),
      base_(std::move(base)) {
  context.console.set_quiet(options.output.quiet);
  context.console.set_verbose(options.general.verbose);
  network_ = resolve_network(options.network, service, base_, context);
  extra_headers_ = parse_extra_headers(options.identity.headers, context.console);
  if (network_.timeout.count() != 0) {
    deadline_ = Deadline(context.tools.now() + network_.timeout);
  }
}

Session::Session(const CommonOptions& options, const ServerOptions& server, Context& context)
    : Session(options, Service::media_server, resolve_server(server, context), context) {}

Session::Session(const CommonOptions& options, const PlexTvOptions& plex_tv, Context& context)
    : Session(options, Service::plex_tv, resolve_plex_tv(plex_tv, context), context) {}

Secret Session::read_token(const TokenOptions& options) {
  return cmd::read_token(options, deadline_, context_);
}

Client Session::make_client(IdentifierNeed need) {
  const Identity identity = resolve_identity(options_.identity, need, context_);
  transport_ = context_.make_transport(network_.transport);
  return {*transport_,    base_,          request_headers(identity, extra_headers_),
          network_.retry, context_.tools, deadline_};
}

void Session::print(const Result& result) const { cmd::print(result, output_, context_.console); }

}  // namespace plex::cmd
