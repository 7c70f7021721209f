// SPDX-License-Identifier: MIT
#include "cmd/session.hpp"

#include <utility>

namespace plex::cmd {

Session::Session(const CommonOptions& options, Target target, BaseUrl base, Context& context)
    : options_(options), context_(context), base_(std::move(base)) {
  network_ = resolve_network(options.network, target, base_, context);
  extra_headers_ = parse_extra_headers(options.identity.headers, context.console);
  if (network_.timeout.count() != 0) {
    deadline_ = Deadline(context.tools.now() + network_.timeout);
  }
}

Client Session::make_client(IdentifierNeed need) {
  const Identity identity = resolve_identity(options_.identity, need, context_);
  transport_ = context_.make_transport(network_.transport);
  return {*transport_,    base_,          request_headers(identity, extra_headers_),
          network_.retry, context_.tools, deadline_};
}

}  // namespace plex::cmd
