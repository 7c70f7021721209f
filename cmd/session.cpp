// SPDX-License-Identifier: MIT
#include "cmd/session.hpp"

#include <utility>

#include <fmt/format.h>

#include "cmd/accounts/kept_token.hpp"
#include "cmd/options/env.hpp"
#include "cmd/options/settings.hpp"
#include "src/auth/resources.hpp"
#include "src/deadline.hpp"
#include "src/error.hpp"
#include "src/http/url.hpp"
#include "src/secret.hpp"

namespace plex::cmd {
namespace {

/// The network settings for plex.tv in a command for a media server, whose options about trust are
/// meant for that server.
NetworkOptions beside_server(NetworkOptions options) {
  options.insecure = false;
  options.ca_file.reset();
  return options;
}

/// Of plex.tv, in a command that has no option for it.
BaseUrl plex_tv_of(const ChosenToken& chosen, const Context& context) {
  if (chosen.kept && !context.variable(env::plex_tv_url)) {
    return parse_base_url(chosen.kept->key.plex_tv, chosen.source);
  }
  return resolve_plex_tv({}, context).base;
}

}  // namespace

Session::Session(const CommonOptions& options, Target target, Context& context)
    : options_(options),
      context_(context),
      output_(choose_output(options.output)),
      service_(target.service),
      base_(std::move(target.base)),
      server_name_(std::move(target.server_name)),
      base_given_(target.given) {
  context.console.set_quiet(options.output.quiet);
  context.console.set_verbose(options.general.verbose);
  if (server_name_ && options.network.insecure) {
    throw Error(ErrorCode::usage, "--insecure cannot be used with the name of a server",
                "name the server by its URL");
  }
  network_ = resolve_network(options.network, service_, base_, context);
  extra_headers_ = parse_extra_headers(options.identity.headers, context.console);
  restart_clock();
}

Session::Session(const CommonOptions& options, const ServerOptions& server, Context& context)
    : Session(options, resolve_server(server, context), context) {}

Session::Session(const CommonOptions& options, const PlexTvOptions& plex_tv, Context& context)
    : Session(options, resolve_plex_tv(plex_tv, context), context) {}

void Session::restart_clock() {
  if (network_.timeout.count() != 0) {
    deadline_ = Deadline(context_.tools.now() + network_.timeout);
  }
}

Secret Session::read_token(const TokenOptions& options) {
  ChosenToken chosen = choose_token(options, deadline_, context_);
  token_source_ = chosen.source;
  context_.token_variable = chosen.variable.value_or("");
  if (service_ == Service::media_server && (server_name_ || chosen.kept)) {
    return read_server_token(chosen);
  }
  if (chosen.kept) {
    kept_identifier_ = chosen.kept->client_identifier;
    if (!base_given_) {
      use_base(parse_base_url(chosen.kept->key.plex_tv, chosen.source));
    }
  }
  if (service_ == Service::plex_tv) {
    check_own_plex_tv(chosen, base_);
  }
  return std::move(chosen.token);
}

void Session::act_as(const std::string& client_identifier, const std::string& plex_tv) {
  kept_identifier_ = client_identifier;
  use_base(parse_base_url(plex_tv, "the sign-in"));
}

void Session::use_base(BaseUrl base) {
  if (base.text() != base_.text()) {
    base_ = std::move(base);
    network_ = resolve_network(options_.network, service_, base_, context_);
  }
}

std::vector<auth::Resource> Session::list_servers(const ChosenToken& chosen) {
  const BaseUrl plex_tv = plex_tv_of(chosen, context_);
  check_own_plex_tv(chosen, plex_tv);
  const NetworkSettings network =
      resolve_network(beside_server(options_.network), Service::plex_tv, plex_tv, context_);
  const Client client = client_of(plex_tv, network, IdentifierNeed::any);
  return cmd::list_servers(client, chosen.token, auth::ResourceTokens::removed, context_.console);
}

Secret Session::read_server_token(const ChosenToken& chosen) {
  if (chosen.kept) {
    kept_identifier_ = chosen.kept->client_identifier;
  }
  const std::vector<auth::Resource> servers = list_servers(chosen);
  if (!server_name_) {
    return token_of_server_at(base_, servers, make_client(), chosen.source);
  }
  ServerAccess access = access_server(servers[find_server(servers, *server_name_)],
                                      make_probe_transport(), deadline_);
  context_.console.trace(
      fmt::format("* the server {} is at {}", *server_name_, access.base.text()));
  use_base(std::move(access.base));
  return std::move(access.token);
}

Client Session::client_of(const BaseUrl& base, const NetworkSettings& network,
                          IdentifierNeed need) {
  const Identity identity = resolve_identity(options_.identity, need, kept_identifier_, context_);
  transports_.push_back(context_.make_transport(network.transport));
  return {*transports_.back(), base,           request_headers(identity, extra_headers_),
          network.retry,       context_.tools, deadline_,
          token_source_};
}

Client Session::make_client(IdentifierNeed need) { return client_of(base_, network_, need); }

Client Session::make_client(const KeptAccount& account) {
  kept_identifier_ = account.client_identifier;
  token_source_ = fmt::format("the sign-in of {}", display_name(account));
  const BaseUrl plex_tv = parse_base_url(account.key.plex_tv, token_source_);
  return client_of(plex_tv, resolve_network(options_.network, Service::plex_tv, plex_tv, context_),
                   IdentifierNeed::any);
}

HttpTransport& Session::make_probe_transport() {
  // The first connection stands for all: it decides about the proxy only.
  TransportOptions transport = network_.transport;
  transport.plain_http = PlainHttp::loopback_only;
  transport.insecure = false;
  transports_.push_back(context_.make_transport(std::move(transport)));
  return *transports_.back();
}

void Session::print(const Result& result) const { cmd::print(result, output_, context_.console); }

}  // namespace plex::cmd
